"""arXiv's announcements, from each of its hosts, whole and in every way they fail."""
import datetime
import json
import threading
import time
import unicodedata
import unittest

from loopback_arxiv import KINDS, Announced, Arxiv, Record
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


class RoundTrip(ArxivTest):
    """What this arXiv says, the program's own parsers read."""

    def read(self, body, name):
        (self.home / name).write_bytes(body)
        return {record["id"]: record for record in self.records("render", name, "--format", "jsonl", "--sort", "none")}

    def check(self, items, found, has_categories=True):
        self.assertEqual(set(found), {item.record.id for item in items})
        for item in items:
            record = found[item.record.id]
            self.assertEqual([author["name"] if isinstance(author, dict) else author for author in record["authors"]],
                             item.record.authors)
            if has_categories:
                self.assertEqual(set(record["categories"]), set(item.record.categories))

    def test_every_form_is_read(self):
        arxiv = self.serve_arxiv()
        items = [item for item in arxiv.days[datetime.date.fromisoformat(DAY)] if item.record.is_in("cs.CL")]
        for name, target in {"a.html": "/list/cs.CL/new?skip=0&show=2000", "a.rss": "/rss/cs.CL", "a.atom": "/atom/cs.CL",
                             "q.xml": "/api/query?id_list=" + ",".join(item.record.id for item in items)}.items():
            with self.subTest(name):
                status, _, body = arxiv.answer(target)
                self.assertEqual(status, 200)
                self.check(items, self.read(body, name))
        for form in ("arXiv", "arXivRaw", "oai_dc"):
            with self.subTest(form):
                _, _, body = arxiv.answer(f"/oai?verb=ListRecords&metadataPrefix={form}&set=cs:cs:CL&from={DAY}")
                self.check(items, self.read(body, f"{form}.xml"), form != "oai_dc")

    def test_api_searches(self):
        arxiv = self.serve_arxiv()
        for query, count in {"cat:cs.CL": 14, "cat:cs.*": 18, "cat:cs": 0, "ti:0+AND+cat:cs.LG": 2,
                             "cat:cs.CL+ANDNOT+cat:cs.LG": 6, "(cat:cs.CL+OR+cat:math.NA)+AND+au:Müller": 2,
                             "submittedDate:[202608102000+TO+202608102005]": 5}.items():
            with self.subTest(query):
                _, _, body = arxiv.answer(f"/api/query?search_query={query}&max_results=100")
                self.assertIn(f"<opensearch:totalResults>{count}<", body.decode())
        for target, status in {"": 400, "id_list=abc": 400, "id_list=2608.00001&max_results=0": 500, "search_query=a&sortBy=x": 400,
                               "search_query=a&start=9990&max_results=20": 500, "search_query=a&start=x": 400}.items():
            with self.subTest(target):
                self.assertEqual(arxiv.answer("/api/query?" + target)[0], status)

    def test_a_feed_loses_the_lowest_new_ids(self):
        items = [Announced(made(i + 1, ["cs.CL"])) for i in range(2100)]
        _, _, body = self.serve_arxiv({DAY: items}).answer("/rss/cs.CL")
        self.assertEqual(body.count(b"<item>"), 2000)
        self.assertNotIn(b"2608.00100<", body)
        self.assertIn(b"2608.00101<", body)


class Announcement(ArxivTest):
    def expected(self, kinds=("new", "cross")):
        return ids_in(announcement(), ("cs.CL", "cs.LG"), kinds)

    def check_listed(self, by_id):
        items = {item.record.id: item for item in announcement()}
        for arxiv_id, record in by_id.items():
            item = items[arxiv_id]
            want = {(category, item.kind(category)) for category in ("cs.CL", "cs.LG") if item.record.is_in(category)}
            self.assertEqual({(one["category"], one["kind"]) for one in record["listed"]}, want, arxiv_id)

    def test_the_pages_have_the_day(self):
        self.serve_arxiv()
        by_id, days, stderr = self.fetch()
        self.assertEqual(set(by_id), self.expected())
        self.check_listed(by_id)
        self.assertEqual({days[c]["state"] for c in ("cs.CL", "cs.LG")}, {"published"})
        self.assertEqual(len(self.arxiv.journal), 2)
        self.assertEqual(set(self.fetch("--announce", "new,cross,replace")[0]), self.expected(KINDS))
        self.assertEqual(set(self.fetch("--announce", "new")[0]), self.expected(("new",)))

    def test_a_paper_of_both_sources_is_one(self):
        self.serve_arxiv()
        self.arxiv.fault = lambda target, _: ((200, {"Content-Type": "application/json"}, b"[]")
                                              if "daily_papers" in target else None)
        done = self.nonmun("fetch", DAY, "--source", "huggingface,arxiv:cs.CL", code=None, HF_ENDPOINT=self.arxiv.url)
        self.assertEqual(len(done.stdout.splitlines()), len(ids_in(announcement(), ["cs.CL"])), done.stderr)

    def test_the_feed_covers_for_the_page(self):
        self.serve_arxiv()
        good = self.arxiv.answer("/list/cs.CL/new?skip=0&show=2000")[2]
        page = {"Content-Type": "text/html"}
        earlier = self.arxiv.listing("cs.CL", "new", {}, datetime.date.fromisoformat(BEFORE))[2]
        answers = {
            "403": (403, page, b"<html>Forbidden</html>"), "404": (404, page, b"<html>Not found</html>"),
            "another day": (200, page, earlier), "cut off": (200, page, good[:len(good) // 2]),
            "another page": (200, page, b"<html><body>Scheduled maintenance</body></html>"),
            "counts more than it has": (200, page, good.replace(b"showing 3 of 3", b"showing 3 of 79")),
            "empty body": (200, page, b""),
        }
        for name, answer in answers.items():
            with self.subTest(name):
                self.failing(answer, "/list/cs.CL/")
                code = 4 if "counts" in name else 0
                by_id, days, stderr = self.fetch("--refresh", code=None)
                self.assertEqual(set(by_id), self.expected())
                self.check_listed(by_id)
                self.assertEqual(days["cs.LG"]["state"], "published")
                self.assertTrue(days["cs.CL"].get("note"), "the account says what covered for what")
                if code == 0:
                    self.assertEqual(days["cs.CL"]["state"], "published")

    def test_neither_has_the_day(self):
        """Before the first of them: the page shows yesterday's announcement and the feed is not rebuilt yet."""
        self.serve_arxiv()
        self.arxiv.now = datetime.datetime(2026, 8, 12, 0, 30, tzinfo=datetime.timezone.utc)
        body = self.arxiv.listing("cs.CL", "new", {}, datetime.date.fromisoformat(BEFORE))[2]
        self.failing((200, {"Content-Type": "text/html"}, body), "/list/cs.CL/")
        by_id, days, stderr = self.fetch(source="arxiv:cs.CL", code=4)
        self.assertEqual(days["cs.CL"]["state"], "stale")
        self.assertIn("cs.CL", stderr)
        self.assertEqual(by_id, {})

    def test_a_feed_of_yesterday_under_todays_date(self):
        self.serve_arxiv()
        today = self.arxiv.days[datetime.date.fromisoformat(DAY)]
        self.arxiv.days[datetime.date.fromisoformat(DAY)] = self.arxiv.days[datetime.date.fromisoformat(BEFORE)]
        stale = self.arxiv.answer("/rss/cs.CL")
        page = self.arxiv.listing("cs.CL", "new", {}, datetime.date.fromisoformat(BEFORE))
        self.arxiv.days[datetime.date.fromisoformat(DAY)] = today
        self.arxiv.fault = lambda target, _: stale if "/rss/" in target else page if "/list/cs.CL" in target else None
        _, days, stderr = self.fetch(source="arxiv:cs.CL", code=4)
        self.assertEqual(days["cs.CL"]["state"], "stale")

    def test_nothing_can_be_asked(self):
        self.serve_arxiv()
        for name, answer in {"500": (500, {}, b""), "403": (403, {}, b"Forbidden"),
                             "301": (301, {"Location": "https://127.0.0.1:1/"}, b"")}.items():
            with self.subTest(name):
                self.failing(answer, "/list/cs.CL/", "/rss/cs.CL")
                by_id, days, stderr = self.fetch("--refresh", code=5, source="arxiv:cs.CL")
                self.assertEqual(days["cs.CL"]["state"], "outage")
                self.assertIn("cs.CL", stderr)

    def test_hostile_xml_is_harmless(self):
        laughs = (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + b"".join(
            b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]><rss><channel>&j;</channel></rss>")
        entity = (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                  b"<rss><channel><title>&x;</title></channel></rss>")
        self.serve_arxiv()
        for body in (laughs, entity, self.arxiv.answer("/rss/cs.CL")[2][:900], b"", b"<html>Oops</html>"):
            with self.subTest(body[:60]):
                self.arxiv.fault = lambda target, _, body=body: (
                    (404, {}, b"") if "/list/" in target else (200, {"Content-Type": "application/rss+xml"}, body))
                done = self.nonmun("fetch", DAY, "--source", "arxiv:cs.CL", "--refresh", code=None)
                self.assertIn(done.returncode, (4, 5), done.stderr)
                self.assertIn(b"cs.CL", done.stderr)
                self.assertNotIn(b"root:", done.stdout + done.stderr)

    def test_days_without_an_announcement_ask_nothing(self):
        self.serve_arxiv()
        for day, state, code in (("2026-08-08", "weekend", 0), ("2026-08-09", "weekend", 0), ("2026-08-13", "not_yet", 3)):
            with self.subTest(day):
                by_id, days, _ = self.fetch(day=day, source="arxiv:cs.CL", code=code)
                self.assertEqual((by_id, days["cs.CL"]["state"]), ({}, state))
        self.assertEqual(self.arxiv.journal, [])

    def test_an_unknown_category_is_refused(self):
        done = self.nonmun("fetch", DAY, "--source", "arxiv:cs.CK", code=2)
        self.assertRegex(done.stderr.decode(), r"cs\.C[A-Z]")

    def test_pages_go_on_while_there_is_more(self):
        self.serve_arxiv({DAY: [Announced(made(i + 1, ["cs.CL"])) for i in range(2100)]})
        by_id, _, _ = self.fetch(source="arxiv:cs.CL")
        self.assertEqual(len(by_id), 2100)
        # The feed alone has 2,000 of them and says nothing of the others.
        self.failing((404, {}, b""), "/list/")
        by_id, days, stderr = self.fetch("--refresh", source="arxiv:cs.CL", code=4)
        self.assertEqual(len(by_id), 2000)
        self.assertIn("cut off", days["cs.CL"]["note"])

    def test_runs_at_once_share_the_spacing(self):
        """Neither overlapping nor closer than three seconds, over processes."""
        self.serve_arxiv()
        starts = []
        self.arxiv.fault = lambda *_: starts.append(time.monotonic())
        ids = ["2608.00001", "2608.00002"]
        runs = [threading.Thread(target=self.nonmun, args=("search", "--online", f"id:{one}"),
                                 kwargs={"code": None, "NONMUN_SPACING": ""}) for one in ids]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        self.assertEqual(len(starts), 2)
        self.assertGreaterEqual(starts[1] - starts[0], 2.9)
        self.assertEqual(self.arxiv.most_in_flight, 1)


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


class Conservation(ArxivTest):
    """29 recorded days, by each of the ways."""

    def run_days(self, prepare, every=1, note=None):
        count = 0
        for day, items in list(recorded_announcements())[::every]:
            with self.subTest(day):
                arxiv = self.serve_arxiv({day: items}, f"{day}T12:00:00Z")
                prepare(arxiv)
                categories = sorted({item.record.categories[0] for item in items})
                by_id, days, _ = self.fetch(day=day, source="arxiv:" + "+".join(categories))
                # The time of submission does not tell a replacement from the others.
                self.assertEqual({one for one in by_id if one[5:] not in ("99990", "99991")},
                                 {item.record.id for item in items if not item.is_replacement})
                for entry in days.values():
                    self.assertIn(note or "", entry.get("note") or "")
                self.assertEqual({entry["state"] for entry in days.values()}, {"published"})
                for item in items:
                    if not item.is_replacement:
                        self.assertEqual(names_of(by_id[item.record.id]), plain(item.record.authors), item.record.id)
                arxiv.close()
                count += 1
        if count == 0:
            print("skipped: no recorded days")

    def test_by_listing(self):
        self.run_days(lambda arxiv: None)

    def test_by_feed(self):
        def no_pages(arxiv):
            arxiv.fault = lambda target, _: (404, {}, b"") if "/list/" in target else None
        self.run_days(no_pages)

    def test_by_the_api_on_a_later_day(self):
        """An older announcement is gathered by time of submission, and says that this is approximate."""
        def prepare(arxiv):
            arxiv.now += datetime.timedelta(days=30)
        self.run_days(prepare, every=4, note="approximate")

    def test_by_search(self):
        for day, items in list(recorded_announcements())[::4]:
            with self.subTest(day):
                self.serve_arxiv({day: items}, f"{day}T12:00:00Z")
                want = {item.record.id for item in items if "cs.CL" in item.record.categories}
                found = [record["id"] for record in self.records("search", "--online", "cat:cs.CL", "--limit", "2000",
                                                                 "--format", "jsonl")]
                self.assertEqual(len(found), len(set(found)))
                self.assertEqual(set(found), want)
                self.arxiv.close()


if __name__ == "__main__":
    unittest.main()
