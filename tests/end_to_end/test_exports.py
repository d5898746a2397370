"""Bibliographies as other programs read them: pandoc's citeproc, CSL's rules, RIS's tags."""
import datetime
import json
import os
import re
import shutil
import subprocess
import unittest

import support

SAMPLE = str(support.SOURCE / "data/sample")
# What CSL's own JSON Schema (csl-data.json 1.0.2) allows: no other key in an item, and of each key the types.
CSL_TYPES = set("""article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation manuscript
    map motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review review-book software song speech standard thesis treaty webpage""".split())
CSL_NAMES = set("""author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer interviewer illustrator organizer original-author performer producer recipient
    reviewed-author translator""".split())
CSL_DATES = {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
CSL_NUMBERS = set("""chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part printing supplement volume""".split())
CSL_STRINGS = set("""language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location
    archive-place authority call-number citation-label collection-title container-title container-title-short dimensions division
    DOI event event-place genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC jurisdiction keyword medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-title scale section
    source status title title-short translated-title translated-title-short URL version year-suffix""".split())
CSL_NAME = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}  # of strings
CSL_NAME_FLAGS = {"comma-suffix", "static-ordering", "parse-names"}
CSL_DATE = {"date-parts", "season", "circa", "literal", "raw", "edtf"}

# RIS: the tags and the types of references that its specification (2011) has.
RIS_TAGS = set("""TY A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CT CY DA DB DO DP ED EP ET ID IS J1 J2 JA JF JO
    KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP PY RI RN RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2
    ER""".split())
RIS_ONCE = {"TY", "ID", "TI", "PY", "DA", "AB", "PB", "M1", "DO", "N1", "ER"}


def csl_faults(item):
    """What of an item CSL's schema does not allow."""
    number = (int, float)
    faults = [f"no {key}" for key in ("type", "id") if key not in item]
    if item.get("type") not in CSL_TYPES:
        faults.append(f"type {item.get('type')!r}")
    for key, value in item.items():
        if key in CSL_NAMES:
            names = value if isinstance(value, list) else [None]
            right = all(isinstance(name, dict) and name.keys() <= CSL_NAME | CSL_NAME_FLAGS and
                        all(isinstance(name[part], str) for part in name.keys() & CSL_NAME) for name in names)
        elif key in CSL_DATES:
            dates = value.get("date-parts", []) if isinstance(value, dict) else None
            right = (isinstance(dates, list) and value.keys() <= CSL_DATE and ("date-parts" not in value or 1 <= len(dates) <= 2)
                     and all(isinstance(date, list) and 1 <= len(date) <= 3 for date in dates)
                     and all(isinstance(part, (str, *number)) and not isinstance(part, bool) for date in dates for part in date))
        elif key in CSL_NUMBERS or key == "id":
            right = isinstance(value, (str, *number)) and not isinstance(value, bool)
        elif key == "categories":
            right = isinstance(value, list) and all(isinstance(each, str) for each in value)
        elif key == "custom":
            right = isinstance(value, dict)
        else:
            right = key in CSL_STRINGS | {"type"} and isinstance(value, str)
        if not right:
            faults.append(f"{key}: {value!r}")
    return faults


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
            self.assertEqual(csl_faults(item), [])
            self.assertEqual(item["type"], "article")
            # What the schema leaves open and readers need: who wrote it, and numbers that can be a date.
            for name in item.get("author", []):
                self.assertTrue("literal" in name or {"family", "given"} <= set(name))
            for date in item["issued"]["date-parts"]:
                year, month, day = (*date, 1, 1)[:3]
                datetime.date(year, month, day)

    def test_csl_json_keeps_to_the_official_schema(self):
        schema = os.environ.get("NONMUN_CSL_SCHEMA")
        if not schema:
            self.skipTest("skipped: NONMUN_CSL_SCHEMA does not name CSL's csl-data.json")
        import jsonschema
        with open(schema, encoding="utf-8") as file:
            validator = jsonschema.Draft7Validator(json.load(file))
        self.assertEqual([error.message for error in validator.iter_errors(json.loads(self.render("csl-json")))], [])
        # It and the checker above are of one mind, about what is wrong too.
        good = {"id": "a", "type": "article", "author": [{"family": "A", "given": "B"}], "issued": {"date-parts": [[2024, 4]]}}
        self.assertTrue(validator.is_valid([good]) and not csl_faults(good))
        for wrong in ({"type": "preprint"}, {"id": None}, {"nonsense": "x"}, {"title": 3}, {"author": [{"name": "A"}]},
                      {"author": {"family": "A"}}, {"author": [{"family": 1}]}, {"issued": {"date-parts": []}},
                      {"issued": {"date-parts": [[]]}}, {"issued": {"date-parts": [[1, 2, 3, 4]]}}, {"issued": {"year": 2024}},
                      {"issued": {"date-parts": [[None]]}}, {"categories": "x"}, {"DOI": ["x"]}, {"volume": []}):
            item = {**good, **wrong}
            self.assertFalse(validator.is_valid([item]), wrong)
            self.assertTrue(csl_faults(item), wrong)
        properties = validator.schema["items"]["properties"]
        self.assertEqual(set(properties["type"]["enum"]), CSL_TYPES)
        ours = CSL_NAMES | CSL_DATES | CSL_NUMBERS | CSL_STRINGS | {"id", "type", "categories", "custom"}
        # The schema takes "container" for a date, which CSL itself does not have.
        self.assertEqual(set(properties) - {"container"}, ours)

    def test_pandoc_cites_from_each_bibliography(self):
        if shutil.which("pandoc") is None:
            self.skipTest("skipped: pandoc is not installed")
        items = json.loads(self.render("csl-json"))
        for form, name in (("csl-json", "refs.json"), ("bibtex", "refs.bib")):
            (self.home / name).write_text(self.render(form), encoding="utf-8")
            done = subprocess.run(["pandoc", "--citeproc", "-f", "markdown", "-t", "plain", "--bibliography", str(self.home / name)],
                                  input=b'---\nnocite: "@*"\n---\n\nPapers.\n', capture_output=True, check=True)
            self.assertEqual(done.stderr, b"")
            entries = [entry for entry in done.stdout.decode().split("\n\n")[1:] if entry.strip()]
            self.assertEqual(len(entries), len(items), form)

    def test_ris_is_records_of_tagged_lines(self):
        text = self.nonmun("render", "-q", str(self.records_file()), "--format", "ris").stdout.decode()
        records = text.split("ER  - \r\n\r\n")
        self.assertEqual(records.pop(), "")
        for record in records:
            lines = record.split("\r\n")[:-1]
            self.assertEqual(lines[0], "TY  - UNPB")
            for line in lines:
                self.assertRegex(line, r"^[A-Z][A-Z0-9]  - \S")
            tags = [line[:2] for line in lines]
            self.assertLessEqual(set(tags), RIS_TAGS)
            self.assertEqual([tag for tag in RIS_ONCE if tags.count(tag) > 1], [])
            for line in lines:
                if line.startswith("PY"):
                    self.assertRegex(line, r"^PY  - \d{4}$")
                elif line.startswith("DA"):
                    self.assertRegex(line, r"^DA  - \d{4}/(\d\d)?/(\d\d)?/$")
                elif line[:2] in ("UR", "L1"):
                    self.assertRegex(line, r"  - https?://\S+$")
                elif line.startswith("DO"):
                    self.assertRegex(line, r"^DO  - 10\.\S+$")

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
