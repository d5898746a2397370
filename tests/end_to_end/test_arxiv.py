"""arXiv's announcements, from each of its hosts, in every way they fail."""
import datetime
import json
import shutil
import threading
import time
import unittest

from arxiv_support import BEFORE, DAY, ArxivTest, announcement, ids_in, made
from loopback_arxiv import KINDS, Announced, error_feed
from support import entry


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
        shared = entry(1, "As Hugging Face has it", DAY, votes=12)
        own = entry(77, "Of Hugging Face alone", DAY, votes=5)
        body = json.dumps([shared, own]).encode()
        self.arxiv.fault = lambda target, _: ((200, {"Content-Type": "application/json"}, body)
                                              if "daily_papers" in target else None)
        done = self.nonmun("fetch", DAY, "--source", "huggingface,arxiv:cs.CL", HF_ENDPOINT=self.arxiv.url)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        want = ids_in(announcement(), ["cs.CL"]) | {own["paper"]["id"]}
        self.assertEqual(sorted(record["id"] for record in records), sorted(want))
        both = records[0]
        self.assertEqual((both["id"], both["votes"], both["title"]), (shared["paper"]["id"], 12, "A Study of 1 Things"))
        self.assertEqual([one["source"] for one in both["listed"]], ["huggingface", "arxiv"])

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
                shutil.rmtree(self.home / ".cache", ignore_errors=True)
                # The feed cannot say that it has what the page counts and does not show; a cut entry is held back.
                code = 4 if name in ("counts more than it has", "cut off") else 0
                by_id, days, stderr = self.fetch("--refresh", code=code)
                self.assertEqual(set(by_id), self.expected())
                self.check_listed(by_id)
                self.assertEqual(days["cs.LG"]["state"], "published")
                self.assertTrue(days["cs.CL"].get("note"), "the account says what covered for what")
                if code == 0:
                    self.assertEqual(days["cs.CL"]["state"], "published")

    def test_busy_and_broken_answers_are_asked_for_again(self):
        for name, answer in {
            "429": (429, {"Content-Type": "text/plain"}, b"Rate exceeded."), "406": (406, {}, b""), "500": (500, {}, b""),
            "503, seconds": (503, {"Retry-After": "0"}, b""),
            "503, a date": (503, {"Retry-After": "Wed, 12 Aug 2026 11:00:00 GMT"}, b""), "empty": (200, {}, b""), "drop": "drop",
        }.items():
            for day, now in ((DAY, None), (BEFORE, None)):
                with self.subTest(f"{name} {day}"):
                    self.serve_arxiv()
                    self.arxiv.fault = lambda _, number, answer=answer: answer if number == 0 else None
                    by_id, days, _ = self.fetch(day=day, source="arxiv:cs.CL")
                    kinds = ("new", "cross") if day == DAY else KINDS
                    first = announcement() if day == DAY else announcement(BEFORE, 101)
                    self.assertLessEqual(ids_in(first, ["cs.CL"], ("new", "cross")), set(by_id))
                    self.assertLessEqual(set(by_id), ids_in(first, ["cs.CL"], kinds))
                    self.assertEqual(days["cs.CL"]["state"], "published")
                    self.arxiv.close()

    def test_holidays_and_weekends(self):
        self.serve_arxiv(now="2026-11-28T12:00:00Z")
        # The evening of Thanksgiving has no announcement; nothing is asked for.
        by_id, days, _ = self.fetch(day="2026-11-27", source="arxiv:cs.CL+math")
        self.assertEqual({name: entry["state"] for name, entry in days.items()}, {"cs.CL": "holiday", "math": "holiday"})
        self.assertEqual((by_id, self.arxiv.journal), ({}, []))

    def test_the_empty_feed_of_a_weekend_is_told_from_a_quiet_day(self):
        """On Monday before the feeds are rebuilt: the page cannot be had, and the feed is Sunday's."""
        self.serve_arxiv({"2026-08-10": announcement("2026-08-10")}, now="2026-08-10T02:00:00Z")
        self.failing((404, {}, b""), "/list/")
        _, days, stderr = self.fetch(day="2026-08-10", source="arxiv:cs.CL", code=4)
        self.assertEqual(days["cs.CL"]["state"], "stale")
        self.assertIn("its feed is empty and of 2026-08-09", days["cs.CL"]["note"])
        self.assertIn("cs.CL", stderr)

    def test_a_range_of_days_keeps_each_days_kinds(self):
        self.serve_arxiv()
        by_id, _, _ = self.fetch(day=f"{BEFORE}..{DAY}", source="arxiv:cs.CL")
        self.assertLessEqual(ids_in(announcement(), ["cs.CL"], ("new", "cross")), set(by_id))
        self.assertLessEqual(ids_in(announcement(BEFORE, 101), ["cs.CL"], ("new", "cross")), set(by_id))

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


class Search(ArxivTest):
    """What the API does wrong is never a shorter list that looks whole."""

    QUERY = ("search", "--online", "cat:cs.CL", "--limit", "2000", "--format", "jsonl", "--refresh")

    def test_an_answer_that_is_not_whole_is_a_failure(self):
        self.serve_arxiv({DAY: [Announced(made(i + 1, ["cs.CL"])) for i in range(450)]})
        xml = {"Content-Type": "application/atom+xml"}
        good = self.arxiv.answer("/api/query?search_query=cat:cs.CL&max_results=200")[2]
        empty = self.arxiv.api_feed([], 450, {}, 200, 200)[2]
        first = {"empty body": (200, xml, b""), "HTML": (200, {"Content-Type": "text/html"}, b"<html>Oops</html>"),
                 "cut off": (200, xml, good[:len(good) // 2]), "500": (500, {}, b""),
                 "error feed": error_feed("internal error", self.arxiv.now, 500), "400": error_feed("bad", self.arxiv.now)}
        for name, answer in first.items():
            with self.subTest(name):
                self.arxiv.fault = lambda *_, answer=answer: answer
                done = self.nonmun(*self.QUERY, code=None)
                self.assertNotEqual(done.returncode, 0)
                self.assertIn(b"nonmun: ", done.stderr)
        with self.subTest("empty page in mid-paging"):
            self.arxiv.fault = lambda target, _: None if "start=0&" in target else (200, xml, empty)
            done = self.nonmun(*self.QUERY, code=None)
            self.assertNotEqual(done.returncode, 0)
        with self.subTest("counts more than it has"):
            whole = self.arxiv.answer
            self.arxiv.fault = lambda target, _: (200, xml, whole(target)[2].replace(b"Results>450<", b"Results>900<"))
            done = self.nonmun(*self.QUERY, code=None)
            self.assertNotEqual(done.returncode, 0)
            self.assertEqual(len(set(done.stdout.splitlines())), 450)
        with self.subTest("an order that was not kept"):
            self.arxiv.fault = lambda target, _: (200, xml, whole(target.replace("descending", "ascending"))[2])
            done = self.nonmun(*self.QUERY, "--order", "submitted")
            dates = [json.loads(line)["published"] for line in done.stdout.splitlines()]
            self.assertEqual(dates, sorted(dates, reverse=True))
            self.assertIn(b"did not keep the order", done.stderr)
            # Of what the limit cuts off, nobody knows whether it belongs to the newest.
            done = self.nonmun(*self.QUERY, "--order", "submitted", "--limit", "20", code=4)
            self.assertIn(b"may be newer", done.stderr)
        with self.subTest("a limit says how many there are"):
            self.arxiv.fault = None
            done = self.nonmun(*self.QUERY, "--limit", "20")
            self.assertIn(b"20 of the 450 papers that arXiv counts", done.stderr)
        with self.subTest("whole"):
            self.arxiv.fault = None
            self.assertEqual(len({record["id"] for record in self.records(*self.QUERY)}), 450)


class SinglePapers(ArxivTest):
    """`nonmun show ID` at arXiv alone."""

    def forget(self):
        """Removes what was cached and the hosts' cool-downs."""
        for folder in (".cache", ".local"):
            shutil.rmtree(self.home / folder, ignore_errors=True)

    def show(self, *ids, code=0):
        done = self.nonmun("show", *ids, "--source", "arxiv", "--format", "jsonl", code=code)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()

    def test_a_version_is_asked_for_and_another_is_told_of(self):
        self.serve_arxiv()
        records, _ = self.show("https://arxiv.org/pdf/2608.00021v2", "2608.00001")
        self.assertEqual([(r["id"], r["version"]) for r in records], [("2608.00021", 2), ("2608.00001", 1)])
        self.assertTrue(any("id_list=2608.00021v2,2608.00001&" in target for target, *_ in self.arxiv.journal))
        # The loopback arXiv knows newest versions only, as a service that lost the older text.
        records, said = self.show("2608.00021v1", code=4)
        self.assertEqual([r["version"] for r in records], [2])
        self.assertIn("2608.00021v1: that version could not be had; this is version 2", said)

    def test_each_paper_is_asked_of_all_who_may_know_it(self):
        old = made(1, ["hep-th"], version=2)
        old.id = "hep-th/9901001"
        self.serve_arxiv({DAY: announcement() + [Announced(old)]})
        self.serve({"2026-08-12": [entry(3, "A Title", DAY)]})
        done = self.nonmun("show", "2608.00003", "hep-th/9901001v2", "--format", "jsonl")
        both, arxiv_only = (json.loads(line) for line in done.stdout.splitlines())
        self.assertIn("votes", both)
        self.assertIn("categories", both)
        self.assertEqual((arxiv_only["id"], arxiv_only["version"]), ("hep-th/9901001", 2))
        # Hugging Face has no paper from before 2007.
        self.assertFalse(any("9901001" in target for target, *_ in self.upstream.journal))

    def test_a_paper_asked_for_twice_is_shown_once(self):
        self.serve_arxiv()
        records, _ = self.show("2608.00021", "arXiv:2608.00021v2")
        self.assertEqual(len(records), 1)

    def test_what_the_api_does_not_answer_its_other_service_does(self):
        self.serve_arxiv()
        whole, _ = self.show("2608.00003", "2608.00022")
        for answer in ((503, {}, b""), (429, {}, b"Rate exceeded."), (406, {}, b""), (200, {}, b"")):
            with self.subTest(answer=answer[0]):
                self.forget()
                self.failing(answer, "/api/query")
                records, said = self.show("2608.00003", "2608.00022")
                self.assertIn("OAI-PMH", said)
                for one, other in zip(records, whole, strict=True):
                    for key in ("id", "version", "title", "categories", "published"):
                        self.assertEqual(one[key], other[key])

    def test_an_id_that_only_the_api_could_know_is_not_called_unknown(self):
        self.serve_arxiv()
        self.failing((503, {}, b""), "/api/query", "/oai")
        records, said = self.show("2608.00003", code=5)
        self.assertEqual(records, [])
        self.forget()
        self.failing((503, {}, b""), "/api/query")
        self.show("2608.09999", code=6)


if __name__ == "__main__":
    unittest.main()
