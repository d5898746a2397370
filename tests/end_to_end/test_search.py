"""Searches of arXiv's API, from the command line to the account."""
import json
import unittest
import urllib.parse

import support


class Api(support.Upstream):
    """Answers every search with the first `papers` made-up papers, newest first."""

    papers = 0

    def query(self, query):
        start, size = int(query["start"]), int(query["max_results"])
        entries = [support.atom_entry(f"2404.{i + 1:05}", f"Paper {i}", ["Ana Maria"])
                   for i in range(start, min(start + size, self.papers))]
        body = support.ATOM.format(entries="".join(entries), count=self.papers)
        return 200, {"Content-Type": "application/atom+xml"}, body.encode()


class Search(support.EndToEnd):
    def serve_api(self, papers):
        self.upstream = Api()
        self.upstream.papers = papers
        self.addCleanup(self.upstream.close)
        return self.upstream

    def asked(self):
        return [dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(target).query)) for target, _ in self.upstream.journal]

    def test_flags_build_the_query_and_pages_follow_to_the_limit(self):
        self.serve_api(450)
        records = self.records("search", "--online", "--title", "mixture of experts", "--category", "cs.CL", "--since",
                               "2024-04", "--until", "2024-04", "--limit", "250", "--format", "jsonl")
        self.assertEqual(len({record["id"] for record in records}), 250)
        self.assertEqual([(q["start"], q["max_results"]) for q in self.asked()], [("0", "200"), ("200", "50")])
        self.assertEqual(self.asked()[0]["search_query"],
                         'ti:"mixture of experts" AND cat:cs.CL AND submittedDate:[202404010000 TO 202404302359]')

    def test_a_query_in_arxivs_words_is_sent_as_it_is(self):
        self.serve_api(3)
        self.assertEqual(len(self.records("search", "--online", 'ti:"a b" ANDNOT cat:hep-th', "--format", "jsonl")), 3)
        self.assertEqual(self.asked()[0]["search_query"], 'ti:"a b" ANDNOT cat:hep-th')

    def test_nothing_found_is_done_and_an_answer(self):
        self.serve_api(0)
        (self.home / "old.json").write_text("[1]")
        done = self.nonmun("search", "--online", "water", "--format", "json")
        self.assertEqual((json.loads(done.stdout), done.stderr), ([], b"nonmun: no paper was found\n"))
        self.nonmun("search", "--online", "water", "--format", "json", "-o", "old.json")
        self.assertEqual(json.loads((self.home / "old.json").read_text()), [])
        self.assertEqual(self.nonmun("search", "--online", "water").stdout, b"")

    def test_what_cannot_be_asked_is_refused_without_a_request(self):
        self.serve_api(3)
        for arguments in (["--online"], ["--online", 'ti:"open'], ["--online", "--category", "cs.CLL"],
                          ["--online", "--since", "2024-02-30"], ["--online", "ti:a and ti:b"],
                          ["--online", "--since", "2024-02", "--until", "2024-01"], ["--online", "가" * 1200]):
            self.nonmun("search", *arguments, code=2)
        self.assertEqual(self.upstream.journal, [])

    def test_arxivs_refusal_is_told_in_its_words_and_its_outage_is_one(self):
        upstream = self.serve_api(3)
        entry = ("<entry><id>https://arxiv.org/api/errors{}</id><title>Error</title><summary>{}</summary></entry>")
        refused = support.ATOM.format(entries=entry.format("#bad_query", "bad query"), count=1).encode()
        upstream.fault = lambda target: (400, {}, refused)
        self.assertIn(b"bad query", self.nonmun("search", "--online", "water", code=2).stderr)
        failed = support.ATOM.format(entries=entry.format("", "An internal error"), count=1).encode()
        upstream.fault = lambda target: (500, {}, failed)
        self.nonmun("search", "--online", "water", code=5)

    def test_a_full_disk_is_a_local_fault(self):
        self.serve_api(200)
        self.nonmun("search", "--online", "water", "-o", "/dev/full", code=8)


if __name__ == "__main__":
    unittest.main()
