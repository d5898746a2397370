"""`nonmun verify`: what is wrong with Korean lines, for people and for programs."""
import json
import subprocess
import unittest

import support

ABSTRACT = "We propose Foo, a model. It is 3 times faster than Bar. The code is public."
KEYS = ["id", "line", "guard", "detail", "start", "end", "ko"]


def record(*lines, abstract=ABSTRACT, **more):
    """A record of one paper whose summary is `lines`: each Korean, or a pair of Korean and English."""
    pairs = [{"ko": line} if isinstance(line, str) else {"ko": line[0], "en": line[1]} for line in lines]
    paper = {"id": "2404.00001", "title": "Foo: a model", "abstract": abstract, "summary": pairs, **more}
    return json.dumps({key: value for key, value in paper.items() if value is not None}, ensure_ascii=False) + "\n"


class VerifyRuns(support.EndToEnd):
    def verify(self, given, *arguments, code=4):
        done = self.nonmun("verify", "--archive", "none", *arguments, stdin=given, code=code)
        return done.stdout.decode(), done.stderr.decode()

    def findings(self, given, *arguments, code=4):
        return json.loads(self.verify(given, "--format", "json", *arguments, code=code)[0])


class Verify(VerifyRuns):
    def test_right_lines_are_no_finding_and_exit_0(self):
        out, err = self.verify(record("모델인 Foo를 제안합니다.", "Bar보다 3배 빠릅니다."), code=0)
        self.assertEqual(out, "")
        self.assertEqual(err, "nonmun: 2 Korean lines, 0 faults\n")

    def test_each_finding_is_an_object_whose_place_counts_code_points(self):
        found = self.findings(record("모델인 Foo를 제안합니다.", "새로운 방법를 제안합니다."))
        self.assertEqual(len(found), 1)
        self.assertEqual(list(found[0]), KEYS)
        self.assertEqual((found[0]["id"], found[0]["line"], found[0]["guard"]), ("2404.00001", 2, "particles"))
        line = found[0]["ko"]
        self.assertEqual(line[found[0]["start"]:found[0]["end"]], "방법를")

    def test_no_finding_is_an_empty_list(self):
        self.assertEqual(self.findings(record("모델인 Foo를 제안합니다."), code=0), [])

    def test_a_line_beside_english_is_held_against_the_sentence_that_it_was_made_from(self):
        negated = "We do not use Bar. It is 3 times faster. The code is public."
        found = self.findings(record(("Bar를 사용합니다.", "We do not use Bar."), abstract=negated))
        self.assertEqual([finding["guard"] for finding in found], ["negation"])

    def test_english_that_is_not_the_abstracts_is_itself_the_source(self):
        given = record(("정확도는 99%입니다.", "An accuracy of 99% was measured elsewhere."))
        self.assertEqual(self.findings(given, code=0), [])
        wrong = self.findings(record(("정확도는 98%입니다.", "An accuracy of 99% was measured elsewhere.")))
        self.assertEqual([finding["guard"] for finding in wrong], ["numbers"])
        alone = self.findings(record(("정확도는 98%입니다.", "An accuracy of 99% was measured."), abstract=None))
        self.assertEqual([finding["guard"] for finding in alone], ["numbers"])

    def test_without_an_abstract_the_line_by_itself_is_held_and_it_is_said(self):
        given = record("새로운 方법를 제안합니다.", "None", "코드는 https://example.org/x 에 있다.", abstract=None)
        found = {(finding["line"], finding["guard"]) for finding in self.findings(given)}
        self.assertEqual(found, {(1, "script"), (1, "particles"), (2, "meta"), (3, "speech")})
        self.assertIn("3 lines were held against no abstract", self.verify(given)[1])
        self.assertEqual(self.verify(given)[1].count("\n"), 1)

    def test_a_register_that_is_asked_for_is_held(self):
        given = record("모델인 Foo를 제안한다.", "Bar보다 3배 빠르다.")
        self.assertEqual(self.findings(given, code=0), [])
        self.assertEqual([f["guard"] for f in self.findings(given, "--register", "polite")], ["speech", "speech"])
        self.assertEqual(self.findings(given, "--register", "plain", code=0), [])

    def test_digests_of_every_style_are_read_back_and_held(self):
        given = record(("모델인 Foo를 제안합니다.", "We propose Foo, a model."),
                       ("새로운 방법를 제안합니다.", "The code is public."))
        for style in ("classic", "daily", "listing"):
            digest = self.nonmun("render", "--style", style, stdin=given).stdout
            done = self.nonmun("verify", "--archive", "none", "--format", "json", stdin=digest, code=None)
            if style == "listing" and done.returncode == 0:
                continue  # a list of titles has no summary
            self.assertEqual(done.returncode, 4, style)
            self.assertIn("particles", [finding["guard"] for finding in json.loads(done.stdout)], style)

    def test_a_digest_keeps_to_one_register_and_records_need_not(self):
        papers = "".join(record(f"모델인 Foo를 {verb}.", f"성능을 높{end}.").replace("2404.00001", f"2404.0000{i}")
                         for i, (verb, end) in enumerate([("제안합니다", "입니다"), ("제안합니다", "입니다"),
                                                          ("제안한다", "인다")], 1))
        self.assertEqual(self.findings(papers, code=0), [])
        digest = self.nonmun("render", "--style", "classic", stdin=papers).stdout
        self.assertEqual([(f["id"], f["line"], f["guard"]) for f in self.findings(digest)],
                         [("2404.00003", 1, "speech"), ("2404.00003", 2, "speech")])

    def test_the_embedded_engine_writes_no_term_against_the_users_glossary(self):
        given = record(abstract="We propose Foo, a language model.", summary=None)
        glossary = self.home / "mine.tsv"

        def lines_with(rows):
            glossary.write_text(rows)
            done = self.nonmun("translate", "--archive", "none", "--glossary", str(glossary), stdin=given)
            self.verify(done.stdout.decode(), "--glossary", str(glossary), code=0)
            return [line.get("ko", "") for line in json.loads(done.stdout)["summary"]]

        self.assertIn("언어 모델", lines_with("sensor\t센서\tnoun\n")[0])
        self.assertEqual(lines_with("language model\t언어모형\tnoun\tforce\n"), [""])
        self.assertEqual(lines_with("language model\t언어 모델\tnoun\tforbid\n"), [""])
        self.assertEqual(lines_with("language model\t\tnoun\tkeep\n"), [""])

    def test_what_cannot_be_read_exits_7(self):
        self.assertEqual(self.verify("\x01\x02 no record and no digest", code=7)[0], "")

    def test_a_reader_that_goes_away_is_no_fault(self):
        given = record(*["새로운 방법를 제안합니다."] * 2000).encode()
        process = subprocess.Popen([support.NONMUN, "verify", "--archive", "none"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(),
                                   cwd=self.home)
        process.stdout.close()
        process.stdin.write(given)
        process.stdin.close()
        self.assertNotIn(process.wait(timeout=60), (-13, 1, 8))
        process.stderr.close()


class Recorded(VerifyRuns):
    """Over real digests and summaries, where a folder of them is given."""

    def setUp(self):
        super().setUp()
        if not support.SHARED.is_dir():
            self.skipTest("needs the recorded data: NONMUN_SHARED")

    def test_the_seeds_are_read(self):
        for seed in sorted((support.SHARED / "seeds").glob("00[024]_*.txt")):
            done = self.nonmun("verify", "--archive", "none", "--format", "json", str(seed), code=None)
            self.assertIn(done.returncode, (0, 4), seed.name)
            for finding in json.loads(done.stdout):
                self.assertEqual(list(finding), KEYS)
            if seed.name.startswith("000"):  # one of its papers is in 한다, the others are in 합니다
                self.assertEqual({f["id"] for f in json.loads(done.stdout) if f["guard"] == "speech"}, {"2404.14700"})

    def test_summaries_of_a_model_are_read_as_they_stand(self):
        path = support.SHARED / "recorded/korean/gpt-summaries.jsonl"
        done = self.nonmun("verify", "--archive", "none", "--format", "json", str(path), code=4)
        papers = {json.loads(line)["id"]: json.loads(line) for line in path.read_text().splitlines()}
        found = json.loads(done.stdout)
        for finding in found:
            paper = papers[finding["id"]]
            line = paper["title_ko"] if finding["line"] == 0 else paper["summary"][finding["line"] - 1]["ko"]
            self.assertEqual(finding["ko"], line)
            self.assertLessEqual(finding["start"], finding["end"])
            self.assertLessEqual(finding["end"], len(line))
        self.assertIn("script", {finding["guard"] for finding in found})


if __name__ == "__main__":
    unittest.main()
