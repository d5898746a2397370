"""Whole days from upstream bytes to digests: nothing lost, nothing repeated, nothing shuffled."""
import html
import json
import re
import subprocess
import unittest

import support

try:
    import jsonschema
except ImportError:
    jsonschema = None


def assert_names(test, record, entry):
    """Every author in upstream's order. A name that upstream left in TeX is read; the others stand as they came."""
    came = [" ".join(author["name"].split()) for author in entry["paper"]["authors"]]
    shown = [author["name"] for author in record["authors"]]
    test.assertEqual(len(shown), len(came))
    for name, wanted in zip(shown, came):
        if not re.search(r"[\\~$^{}`§]", wanted):
            test.assertEqual(name, wanted)


class Days(support.EndToEnd):
    def days(self):
        days = support.synthetic_days()
        recorded = support.recorded_days()
        if not recorded:
            print("skipped: recorded days (no folder of them)")
        for date, path in recorded.items():
            days[date] = json.loads(path.read_text())
        return days

    def test_every_paper_of_every_day_is_in_the_output_or_in_the_account(self):
        days = self.days()
        upstream = self.serve(days)
        schema = json.loads(self.nonmun("schema").stdout)
        papers = 0
        for date, entries in days.items():
            with self.subTest(date=date):
                records = self.records("fetch", date)
                by_id = {record["id"]: record for record in records}
                self.assertEqual(len(by_id), len(records), "an id came twice")
                self.assertEqual({entry["paper"]["id"] for entry in entries}, set(by_id))
                for entry in entries:
                    record = by_id[entry["paper"]["id"]]
                    assert_names(self, record, entry)
                    self.assertEqual(record["votes"], entry["paper"]["upvotes"])
                    self.assertNotRegex(record["title"], r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|^\s|\s$|\s\s")
                    self.assertEqual(html.unescape(record["title"]), record["title"], "an entity is left")
                    self.assertEqual(record["listed"], [{"source": "huggingface", "day": date}])
                votes = [(-record["votes"], record["id"]) for record in records]
                self.assertEqual(votes, sorted(votes), "not by votes, then id")
                papers += len(records)
        for target, headers in upstream.journal:
            self.assertRegex(target, r"^/api/daily_papers\?date=\d{4}-\d\d-\d\d&limit=100&p=\d+$")
            self.assertIn("nonmun/", headers["User-Agent"])
        if jsonschema:
            validator = jsonschema.Draft202012Validator(schema)
            for date in days:
                for record in self.records("fetch", date, "--offline"):
                    validator.validate(record)
        print(f"{len(days)} days, {papers} papers")

    def test_the_pipe_of_fetch_translate_and_render_is_digest_byte_for_byte(self):
        days = self.days()
        self.serve(days)
        every = ([], ["--lang", "ko"], ["--lang", "en", "--authors", "all"], ["--style", "classic"],
                 ["--style", "listing"], ["--format", "text"], ["--math", "tex"], ["--format", "json"])
        for number, date in enumerate(days):
            records = self.nonmun("fetch", date).stdout
            translated = self.nonmun("translate", stdin=records).stdout
            # The default for every day; all other forms over eight days in turn.
            for options in (every[0], every[number % len(every)]):
                with self.subTest(date=date, options=options):
                    digest = self.nonmun("digest", date, "--no-account", *options).stdout
                    self.assertEqual(self.nonmun("render", *options, stdin=translated).stdout, digest)
                    plain = self.nonmun("digest", date, "--no-account", "--engine", "none", *options).stdout
                    self.assertEqual(self.nonmun("render", *options, stdin=records).stdout, plain)

    def test_json_lines_come_back_as_the_same_records(self):
        days = self.days()
        self.serve(days)
        for date in days:
            with self.subTest(date=date):
                records = self.nonmun("fetch", date).stdout
                self.assertEqual(self.nonmun("render", "--format", "jsonl", stdin=records).stdout, records)
                pretty = subprocess.run(["jq", "."], input=records, capture_output=True, check=True).stdout
                self.assertEqual(self.nonmun("render", "--format", "jsonl", stdin=pretty).stdout, records)
                array = self.nonmun("render", "--format", "json", stdin=records).stdout
                self.assertEqual(self.nonmun("render", "--format", "jsonl", stdin=array).stdout, records)

    def test_a_markdown_digest_comes_back_with_the_fields_it_shows(self):
        days = self.days()
        self.serve(days)
        for date in days:
            for lang in ("ko,en", "ko", "en"):
                with self.subTest(date=date, lang=lang):
                    records = self.records("fetch", date)
                    digest = self.nonmun("digest", date, "--lang", lang, "--authors", "all").stdout
                    back = self.records("render", "--format", "jsonl", stdin=digest)
                    self.assertEqual([r["id"] for r in back], [r["id"] for r in records])
                    for was, now in zip(records, back):
                        self.assertEqual(now["title"], was["title"])
                        self.assertEqual(now["votes"], was["votes"])
                        self.assertEqual([a["name"] for a in now["authors"]], [a["name"] for a in was["authors"]])
                        for link in ("code", "project", "huggingface", "abs", "pdf"):
                            # A page that the title leads to already is not named again.
                            if link == "abs" or was["links"].get(link) != was["links"]["abs"]:
                                self.assertEqual(now["links"].get(link), was["links"].get(link), link)
                        self.assertEqual(now["listed"][-1]["day"], date)
                    again = self.nonmun("render", "--lang", lang, "--authors", "all", "--style", "classic",
                                        stdin=digest).stdout
                    self.assertEqual(again.count(b"\n### "), len(records))

    def test_a_digest_shows_each_title_and_author_as_commonmark_reads_it(self):
        days = self.days()
        self.serve(days)
        for date in days:
            records = self.records("fetch", date)
            digest = self.nonmun("digest", date, "--lang", "en", "--authors", "all").stdout
            for program in ("cmark", "cmark-gfm"):
                text = subprocess.run([program, "-t", "html"], input=digest, capture_output=True, check=True).stdout.decode()
                titles = [unescape(re.sub(r"<[^>]*>", "", title)) for title in re.findall(r"<h3>(.*?)</h3>", text, re.S)]
                self.assertEqual(titles, [record["title"] for record in records])


def unescape(text):
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


if __name__ == "__main__":
    unittest.main()
