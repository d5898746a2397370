"""Summaries made from papers' texts in arXiv's HTML: what is asked of arXiv, what is sent to a model, what is kept."""
import json
import unittest

import support
from chat_server import ChatServer, numbers_in

DAY = "2026-08-21"
PAGE = (support.SOURCE / "tests/data/parse/arxiv/paper.html").read_bytes()
COMMAND = r"""while read -r line; do printf '%s\n' "$line" >> sent.jsonl; echo '{"error": "no"}'; done"""
HTML = {"Content-Type": "text/html; charset=utf-8"}


class FullText(support.EndToEnd):
    def setUp(self):
        super().setUp()
        self.serve({DAY: [support.entry(n, f"Title {n}", DAY) for n in (1, 2, 3)]})
        self.pages = {"/html/2608.00001": (200, HTML, PAGE), "/html/2608.00002": (404, HTML, b"No HTML for it")}
        self.upstream.fault = lambda target: self.pages.get(target, (200, HTML, PAGE)) if "/html/" in target else None
        self.model = ChatServer(lambda sent: [{"ko": "울타리를 다룹니다.", "src": [1, max(numbers_in(sent))]},
                                              {"ko": "여러 가지를 연구합니다.", "src": [1]}])
        self.addCleanup(self.model.close)

    def translate(self, *more, **environment):
        return self.nonmun("digest", DAY, "--engine", "openai", "--model", "m", "--engine-url", self.model.url, "--format",
                           "jsonl", *more, code=None, NONMUN_ARXIV_WEB=self.upstream.url, **environment)

    def asked(self):
        return [target for target, _ in self.upstream.journal if "/html/" in target]

    def test_the_text_is_sent_numbered_behind_the_abstract_and_cited_in_the_record(self):
        done = self.translate("--source-text", "html")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(sorted(self.asked()), [f"/html/2608.0000{n}" for n in (1, 2, 3)])
        self.assertIn("arXiv has no text in HTML of 1 of 3 papers: the abstract is used", done.stderr.decode())
        sent = self.model.sent()
        with_text = [text for text in sent if "[Introduction]\n5. Sheep are hard to count." in text]
        self.assertEqual(len(with_text), 2)
        self.assertIn("[The Fence]\n", with_text[0])
        self.assertNotIn("We thank the dog", with_text[0])
        records = {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}
        first, second = records["2608.00001"]["summary"]
        self.assertEqual((first["src"], first["source"]), ([1], "html"))
        self.assertTrue(first["en"].endswith("Twelve more."), first["en"])
        self.assertNotIn("source", second)
        self.assertNotIn("source", records["2608.00002"]["summary"][0])
        self.assertEqual(records["2608.00002"]["summary"][0]["src"], [1, 4])
        verified = self.nonmun("verify", stdin=done.stdout)
        self.assertEqual((verified.returncode, verified.stdout), (0, b""))

    def test_a_number_must_stand_in_a_sentence_that_is_cited(self):
        for cited, is_right in ((6, True), (5, False)):
            with self.subTest(cited=cited):
                model = ChatServer(lambda sent, cited=cited: [{"ko": "양 10마리를 다룹니다.", "src": [cited]}])
                self.addCleanup(model.close)
                done = self.nonmun("fetch", DAY, "--engine", "openai", "--model", f"m{cited}", "--engine-url", model.url,
                                   "--source-text", "html", code=None, NONMUN_ARXIV_WEB=self.upstream.url)
                first = next(record for record in map(json.loads, done.stdout.splitlines()) if record["id"] == "2608.00001")
                verified = [bullet["verified"] for bullet in first["summary"] if bullet.get("ko") == "양 10마리를 다룹니다."]
                self.assertEqual(True in verified, is_right, first["summary"])

    def test_a_second_run_asks_neither_arxiv_for_the_pages_nor_the_model(self):
        first = self.translate("--source-text", "html", "--keep-raw", "raw").stdout
        asked, calls = len(self.asked()), len(self.model.bodies)
        self.assertEqual(self.translate("--source-text", "html").stdout, first)
        self.assertEqual(len(self.model.bodies), calls)
        # That a paper has no HTML is asked again: it may have one now.
        self.assertEqual(self.asked()[asked:], ["/html/2608.00002"])
        replayed = self.translate("--source-text", "html", "--replay", "raw")
        self.assertEqual((replayed.stdout, len(self.model.bodies)), (first, calls))
        offline = self.translate("--source-text", "html", "--offline")
        self.assertEqual(len(self.model.bodies), calls)
        self.assertEqual(offline.returncode, 4)
        self.assertIn("could not be had for 1", offline.stderr.decode())

    def test_another_budget_is_another_translation(self):
        long = PAGE.replace(b"Fences help", b"Fences help. " + b" ".join(b"They help %d times." % i for i in range(2, 99)))
        self.pages = {f"/html/2608.0000{n}": (200, HTML, long) for n in (1, 3)} | {"/html/2608.00002": (404, HTML, b"")}
        self.translate("--source-text", "html")
        calls = len(self.model.bodies)
        self.translate("--source-text", "html", "--source-tokens", "100")
        sent = self.model.sent()
        self.assertEqual(len(sent[calls:]), 2)
        whole = [text for text in sent[:calls] if "[Introduction]" in text]
        self.assertLess(max(map(len, sent[calls:])), min(map(len, whole)))

    def test_an_arxiv_that_cannot_be_asked_costs_the_texts_and_no_paper(self):
        self.pages = {f"/html/2608.0000{n}": (403, HTML, b"Forbidden") for n in (1, 2, 3)}
        done = self.translate("--source-text", "html")
        self.assertEqual(done.returncode, 4)
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertEqual(len(set(self.asked())), 2)
        self.assertIn("could not be had for 3", done.stderr.decode())
        self.assertEqual(len(self.model.bodies), 3)

    def test_engines_that_read_abstracts_say_so_and_ask_for_nothing(self):
        done = self.nonmun("digest", DAY, "--engine", "frames", "--source-text", "html", NONMUN_ARXIV_WEB=self.upstream.url)
        self.assertEqual(done.returncode, 0)
        self.assertIn("this engine reads abstracts alone", done.stderr.decode())
        self.assertEqual(self.asked(), [])

    def test_without_the_flag_nothing_is_asked_for(self):
        self.translate()
        self.assertEqual(self.asked(), [])

    def test_a_command_gets_the_sections_and_where_they_begin(self):
        self.nonmun("digest", DAY, "--engine", "command", "--engine-command", COMMAND, "--at-once", "1",
                    "--source-text", "html", code=4, NONMUN_ARXIV_WEB=self.upstream.url)
        sent = [json.loads(each) for each in (self.home / "sent.jsonl").read_text().splitlines()]
        told = {each["title"]: each for each in sent}["Title 1"]
        first = told["sections"][0]
        self.assertEqual(first, {"heading": "Introduction", "first": 5})
        self.assertTrue(told["sentences"][4].startswith("Sheep are hard to count."))
        self.assertNotIn("sections", {each["title"]: each for each in sent}["Title 2"])


if __name__ == "__main__":
    unittest.main()
