"""The archive as people use it: filled by digests, imports and fetches, asked by list, search, show and stats."""
import csv
import io
import itertools
import json
import re
import sqlite3
import unittest

import support

SAMPLE = str(support.SOURCE / "data/sample")
BUNDLED = ["2024-04-24", "--replay", SAMPLE, "--summaries", f"{SAMPLE}/2024-04-24.ko.jsonl"]


class ArchiveTest(support.EndToEnd):
    @property
    def archive(self):
        return self.home / ".local/share/nonmun/archive.db"

    def import_bundled(self, *arguments):
        lines = self.nonmun("fetch", *BUNDLED).stdout
        return self.nonmun("import", *arguments, stdin=lines)

    def ids(self, *arguments, **kwargs):
        return [record["id"] for record in self.records(*arguments, "--format", "jsonl", **kwargs)]


class Filling(ArchiveTest):
    def test_records_from_a_pipe_are_kept_and_come_back_the_same(self):
        lines = self.nonmun("fetch", *BUNDLED).stdout
        done = self.nonmun("import", stdin=lines)
        self.assertEqual(done.stderr, b"nonmun: 7 records: 7 added, 0 changed, 0 as they were, 0 held back\n")
        known = {record["id"]: record for record in map(json.loads, lines.splitlines())}
        listed = self.records("list", "--format", "jsonl")
        self.assertEqual({record["id"]: record for record in listed}, known)

    def test_the_same_again_changes_nothing(self):
        self.import_bundled()
        before = sqlite3.connect(self.archive).execute("SELECT key, record FROM papers").fetchall()
        self.assertIn(b"0 added, 0 changed, 7 as they were", self.import_bundled().stderr)
        self.assertEqual(sqlite3.connect(self.archive).execute("SELECT key, record FROM papers").fetchall(), before)

    def test_a_day_that_is_over_is_asked_for_once(self):
        self.serve({"2026-08-21": [support.entry(i + 1, f"Paper {i + 1}", "2026-08-21", votes=9 - i) for i in range(3)]})
        first = self.nonmun("fetch", "2026-08-21").stdout
        asked = len(self.upstream.journal)
        self.assertGreater(asked, 0)
        (self.home / ".cache").exists() and __import__("shutil").rmtree(self.home / ".cache")
        self.assertEqual(self.nonmun("fetch", "2026-08-21", NONMUN_NOW="2026-09-21T00:00:00Z").stdout, first)
        again = len(self.upstream.journal)
        # The first answer may have been too early to be the last word on votes; the second is not.
        self.assertEqual(self.nonmun("fetch", "2026-08-21", NONMUN_NOW="2026-09-22T00:00:00Z").stdout, first)
        self.assertEqual(len(self.upstream.journal), again)
        self.nonmun("fetch", "2026-08-21", "--refresh", NONMUN_NOW="2026-09-22T00:00:00Z")
        self.assertGreater(len(self.upstream.journal), again)

    def test_offline_a_day_comes_from_the_archive_alone(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21")]})
        first = self.nonmun("digest", "2026-08-21").stdout
        __import__("shutil").rmtree(self.home / ".cache")
        asked = len(self.upstream.journal)
        self.assertEqual(self.nonmun("digest", "2026-08-21", "--offline").stdout, first)
        self.assertEqual(len(self.upstream.journal), asked)

    def test_without_an_archive_nothing_is_made(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21")]})
        self.nonmun("fetch", "2026-08-21", "--archive", "none")
        self.assertFalse(self.archive.exists())
        self.assertIn(b"--archive none", self.nonmun("list", "--archive", "none", code=2).stderr)

    def test_a_work_under_two_ids_is_shown_as_related_and_kept_twice(self):
        one = {"id": "2404.00001", "title": "A Study of Things", "authors": [{"name": "Ann Able"}]}
        again = {"id": "2405.00002", "title": "A study of things.", "authors": [{"name": "A. Able"}]}
        self.nonmun("import", stdin=json.dumps(one) + "\n" + json.dumps(again))
        self.assertEqual(self.ids("list"), ["2405.00002", "2404.00001"])
        told = "\n2404.00001\n  related: 2405.00002  A study of things. (1 author in common)\n"
        self.assertTrue(self.nonmun("show", "2404.00001", "--offline").stdout.decode().endswith(told))
        self.assertTrue(self.nonmun("show", "2404.00001", "--offline", "--history").stdout.decode().endswith(told))

    def test_a_history_of_nothing_says_so(self):
        self.nonmun("import", stdin='{"id":"2404.00001","title":"One"}')
        shown = self.nonmun("show", "2404.00001", "--history", "--offline").stdout.decode()
        self.assertTrue(shown.endswith("\n2404.00001\n  no votes, listings or related papers are known\n"), shown)

    def test_votes_of_later_days_are_kept_as_history(self):
        day = {"2026-08-21": [support.entry(1, "A Title", "2026-08-21", votes=3)]}
        self.serve(day)
        self.nonmun("fetch", "2026-08-21", NONMUN_NOW="2026-08-22T01:00:00Z")
        day["2026-08-21"][0]["paper"]["upvotes"] = 30
        identifier = self.records("fetch", "2026-08-21", "--refresh", NONMUN_NOW="2026-08-24T01:00:00Z")[0]["id"]
        shown = self.nonmun("show", identifier, "--history", "--offline").stdout.decode()
        self.assertRegex(shown, r"2026-08-22  3 votes\n  2026-08-24  30 votes")

    def test_a_poorer_record_takes_nothing_away(self):
        rich = {"id": "2404.00001", "title": "A Title", "abstract": "Long.", "categories": ["cs.CL"], "doi": "10.1/x",
                "provenance": {"metadata": {"source": "arxiv_api"}}}
        poor = {"id": "2404.00001", "title": "A title", "provenance": {"metadata": {"source": "digest"}}}
        for record in (rich, poor):
            self.nonmun("import", stdin=json.dumps(record))
        kept = self.records("list", "--format", "jsonl")[0]
        self.assertEqual({key: kept[key] for key in rich if key != "provenance"},
                         {key: value for key, value in rich.items() if key != "provenance"})

    def test_bad_lines_are_named_and_the_rest_is_kept(self):
        lines = '{"id":"2404.00001","title":"One"}\n{"id":"nothing"}\n{"id":"2404.00003","title":"Three"}\n'
        done = self.nonmun("import", stdin=lines, code=4)
        self.assertIn(b"stdin line 2", done.stderr)
        self.assertEqual(self.ids("list"), ["2404.00003", "2404.00001"])
        self.nonmun("import", stdin="<html>no</html>", code=7)
        self.nonmun("import", "missing.jsonl", code=6)

    def test_reviews_are_imported_in_each_of_their_forms(self):
        folder = support.SOURCE / "tests/data/parse/reviews"
        golden = support.SOURCE / "tests/data/render/golden"
        for path in (*folder.iterdir(), golden / "reviews-labels.md", golden / "reviews.json", golden / "review-new.md"):
            one, other = (str(self.home / f"{name}-{path.name}.db") for name in ("import", "review"))
            added = self.nonmun("review", "add", str(path), "--archive", other, code=None)
            done = self.nonmun("import", str(path), "--archive", one, code=None)
            self.assertEqual(done.returncode, added.returncode, path)
            self.assertIn(b"added", done.stderr)
            indexes = [self.nonmun("review", "index", "--format", "json", "--archive", file).stdout for file in (one, other)]
            self.assertEqual(*indexes)
            self.assertGreater(len(json.loads(indexes[0])["reviews"]), 0)

    def test_an_answer_that_is_an_error_is_named_and_the_other_files_are_read(self):
        error = support.SOURCE / "tests/data/parse/arxiv_error.xml"
        paper = self.home / "paper.jsonl"
        paper.write_text('{"id":"2404.00001","title":"One"}\n')
        done = self.nonmun("import", str(error), str(paper), code=4)
        self.assertIn(b"arxiv_error.xml: ", done.stderr)
        self.assertEqual(self.ids("list"), ["2404.00001"])

    def test_a_large_input_is_read_in_pieces(self):
        lines = "".join(json.dumps({"id": f"2404.{i:05d}", "title": f"Title {i}", "abstract": "word " * 100}) + "\n"
                        for i in range(1, 12001))
        lines = lines.replace('{"id": "2404.09000"', '{"id": 9000', 1)
        done = self.nonmun("import", stdin=lines, code=4)
        self.assertIn(b"stdin line 9000:", done.stderr)
        self.assertIn(b"12000 records: 11999 added, 0 changed, 0 as they were, 1 held back", done.stderr)
        self.assertEqual(len(self.ids("list", "--limit", "100000")), 11999)


class Interests(ArchiveTest):
    PROFILE = '''votes_weight = 0
[keywords]
"language model" = 1
diffusion = -1
[authors]
"M. Rastegari" = 3
'''

    def profile(self, text=PROFILE):
        path = self.home / ".config/nonmun/profile.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def test_a_day_is_ordered_by_ones_interests_and_says_why(self):
        self.profile()
        records = self.records("fetch", *BUNDLED, "--rank", "profile")
        self.assertEqual(records[0]["id"], "2404.14619")
        self.assertEqual([reason["kind"] for reason in records[0]["rank"]["why"]], ["author", "keyword"])
        scores = [record["rank"]["score"] for record in records]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertLess(scores[-1], 0)
        self.assertEqual(len(records), 7)
        for record in records:
            self.assertAlmostEqual(record["rank"]["score"], sum(r["points"] for r in record["rank"]["why"]), places=2)
        digest = self.nonmun("digest", *BUNDLED, "--why").stdout.decode()
        self.assertIn("관심도 / Interest: ", digest)
        self.assertIn("저자 / author M. Rastegari +3.0", digest)
        self.assertEqual([record["id"] for record in self.records("render", "--format", "jsonl", stdin=digest)],
                         [record["id"] for record in records])

    def test_the_archive_is_ranked_before_it_is_cut(self):
        self.import_bundled()
        self.profile("votes_weight = 0\n[liked]\npapers = [\"2404.14619\"]\n")
        listed = self.records("list", "--rank", "profile", "--limit", "1", "--format", "jsonl")
        self.assertEqual([reason["kind"] for reason in listed[0]["rank"]["why"]], ["like"])
        text = self.nonmun("list", "--rank", "profile", "--why", "--limit", "2").stdout.decode()
        self.assertIn("like 2404.14619: ", text)

    def test_a_liked_paper_that_is_not_known_is_named(self):
        self.profile("[liked]\npapers = [\"2312.00001\"]\n")
        done = self.nonmun("digest", *BUNDLED, "--rank", "profile")
        self.assertIn(b"the liked paper 2312.00001 is not in the archive; 'nonmun show 2312.00001'", done.stderr)

    def test_what_is_wrong_with_a_profile_is_said_with_its_place(self):
        self.nonmun("digest", *BUNDLED, "--rank", "profile", code=2)
        for text, place, what in (
                ("[keywords\n", "1:10", "not TOML"),
                ("[keyword]\n", "1:1: keyword", "did you mean 'keywords'?"),
                ("keywords = 3\n", "1:12: keywords", "is a whole number"),
                ("[keywords]\nagents = \"much\"\n", "2:10: agents", "is a string"),
                ("[keywords]\nagents = nan\n", "2:10: agents", "cannot be"),
                ("[keywords]\n\"...\" = 1\n", "", "nothing to look for"),
                ("[categories]\n\"cs.XX\" = 1\n", "2:11: cs.XX", ""),
                ("[liked]\npapers = [\"nothing\"]\n", "2:11: papers", ""),
                ("[liked]\npaper = []\n", "2:9: paper", "no such key")):
            path = self.profile(text)
            error = self.nonmun("digest", *BUNDLED, "--rank", "profile", code=2).stderr.decode()
            self.assertEqual(error.count("\n"), 1, error)
            self.assertIn(what, error)
            if place:
                self.assertIn(f"{path}:{place}", error)


class EmbeddingServer(support.Loopback):
    """Answers POST /v1/embeddings; `answer(texts)` gives status and body, or None for vectors that tell whether a text
    speaks of language models. `asked` are path, key and body of each request."""

    def __init__(self, answer=lambda texts: None):
        self.asked = []
        self.told = answer
        super().__init__()

    def take(self, target, headers, body):
        request = json.loads(body)
        self.asked.append((target, headers.get("Authorization"), request))
        vectors = [{"object": "embedding", "index": i, "embedding": self.vector(text)}
                   for i, text in enumerate(request["input"])]
        status, content = self.told(request["input"]) or (200, json.dumps({"data": vectors[::-1]}))
        return status, {}, content.encode()

    @staticmethod
    def vector(text):
        return [1.0, 5.0 * text.lower().count("language model"), 0.5]


class Embeddings(ArchiveTest):
    PROFILE = 'votes_weight = 0\n[keywords]\n"language model" = 1\n'

    def setUp(self):
        super().setUp()
        path = self.home / ".config/nonmun/profile.toml"
        path.parent.mkdir(parents=True)
        path.write_text(self.PROFILE)

    def server(self, *args):
        server = EmbeddingServer(*args)
        self.addCleanup(server.close)
        return server

    def fetch(self, server, *arguments, **kwargs):
        return self.nonmun("fetch", *BUNDLED, "--rank", "embeddings", "--embeddings-url", server.url + "/v1",
                           "--embeddings-model", "m", *arguments, **kwargs)

    def test_a_day_is_ordered_by_what_a_model_says_is_near(self):
        server = self.server()
        done = self.fetch(server, NONMUN_EMBEDDINGS_KEY="sk-1")
        records = [json.loads(line) for line in done.stdout.splitlines()]
        spoken = ["language model" in (r["title"] + r["abstract"]).lower() for r in records]
        self.assertEqual(spoken, sorted(spoken, reverse=True))
        self.assertTrue(any(spoken) and not all(spoken))
        self.assertEqual(records[0]["rank"]["why"][0]["kind"], "keyword")
        self.assertEqual(len(server.asked), 1)
        path, key, body = server.asked[0]
        self.assertEqual((path, key, body["model"], len(body["input"])), ("/v1/embeddings", "Bearer sk-1", "m", 8))
        self.assertEqual(body["input"][-1], "language model")
        # The vectors are kept: the same again asks nobody, and gives the same.
        self.assertEqual(self.fetch(server).stdout, done.stdout)
        self.assertEqual(self.fetch(server, "--offline").stdout, done.stdout)
        self.assertEqual(len(server.asked), 1)
        digest = self.nonmun("digest", *BUNDLED, "--rank", "embeddings", "--why", "--embeddings-url", server.url + "/v1",
                             "--embeddings-model", "m", "--lang", "en").stdout.decode()
        self.assertIn("keyword language model +", digest)

    def test_a_list_is_ranked_by_embeddings_and_says_the_nearest_liked_paper(self):
        self.import_bundled()
        (self.home / ".config/nonmun/profile.toml").write_text('votes_weight = 0\n[liked]\npapers = ["2404.14619"]\n')
        server = self.server()
        options = ("list", "--rank", "embeddings", "--embeddings-url", server.url + "/v1", "--embeddings-model", "m")
        self.assertIn("like 2404.14619 +", self.nonmun(*options, "--why", "--lang", "en").stdout.decode())

    def test_a_server_that_fails_leaves_the_order_by_words_and_is_said_in_one_line(self):
        by_words = self.nonmun("fetch", *BUNDLED, "--rank", "profile").stdout
        for answer, said in ((lambda _: (401, '{"error":{"message":"Incorrect key"}}'), "Incorrect key"),
                             (lambda _: (404, '{"error":"model m not found"}'), "model m not found"),
                             (lambda _: (400, '{"error":{"message":"too long"}}'), "too long"),
                             (lambda _: (302, ""), "redirected"),
                             (lambda _: (200, '{"data":[]}'), "0 embeddings for 8 texts")):
            server = self.server(answer)
            done = self.fetch(server, code=4)
            self.assertEqual(done.stdout, by_words)
            lines = done.stderr.decode().splitlines()
            self.assertEqual(len(lines), 1, lines)
            self.assertIn("ranked by words, not by embeddings: ", lines[0])
            self.assertIn(said, lines[0])
        self.import_bundled()
        options = ("list", "--rank", "embeddings", "--embeddings-url", server.url + "/v1", "--embeddings-model", "m")
        self.assertIn(b"ranked by words", self.nonmun(*options, code=4).stderr)
        # Nothing is kept of it, so that offline there is nothing either.
        self.assertIn(b"nobody is asked", self.fetch(server, "--offline", code=4).stderr)

    def test_what_is_not_said_of_a_server_is_asked_for_before_anything_is_sent(self):
        server = self.server()
        self.assertIn(b"--embeddings-model", self.nonmun("fetch", *BUNDLED, "--rank", "embeddings", code=2).stderr)
        self.assertIn(b"OPENAI_API_KEY", self.nonmun("fetch", *BUNDLED, "--rank", "embeddings", "--embeddings-model", "m",
                                                     code=2).stderr)
        key = self.home / "key"
        key.write_text("sk-2\n")
        key.chmod(0o644)
        self.assertIn(b"chmod 600", self.fetch(server, "--embeddings-key-file", str(key), code=2).stderr)
        self.assertEqual(server.asked, [])
        key.chmod(0o600)
        self.fetch(server, "--embeddings-key-file", str(key))
        self.assertEqual(server.asked[0][1], "Bearer sk-2")
        # OpenAI's key is not told to another server.
        self.fetch(server, "--archive", "none", OPENAI_API_KEY="sk-3")
        self.assertIsNone(server.asked[1][1])

    def test_without_embeddings_no_text_leaves_the_machine(self):
        server = self.server()
        self.nonmun("fetch", *BUNDLED, "--rank", "profile", "--embeddings-url", server.url + "/v1", "--embeddings-model", "m")
        self.assertEqual(server.asked, [])


class Asking(ArchiveTest):
    def setUp(self):
        super().setUp()
        self.import_bundled()

    def test_lists_by_each_filter(self):
        everything = {record["id"]: record for record in self.records("list", "--format", "jsonl")}
        author = everything["2404.14619"]["authors"][0]["name"]
        for arguments, holds in (
                (["--author", author], lambda p: any(a["name"] == author for a in p["authors"])),
                (["--min-votes", "20"], lambda p: p.get("votes", 0) >= 20),
                (["--has", "code"], lambda p: "code" in p["links"]),
                (["--keyword", "language model"], lambda p: re.search(r"language\W+model\b", json.dumps(
                    [p["title"], p["abstract"], p.get("keywords")]).lower())),
                (["--not", "language model"], lambda p: not re.search(r"language\W+model\b", json.dumps(
                    [p["title"], p["abstract"], p.get("keywords")]).lower())),
                (["--since", "2024-04-24", "--until", "2024-04-24"], lambda p: True),
                (["--since", "2024-04-25"], lambda p: False)):
            with self.subTest(arguments):
                expected = sorted(key for key, paper in everything.items() if holds(paper))
                self.assertEqual(sorted(self.ids("list", *arguments)), expected)

    def test_lists_in_each_order(self):
        papers = self.records("list", "--format", "jsonl", "--sort", "votes")
        self.assertEqual(papers, sorted(papers, key=lambda p: (-p["votes"], [-ord(c) for c in p["id"]])))
        self.assertEqual(self.ids("list", "--sort", "date"), sorted(self.ids("list"), reverse=True))
        titles = [re.sub(r"\W", "", record["title"]).lower() for record in
                  self.records("list", "--sort", "title", "--format", "jsonl")]
        self.assertEqual(titles, sorted(titles))

    def test_a_paper_of_two_days_is_shown_on_the_day_that_is_asked_for(self):
        listed = [{"source": "huggingface", "day": day} for day in ("2025-03-03", "2025-03-05")]
        self.nonmun("import", stdin=json.dumps({"id": "2503.00001", "title": "Twice", "listed": listed}))
        for form, shown in (("text", "2503.00001 · {}"), ("md", "{}"), ("md-table", "| {} |")):
            for day, heading in (("2025-03-03", "Mar 3, 2025"), ("2025-03-05", "Mar 5, 2025")):
                out = self.nonmun("list", day, "--offline", "--format", form, "--lang", "en").stdout.decode()
                self.assertIn(shown.format(heading if form == "md" else day), out)
        record = self.records("list", "2025-03-03", "--offline", "--format", "jsonl")[0]
        self.assertEqual(record["listed"], listed)

    def test_seen_papers_are_told_from_new_ones(self):
        first = self.ids("list", "--unseen", "--limit", "3", "--mark-seen")
        self.assertEqual(sorted(self.ids("list", "--seen")), sorted(first))
        self.assertEqual(set(self.ids("list", "--unseen")) & set(first), set())

    def test_search_finds_words_phrases_fields_and_korean_and_marks_them(self):
        self.assertEqual(self.ids("search", '"n-gram" title:transformers'), ["2404.14994"])
        self.assertEqual(self.ids("search", "title:mixture* -transformers"), ["2404.15045"])
        found = self.nonmun("search", "언어모델을").stdout.decode()
        self.assertRegex(found, r"\*\*언어 ?모델")
        match = self.records("search", "title:gram", "--format", "jsonl")[0]["match"]
        start, end = match["found"][0]["hits"][0]
        self.assertEqual(match["found"][0]["text"][start:end], "gram")
        self.assertEqual(self.nonmun("search", "nowhereatall").stderr, b"nonmun: no paper was found\n")

    def test_a_bad_query_is_refused_with_its_place(self):
        for query in ('"open', "(a", "title:", "AND", "a OR"):
            with self.subTest(query):
                self.assertNotIn(b"fts5", self.nonmun("search", query, code=2).stderr)
        self.nonmun("search", code=2)

    def test_every_title_finds_its_paper_first(self):
        for record in self.records("list", "--format", "jsonl"):
            self.assertEqual(self.ids("search", record["title"], "--limit", "1"), [record["id"]])

    def test_stats_count_what_is_listed(self):
        stats = json.loads(self.nonmun("stats", "--format", "json").stdout)
        self.assertEqual((stats["papers"], stats["days"][0]["papers"]), (7, 7))
        self.assertEqual(stats["days"][0]["votes"], sum(r["votes"] for r in self.records("list", "--format", "jsonl")))
        self.assertIn("7 papers", self.nonmun("stats").stdout.decode())
        svg = self.nonmun("stats", "--format", "svg").stdout.decode()
        __import__("xml.dom.minidom").dom.minidom.parseString(svg)

    def test_shows_from_the_archive_without_a_request(self):
        self.serve({})
        shown = self.records("show", "2404.14619", "--format", "jsonl")
        self.assertEqual((shown[0]["id"], self.upstream.journal), ("2404.14619", []))

    def test_timing_is_said_on_the_standard_error(self):
        self.assertRegex(self.nonmun("list", "--timing").stderr, rb"answered in [0-9]+\.[0-9]{3} ms")

    def test_any_two_filters_in_any_format_give_what_can_be_parsed(self):
        filters = [["--author", "Able"], ["--category", "cs.CL"], ["--keyword", "model"], ["--not", "survey"],
                   ["--min-votes", "5"], ["--has", "code,project"], ["--since", "2024-04"], ["--until", "2024-04"],
                   ["--seen"], ["--unseen"], ["--sort", "votes"], ["--sort", "title"], ["--limit", "2"]]
        formats = ["json", "jsonl", "md", "text", "csv", "bibtex", "ris", "csl-json", "md-table"]
        formats = [name for name in formats if name in ("json", "jsonl", "md", "text") or self.has_format(name)]
        pairs = [a + b for a, b in itertools.combinations(filters, 2) if a[0] != b[0] and {a[0], b[0]} != {"--seen", "--unseen"}]
        for number, pair in enumerate(pairs):
            # Each pair in one form, each form with each filter: all pairs of filter and form are among them.
            for form in {formats[number % len(formats)], formats[(number // 3) % len(formats)]}:
                with self.subTest(pair=pair, form=form):
                    out = self.nonmun("list", *pair, "--format", form).stdout.decode()
                    self.check_parses(form, out)

    def has_format(self, name):
        return self.nonmun("list", "--format", name, code=None).returncode == 0

    def check_parses(self, form, out):
        if form in ("json", "csl-json"):
            self.assertIsInstance(json.loads(out), list)
        elif form == "jsonl":
            for line in out.splitlines():
                self.assertEqual(json.loads(line)["schema"], "nonmun.paper/1")
        elif form == "csv":
            rows = list(csv.reader(io.StringIO(out, newline="")))
            self.assertTrue(all(len(row) == len(rows[0]) for row in rows))
        elif form == "bibtex":
            self.assertEqual(out.count("{"), out.count("}"))


class Reviews(ArchiveTest):
    def test_a_review_is_begun_kept_listed_searched_and_shown(self):
        self.import_bundled()
        self.assertIn(b"2404.14994.md", self.nonmun("review", "new", "2404.14994", "--offline").stderr)
        file = self.home / "2404.14994.md"
        self.nonmun("review", "new", "2404.14994", "--offline", code=2)
        file.write_text(file.read_text().replace("## 문제\n", "## 문제\n\n토끼와 거북이의 경주를 다룬다.\n"), encoding="utf-8")
        self.nonmun("review", "add", "2404.14994.md")
        listed = self.nonmun("review", "index").stdout.decode()
        self.assertIn("(1)\nTransformers Can Represent n-gram Language Models", listed)
        self.assertIn("**경주**", self.nonmun("search", "note:경주").stdout.decode())
        self.assertIn("2404.14994.md", self.nonmun("show", "2404.14994", "--offline").stdout.decode())

    def test_a_review_of_an_older_version_says_so(self):
        self.nonmun("import", stdin='{"id":"2404.00001","title":"A Title","version":3}')
        self.nonmun("review", "add", stdin=json.dumps({"schema": "nonmun.review/1", "title": "A Title",
                                                       "paper": "2404.00001", "version": 1}))
        self.assertIn("v3", self.nonmun("review", "index", "--format", "text").stdout.decode())
        review = json.loads(self.nonmun("review", "index", "--format", "jsonl").stdout)
        self.assertEqual((review["version"], review["newest_version"]), (1, 3))

    def test_the_korean_blogs_index_comes_back(self):
        seeds = sorted((support.SHARED / "seeds").glob("003_*.txt"))
        if not seeds:
            self.skipTest("skipped: the index of reviews (no folder of it)")
        wanted = [line for line in seeds[0].read_text().splitlines() if line and line != "본문 바로가기"]
        back = self.nonmun("review", "index", str(seeds[0]), "--style", "reviews").stdout.decode()
        self.assertEqual([line for line in back.splitlines() if line], wanted)
        self.assertIn(b"12 records: 12 added", self.nonmun("import", str(seeds[0])).stderr)
        self.assertIn(b"12 reviews: 0 added, 0 changed, 12 as they were", self.nonmun("review", "add", str(seeds[0])).stderr)
        kept = self.nonmun("review", "index").stdout.decode().replace("(12)", "(451)", 1)
        self.assertEqual([line for line in kept.splitlines() if line], wanted)


class Seeds(ArchiveTest):
    DAYS = {"000": "2024-04-24", "002": "2024-01-09", "004": "2024-04-01"}

    def setUp(self):
        super().setUp()
        self.seeds = {path.name[:3]: path for path in (support.SHARED / "seeds").glob("00[024]_*.txt")}
        if not self.seeds:
            self.skipTest("skipped: the seed digests (no folder of them)")
        self.nonmun("import", *map(str, self.seeds.values()))

    def test_all_papers_of_the_digests_are_there_with_every_field(self):
        rendered = {record["id"]: record for path in self.seeds.values()
                    for record in self.records("render", str(path), "--format", "jsonl")}
        listed = {record["id"]: record for record in self.records("list", "--format", "jsonl")}
        self.assertEqual(len(listed), 28)
        self.assertEqual(listed, rendered)

    def test_each_digest_comes_back_as_it_was(self):
        for name, day in self.DAYS.items():
            with self.subTest(name):
                back = self.nonmun("list", day, "--offline", "--sort", "listed", "--format", "md", "--style",
                                   "classic").stdout.decode()
                self.assertEqual([line.rstrip() for line in back.rstrip().splitlines()],
                                 [line.rstrip() for line in self.seeds[name].read_text().rstrip().splitlines()])

    def test_korean_questions_find_what_they_should(self):
        missed = []
        for query, identifier in KOREAN:
            found = self.ids("search", query, "--limit", "10")
            if identifier not in found:
                missed.append((query, identifier, found))
        self.assertEqual(missed, [])


# What a reader of the digests asks, and a paper whose Korean summary answers it.
KOREAN = [
    ("음성 합성", "2404.14700"), ("제로샷 음성합성", "2404.14700"), ("확산 모델", "2404.14507"), ("확산모델의 샘플링", "2404.14507"),
    ("샘플링 일정", "2404.14507"), ("전문가 혼합", "2401.04081"), ("다중 헤드", "2404.15045"), ("n-gram 언어모델", "2404.14994"),
    ("비디오 요약", "2404.14687"), ("비디오를 이해", "2404.14687"), ("계층적 스케일링", "2404.14619"), ("애플 디바이스", "2404.14619"),
    ("KV 캐시 압축", "2404.14469"), ("비전 언어 모델", "2403.20331"), ("해결 불가능한 문제", "2403.20331"), ("참조 해결", "2403.20329"),
    ("텍스트 임베딩", "2403.20327"), ("임베딩을 검색", "2403.20327"), ("가우시안 스플래팅", "2401.04099"), ("촉각", "2403.20275"),
    ("휴대전화 추론", "2403.20041"), ("선형 주의", "2403.19928"), ("시계열 예측", "2403.19888"), ("하이브리드 아키텍처", "2403.19887"),
    ("문단 기억", "2403.19851"), ("화자 구분", "2401.03506"), ("컨텍스트 윈도우", "2401.03462"), ("추상 구문 트리", "2401.03003"),
    ("블렌딩", "2401.02994"), ("메타 특징", "2401.02987"), ("코드 추론 벤치마크", "2401.03065"), ("파이썬 함수", "2401.03065"),
    ("평가 지표 GPT-4V", "2401.04092"), ("상태공간모델", "2401.04081"),
]


if __name__ == "__main__":
    unittest.main()
