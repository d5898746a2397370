"""Bibliographies as other programs read them: pandoc's citeproc, CSL's rules, RIS's tags."""
import json
import re
import shutil
import subprocess
import unittest

import support

SAMPLE = str(support.SOURCE / "data/sample")
CSL_KEYS = {"id", "type", "title", "author", "issued", "abstract", "publisher", "number", "DOI", "URL", "note", "keyword"}
CSL_NAME = {"family", "given", "non-dropping-particle", "suffix", "literal"}
NASTY = [
    {"id": "2404.00001", "title": "100% of {A} & B_1 #2 $5 ~x^y\\z -- ``a''", "authors": [{"name": "R and D Team"}, {"name": "Bo Öz, Jr"}],
     "abstract": "Line one\nline two } { \\ %", "comment": "12 pages; 50% off", "journal_ref": "J. of X & Y", "doi": "10.1000/a_b",
     "published": "2024-04-01", "keywords": ["a, b", "c_d"]},
    {"id": "hep-th/9901001", "title": "끈 이론 \"문제\"", "authors": [{"name": "김철수"}, {"name": "Anna van der Berg"}]},
    {"id": "2404.00003", "title": "=1+1", "authors": []},
]


class Exports(support.EndToEnd):
    def records_file(self):
        lines = self.nonmun("fetch", "2024-04-24", "--replay", SAMPLE).stdout.decode()
        lines += "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in NASTY)
        recorded = sorted((support.SHARED / "recorded/huggingface").rglob("*.json"))[:20]
        if recorded:
            lines += self.nonmun("render", "-q", "--format", "jsonl", *map(str, recorded), code=None).stdout.decode()
        else:
            print("skipped: recorded days (no folder of them)")
        path = self.home / "records.jsonl"
        path.write_text(lines, encoding="utf-8")
        return path

    def render(self, form):
        return self.nonmun("render", "-q", str(self.records_file()), "--format", form).stdout.decode()

    def test_csl_json_keeps_to_its_schema(self):
        items = json.loads(self.render("csl-json"))
        self.assertEqual(len({item["id"] for item in items}), len(items))
        for item in items:
            self.assertEqual(item["type"], "article")
            self.assertLessEqual(set(item), CSL_KEYS)
            for name in item.get("author", []):
                self.assertLessEqual(set(name), CSL_NAME)
                self.assertTrue("literal" in name or {"family", "given"} <= set(name))
            for date in item["issued"]["date-parts"]:
                self.assertTrue(all(isinstance(part, int) for part in date) and 1 <= len(date) <= 3)
            self.assertTrue(all(isinstance(item[key], str) for key in CSL_KEYS & set(item) - {"author", "issued"}))

    def test_ris_is_records_of_tagged_lines(self):
        text = self.nonmun("render", "-q", str(self.records_file()), "--format", "ris").stdout.decode()
        records = text.split("ER  - \r\n\r\n")
        self.assertEqual(records.pop(), "")
        for record in records:
            lines = record.split("\r\n")[:-1]
            self.assertEqual(lines[0], "TY  - UNPB")
            for line in lines:
                self.assertRegex(line, r"^[A-Z][A-Z0-9]  - \S")

    def test_pandoc_reads_bibtex_as_the_same_papers(self):
        if shutil.which("pandoc") is None:
            self.skipTest("skipped: pandoc is not installed")
        ours = {item["id"]: item for item in json.loads(self.render("csl-json"))}
        (self.home / "records.bib").write_text(self.render("bibtex"), encoding="utf-8")
        done = subprocess.run(["pandoc", "-f", "bibtex", "-t", "csljson", str(self.home / "records.bib")], check=True,
                              capture_output=True)
        theirs = {item["id"]: item for item in json.loads(done.stdout)}
        self.assertEqual(set(theirs), set(ours))
        formulas = 0
        for key, item in ours.items():
            people = [name for name in theirs[key].get("author", [])]
            self.assertEqual(len(people), len(item.get("author", [])), key)
            for one, other in zip(item.get("author", []), people):
                self.assertEqual(self.plain(self.whole(one)), self.plain(self.whole(other)), key)
            if self.plain(item["title"]) != self.plain(theirs[key]["title"]):
                formulas += 1
        # What differs is formulas, which BibTeX has in TeX.
        self.assertLessEqual(formulas, len(ours) // 20)

    @staticmethod
    def whole(name):
        order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
        return name.get("literal") or " ".join(filter(None, (name.get(part) for part in order)))

    @staticmethod
    def plain(text):
        text = re.sub(r"</?(span|i|b|sub|sup)[^>]*>", "", text)
        return re.sub(r"[\W_]+", "", text).lower()

    def test_biber_takes_bibtex_without_a_warning(self):
        if shutil.which("biber") is None:
            self.skipTest("skipped: biber is not installed")
        path = self.home / "records.bib"
        lines = self.records_file().read_text(encoding="utf-8").splitlines(True)[:60]
        path.write_text(self.nonmun("render", "-q", "--format", "bibtex", stdin="".join(lines)).stdout.decode(), encoding="utf-8")
        done = subprocess.run(["biber", "--tool", "--validate-datamodel", "--output-file", str(self.home / "out.bib"), str(path)],
                              capture_output=True, check=False, cwd=self.home)
        said = [line for line in done.stdout.decode().splitlines() if not line.startswith("INFO")]
        self.assertEqual((done.returncode, said), (0, []))
        self.assertEqual((self.home / "out.bib").read_text(encoding="utf-8").count("@MISC"), len(lines))


if __name__ == "__main__":
    unittest.main()
