"""What the end-to-end tests share: the program, a loopback upstream, and days to serve.

The upstream answers as Hugging Face and arXiv's API do (pages, limits, errors) and misbehaves on request. Days are
synthetic here; days recorded from Hugging Face are used as well where a folder of them is given (NONMUN_SHARED).
"""
import datetime
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
NONMUN = os.environ.get("NONMUN_BINARY", str(SOURCE / "build/release/nonmun"))
SHARED = pathlib.Path(os.environ.get("NONMUN_SHARED", SOURCE.parent / "shared"))
NOW = "2026-11-20T12:00:00Z"


def recorded_days():
    """Path of each recorded day by its date; empty where there is no such folder."""
    days = {}
    for folder in ("recorded/huggingface", "recorded/huggingface-early"):
        for path in sorted((SHARED / folder).glob("20*.json")):
            days[path.stem] = path
    return days


class Loopback:
    """An HTTP server on loopback that answers as `respond(target, requestline, number of the request from 0)`, and for a
    POST `take(target, headers, body)`, says: (status, headers, body), or "drop" to close the connection. Keeps a journal
    and how many requests it had at once."""

    def __init__(self):
        self.fault = None
        self.journal = []
        self.in_flight = self.most_in_flight = 0
        self.lock = threading.Lock()
        loopback = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.exchange(lambda number: loopback.respond(self.path, self.requestline, number))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.exchange(lambda number: loopback.take(self.path, dict(self.headers), body))

            def exchange(self, respond):
                with loopback.lock:
                    number = len(loopback.journal)
                    loopback.journal.append((self.path, dict(self.headers)))
                    loopback.in_flight += 1
                    loopback.most_in_flight = max(loopback.most_in_flight, loopback.in_flight)
                try:
                    answer = respond(number)
                    if answer == "drop":
                        self.close_connection = True
                        return
                    status, headers, body = answer
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass
                finally:
                    with loopback.lock:
                        loopback.in_flight -= 1

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Upstream(Loopback):
    """A loopback Hugging Face and arXiv API on one port. `days` maps a date to its list of entries. `fault`, when set, is
    called with (target) and may return an answer in place of its own."""

    def __init__(self, days=None, now=NOW, atom=None):
        self.days = days or {}
        self.now = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
        self.atom = atom or {}
        super().__init__()

    def respond(self, target, *_):
        answer = self.fault(target) if self.fault else None
        return self.answer(target) if answer is None else answer

    def answer(self, target):
        url = urllib.parse.urlsplit(target)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/api/daily_papers":
            return self.daily(query)
        if url.path.startswith("/api/papers/"):
            return self.paper(url.path.removeprefix("/api/papers/"))
        if url.path == "/api/query":
            return self.query(query)
        return json_answer({"error": "Sorry, we can't find the page you are looking for."}, 404)

    def daily(self, query):
        limit, page = int(query.get("limit", 50)), int(query.get("p", 0))
        try:
            date = datetime.date.fromisoformat(query["date"])
        except (KeyError, ValueError):
            return json_answer({"error": "✖ Invalid ISO date\n  → at date"}, 400)
        if limit > 100 or date > self.now.date():
            return json_answer({"error": "✖ Invalid input"}, 400)
        entries = self.days.get(date.isoformat(), [])
        return json_answer(entries[page * limit:(page + 1) * limit])

    def paper(self, arxiv_id):
        for entries in self.days.values():
            for entry in entries:
                if isinstance(entry, dict) and entry.get("paper", {}).get("id") == arxiv_id:
                    return json_answer(entry["paper"])
        return json_answer({"error": "Paper not found"}, 404)

    def query(self, query):
        ids = [i for i in query.get("id_list", "").split(",") if i in self.atom]
        body = ATOM.format(entries="".join(self.atom[i] for i in ids), count=len(ids))
        return 200, {"Content-Type": "application/atom+xml"}, body.encode()


def json_answer(value, status=200):
    return status, {"Content-Type": "application/json; charset=utf-8"}, json.dumps(value, ensure_ascii=False).encode()


ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom"><id>https://arxiv.org/api/x</id><title>arXiv Query</title>
<opensearch:totalResults>{count}</opensearch:totalResults>{entries}</feed>"""


def atom_entry(arxiv_id, title, authors, comment="12 pages", version=2):
    names = "".join(f"<author><name>{name}</name></author>" for name in authors)
    return (f"<entry><id>http://arxiv.org/abs/{arxiv_id}v{version}</id><title>{title}</title>"
            f"<updated>2024-05-01T10:00:00Z</updated><summary>As arXiv has it.</summary>"
            f'<category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/><category term="I.2.7"/>'
            f"<published>2024-04-22T23:12:21Z</published><arxiv:comment>{comment}</arxiv:comment>"
            f'<arxiv:primary_category term="cs.CL"/>{names}</entry>')


# Titles with what real ones hold and what Markdown, terminals and HTML would eat.
TITLES = [
    "A Plain Title", "optimize_anything: A Universal API", "`cat.n.01` and Other Synsets", "Earning $200k with LLMs",
    "P(y|x) Is All You Need", "S*: Test Time Scaling", "Video Diffusion in <1 GB VRAM", "CFG-Zero*: Improved Guidance",
    "[De|Re]constructing Memory", "# Not a Heading", "1. Not a List", "- Nor a Bullet", "7.33~8.26 and 1.66~3.36",
    "Wrapped by\n  Upstream", "AT&T; &lt;think&gt; Tags", "C++ **bold** _under_ snake_case", "S$^2$R: Teaching LLMs",
    "한국어 Benchmark for LLMs", "Trailing Backslash \\", "!", "![image](x)", "~~~", "a  b\tc", "\u202eRight to Left",
    "<script>alert(1)</script>", "http://example.org/a_b in a Title", "0",
]
AUTHORS = ["Wei Wang", "Wei Wang", "Théophile Gervet", "김 철수", "O'Neil, Jr.", "Linxi \"Jim\" Fan", "J. R. R. Tolkien",
           "GPT-5", "Team_Star 2.0", "Ana_Maria"]


def entry(number, title, date, generation="2026-08", votes=None, authors=None):
    """One entry in the shape that upstream had at a time."""
    day = datetime.date.fromisoformat(date)
    before = (day - datetime.timedelta(days=1)).isoformat()
    names = authors if authors is not None else AUTHORS[number % 7:] + AUTHORS[:number % 7]
    exact = f"{before}T17:34:15.000Z"
    paper = {
        "id": f"{day:%y%m}.{number:05}",
        "authors": [{"_id": f"{i:024x}", "name": name, "hidden": i == 3} for i, name in enumerate(names)],
        "publishedAt": f"{before}T00:00:00.000Z" if generation == "2026-08" else exact,
        "title": title,
        "summary": f"We study {number} things. A second sentence reaches 2.36\\% on them.\nIt is wrapped by hand; "
                   f"see https://example.org/p_{number}. A fourth one ends it.",
        "upvotes": number * 7 % 40 if votes is None else votes,
    }
    outer = {"paper": paper, "title": " ".join(title.split()), "numComments": number % 4,
             "publishedAt": f"{before}T13:34:15.000Z"}
    thumbnail = f"https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{paper['id']}.png"
    if generation == "2024-05":
        outer["publishedAt"] = f"{date}T03:50:58.348Z"
        outer["mediaUrl"] = thumbnail
        return outer
    outer["thumbnail"] = thumbnail
    outer["submittedBy"] = {"_id": "a" * 24, "name": "someone", "type": "user"}
    paper["discussionId"] = "b" * 24
    if generation == "2026-08":
        paper["submittedOnDailyAt"] = f"{date}T00:00:00.000Z"
        outer["summary"] = paper["summary"]
        paper["ai_summary"] = "One sentence by a model."
        paper["ai_keywords"] = ["alpha", "beta"]
    if number % 2:
        paper["githubRepo"] = f"https://github.com/example/repo{number}.git"
    if number % 3 == 0:
        paper["projectPage"] = f" https://example.org/project/{number}"
        outer["mediaUrls"] = [f"https://cdn-uploads.huggingface.co/x/{number}.{'mp4' if number % 2 else 'png'}"]
    return outer


def synthetic_days():
    """Days of every generation: a small one, one of each nasty title, one of two and a half pages, one with 3,303 authors."""
    days = {
        "2024-05-28": [entry(i + 1, title, "2024-05-28", "2024-05") for i, title in enumerate(TITLES)],
        "2025-02-19": [entry(i + 1, title, "2025-02-19", "2025-02") for i, title in enumerate(TITLES)],
        "2026-08-20": [entry(i + 1, title, "2026-08-20") for i, title in enumerate(TITLES)],
        "2026-09-01": [entry(i + 1, f"Paper {i + 1} of a Long Day", "2026-09-01", votes=250 - i) for i in range(250)],
        "2026-09-02": [entry(1, "Many Hands", "2026-09-02", authors=[f"Author {i}" for i in range(3303)])],
        "2026-09-03": [entry(i + 1, f"Exactly a Page {i + 1}", "2026-09-03", votes=100 - i) for i in range(100)],
    }
    return days


class EndToEnd(unittest.TestCase):
    """A test with directories and an upstream of its own."""

    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="nonmun-e2e-"))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.upstream = None

    def serve(self, *args, **kwargs):
        self.upstream = Upstream(*args, **kwargs)
        self.addCleanup(self.upstream.close)
        return self.upstream

    def environment(self, **extra):
        variables = {
            "HOME": str(self.home), "PATH": os.environ["PATH"], "TZ": "Asia/Seoul", "NONMUN_SPACING": "0",
            "NONMUN_NOW": NOW, "LANG": "C.UTF-8",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                variables[name] = os.environ[name]
        if self.upstream:
            for name in ("HF_ENDPOINT", "NONMUN_ARXIV_API"):
                variables[name] = self.upstream.url
        variables.update({name: value for name, value in extra.items() if value is not None})
        return variables

    def nonmun(self, *arguments, stdin=b"", code=0, **extra):
        """Runs the program; checks its exit code and that stderr is lines that begin with "nonmun: "."""
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run([NONMUN, *arguments], input=stdin, capture_output=True, env=self.environment(**extra),
                              cwd=self.home, timeout=120, check=False)
        stderr = done.stderr.decode()
        if code is not None:
            self.assertEqual(done.returncode, code, f"{arguments}: {stderr}")
        for line in stderr.splitlines():
            self.assertTrue(line.startswith("nonmun: "), f"{arguments}: {line!r}")
        return done

    def records(self, *arguments, **kwargs):
        return [json.loads(line) for line in self.nonmun(*arguments, **kwargs).stdout.splitlines()]
