"""Cases of other projects, where a folder of them is given (NONMUN_SHARED), through the command line.

Prints the score of each file, by class, with what fails.
"""
import html
import json
import re
import shutil
import subprocess
import unittest

import support

CASES = support.SHARED / "cases"


def rows(name):
    """The rows of a case file."""
    for line in (CASES / name).read_text().splitlines():
        if not line or line.startswith("# "):
            continue
        if name.endswith(".jsonl"):
            yield json.loads(line)
        else:
            columns = line.split("\t")
            yield {"input": json.loads(columns[0]), "expected": json.loads(columns[1]), "class": columns[2],
                   "source": columns[3], "alternatives": json.loads(columns[4] or "[]")}


def one_line(text):
    return " ".join(text.split())


@unittest.skipUnless(CASES.is_dir(), f"skipped: no folder {CASES}")
class Cases(support.EndToEnd):
    def answers(self, inputs, *arguments):
        """What `text` answers to each input with the same arguments."""
        lines = self.records("text", *arguments, stdin="\n".join(json.dumps(value) for value in inputs))
        self.assertEqual(len(lines), len(inputs))
        return lines

    def score(self, name, judged, least):
        """Prints and checks the score; `judged` has (class, passed, what to say of a failure) for each row."""
        groups = {}
        for group, passed, _ in judged:
            groups.setdefault(group, []).append(passed)
        print(f"\n{name}: " + ", ".join(f"{group} {sum(all_)}/{len(all_)}" for group, all_ in sorted(groups.items())))
        for group, passed, failure in judged:
            if not passed:
                print(f"  {group}: {failure}")
        for group, share in least.items():
            passed = [each for one in group.split("+") for each in groups[one]]
            self.assertGreaterEqual(sum(passed), share * len(passed), f"{name}, {group}")

    def score_readings(self, name, least):
        judged = []
        for row in rows(name):
            source = row["source"]
            whose = "hf" if name == "real-latex.jsonl" and not source.startswith("arXiv") else "arxiv"
            kind = "title" if "title" in source else "abstract"
            text = self.answers([row["input"]], "--json", "--from", whose, "--kind", kind)[0]["text"]
            accepted = [one_line(each) for each in [row["expected"], *row.get("alternatives", [])]]
            judged.append((row["class"], one_line(text) in accepted, f"{row['input']!r} gives {text!r}, not {accepted[0]!r}"))
        self.score(name, judged, least)

    def test_latex(self):
        self.score_readings("tex2utf.tsv", {"core": 0.99})
        self.score_readings("latex2text.tsv", {"core": 0.99})
        self.score_readings("real-latex.jsonl", {"core": 0.99})

    def test_authors(self):
        cases = list(rows("authors.jsonl"))
        judged = []
        for row, answer in zip(cases, self.answers([row["input"] for row in cases], "--json", "--kind", "authors")):
            names = [author["name"] for author in answer["authors"]]
            passed = names == row["names"]
            if passed and "parsed" in row:
                passed = [(a["suffix"], a["affiliations"]) for a in answer["authors"]] == \
                    [(p["suffix"], p["affiliations"]) for p in row["parsed"]]
            judged.append((row["class"], passed, f"{row['input']!r} gives {answer['authors']}"))
        self.score("authors.jsonl", judged, {"core": 1})

    def test_links(self):
        cases = [row for row in rows("urlize.jsonl") if "doi_field" not in row["kinds"]]
        judged = []
        for row, answer in zip(cases, self.answers([row["input"] for row in cases], "--json")):
            text = answer["text"]
            links = [link for link in answer["links"] if link["kind"] in row["kinds"]]
            # Offsets are those of the text; where it is not the input, what stands there is compared.
            if text == row["input"]:
                passed = [(l["start"], l["end"], l["href"]) for l in links] == \
                    [(l["start"], l["end"], l["href"]) for l in row["links"]]
            else:
                passed = [(text[l["start"]:l["end"]], l["href"]) for l in links] == \
                    [(l["match"], l["href"]) for l in row["links"]]
            judged.append((row["class"], passed, f"{row['input']!r} gives {links} in {text!r}"))
        self.score("urlize.jsonl", judged, {"core": 1, "own": 1})

    def test_particles(self):
        cases = list(rows("josa.jsonl"))
        judged = []
        for row, answer in zip(cases, self.answers([[row["word"], row["josa"]] for row in cases], "--josa")):
            judged.append((row["class"], answer == row["expected"], f"{answer!r}, not {row['expected']!r}"))
        self.score("josa.jsonl", judged, {"core": 1, "own": 1})

    def test_sentences(self):
        cases = list(rows("segment.jsonl"))
        judged = []
        # The expected sentences are raw text, too.
        expected = iter(self.answers([each for row in cases for each in row["sentences"]], "--json"))
        for row, answer in zip(cases, self.answers([row["text"] for row in cases], "--json")):
            given = [sentence["text"] for sentence in answer["sentences"]]
            judged.append((row["class"], given == [next(expected)["text"] for _ in row["sentences"]], f"{given}"))
        self.score("segment.jsonl", judged, {"golden+own": 0.95})

    @unittest.skipUnless(shutil.which("cmark"), "skipped: no cmark")
    def test_markdown_shows_the_text(self):
        cases = list(rows("markdown-escape.jsonl"))
        judged = []
        for row, answer in zip(cases, self.answers([row["text"] for row in cases], "--json", "--kind", "title")):
            shown = subprocess.run(["cmark"], input=answer["markdown"].encode(), capture_output=True, check=True).stdout
            text = html.unescape(re.sub(r"<[^>]*>", "", shown.decode())).strip()
            judged.append(("core", text == answer["text"], f"{answer['markdown']!r} shows {text!r}"))
        self.score("markdown-escape.jsonl", judged, {"core": 1})


if __name__ == "__main__":
    unittest.main()
