"""What the tests over the loopback arXiv share: announcements to serve, and the program over them."""
import datetime
import json
import unicodedata

from loopback_arxiv import Announced, Arxiv, Record
from support import SHARED, EndToEnd

DAY = "2026-08-12"  # a Wednesday
BEFORE = "2026-08-11"
NOW = "2026-08-12T12:00:00Z"  # the feeds are rebuilt
HOLIDAYS = {"2026-01-02", "2026-06-19"}  # recorded days without an announcement


def made(number, categories, title=None, authors=None, version=1, day=DAY, **more):
    date = datetime.date.fromisoformat(day)
    submitted = datetime.datetime.combine(date - datetime.timedelta(days=2), datetime.time(20, number % 60),
                                          datetime.timezone.utc)
    return Record(f"{date:%y%m}.{number:05}", title or f"A Study of {number} Things", authors or [f"Ana Maria {number}", "Wei Wang"],
                  categories, f"We study {number} things. A second sentence says 2.36\\% of $x^{{2}}$.", version=version,
                  submitted=submitted, datestamp=date, **more)


def announcement(day=DAY, first=1):
    """One of every kind for cs.CL, and what is hard to read."""
    new = [
        made(first, ["cs.CL"], day=day),
        made(first + 1, ["cs.CL", "cs.LG"], "0", day=day),
        made(first + 2, ["cs.CL"], "Costs $O(n^2)$ & <Less> for AT&T;", ["Jürgen Müller", "김 철수"],
             tex_authors=["J\\\"urgen M\\\"uller", "김 철수"], day=day),
        made(first + 3, ["math.NA", "cs.NA"], doi="10.1000/x.1", comment="12 pages", day=day),
        made(first + 4, ["cs.LG", "cs.CL"], affiliations={0: ["Univ. of X", "Lab, Y"]}, day=day),
        made(first + 5, ["cs.LG"], comment="This paper has been withdrawn by the authors", day=day),
        made(first + 6, ["stat.ML", "cs.LG", "cs.CL"], journal_ref="J. Things 1 (2026) 1-2", day=day),
    ]
    replaced = [made(first + 20, ["cs.CL"], version=2, day=day), made(first + 21, ["cs.LG", "cs.CL"], version=3, day=day)]
    return [Announced(record) for record in new] + [Announced(record, True) for record in replaced]


def ids_in(items, categories, kinds=("new", "cross")):
    return {item.record.id for item in items for category in categories
            if item.record.is_in(category) and item.kind(category) in kinds}


def names_of(record):
    return plain(author["name"] if isinstance(author, dict) else author for author in record["authors"])


def plain(names):
    """Names by their letters and digits alone; what has none, such as the ":" after a team, is no author."""
    keys = ("".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum()) for name in names)
    return [key for key in keys if key]


class ArxivTest(EndToEnd):
    arxiv = None

    def serve_arxiv(self, days=None, now=NOW, **more):
        days = days or {BEFORE: announcement(BEFORE, 101), DAY: announcement()}
        self.arxiv = Arxiv(days, now, **more)
        self.addCleanup(self.arxiv.close)
        return self.arxiv

    def environment(self, **extra):
        variables = super().environment()
        variables["NONMUN_NOW"] = NOW
        if self.arxiv:
            variables.update(self.arxiv.environment())
            variables["NONMUN_NOW"] = self.arxiv.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        variables.update(extra)
        return variables

    def fetch(self, *arguments, day=DAY, source="arxiv:cs.CL+cs.LG", code=0):
        """Fetches; checks the account and that no id is there twice. Returns records by id, states by category, stderr."""
        done = self.nonmun("fetch", day, "--source", source, "--manifest", "m.json", *arguments, code=code)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        by_id = {record["id"]: record for record in records}
        self.assertEqual(len(by_id), len(records), "an id is there twice")
        manifest = json.loads((self.home / "m.json").read_text())
        account = manifest.get("totals") or manifest.get("account") or manifest
        self.assertEqual(account["fetched"], sum(account[name] for name in ("shown", "merged", "filtered", "held_back")))
        self.assertEqual(account["shown"], len(records))
        days = {entry.get("category"): entry for entry in manifest["days"]}
        return by_id, days, done.stderr.decode()

    def failing(self, answer, *parts):
        """Makes every request whose target holds one of `parts` be answered so."""
        self.arxiv.fault = lambda target, _: answer if any(part in target for part in parts) else None


def recorded_announcements():
    """Each recorded day as one announcement, on the next day that has one, with two replacements added."""
    for path in sorted((SHARED / "recorded/arxiv-days").glob("*.jsonl")):
        day = datetime.date.fromisoformat(path.stem)
        while day.weekday() > 4 or day.isoformat() in HOLIDAYS:
            day += datetime.timedelta(days=1)
        # Time of the cut-off before the announcement, less a minute: inside its window.
        before = day - datetime.timedelta(days=3 if day.weekday() == 0 else 1)
        submitted = datetime.datetime.combine(before, datetime.time(17, 0), datetime.timezone.utc)
        items = {}
        for line in path.read_text().splitlines():
            raw = json.loads(line)
            record = Record(raw["id"], raw["title"], raw["authors"], raw["categories"], raw["summary"],
                            comment=raw.get("comment") or "", submitted=submitted, datestamp=day)
            items[record.id] = Announced(record)
        replaced = [made(99990 + i, ["cs.CL", "cs.LG"], version=2, day=day.isoformat()) for i in range(2)]
        yield day.isoformat(), list(items.values()) + [Announced(record, True) for record in replaced]
