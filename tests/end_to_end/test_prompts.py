"""Prompts that a user copies and changes, summaries in three parts, and the register of a digest."""
import json
import unittest

import support
from chat_server import ChatServer, numbers_in

DAY = "2026-08-21"
LINES = ["여러 가지를 연구합니다.", "둘째 문장을 다룹니다.", "손으로 줄을 나눕니다.", "마지막 문장으로 끝납니다."]


def bullets_of(markdown):
    return [line for line in markdown.decode().splitlines() if line.lstrip().startswith("- ")]


class Prompts(support.EndToEnd):
    def setUp(self):
        super().setUp()
        self.serve({DAY: [support.entry(2, "A Title", DAY, authors=["Ana"])]})
        self.count = 3
        self.model = ChatServer(lambda sent: [{"ko": LINES[i], "src": [numbers_in(sent)[i]]} for i in range(self.count)])
        self.addCleanup(self.model.close)

    def digest(self, *more, **how):
        return self.nonmun("digest", DAY, "--engine", "openai", "--model", "m", "--engine-url", self.model.url, *more, **how)

    def test_a_built_in_prompt_is_copied_changed_and_used(self):
        printed = self.nonmun("config", "prompt").stdout.decode()
        self.assertEqual(printed, (support.SOURCE / "data/prompts/bullets.txt").read_text())
        mine = self.home / "mine.txt"
        mine.write_text(printed.replace("You write short summaries", "You write SHORT summaries"))
        first = json.loads(self.digest("--prompt", "./mine.txt", "--format", "jsonl").stdout)
        self.assertIn("You write SHORT summaries", self.model.bodies[0]["messages"][0]["content"])
        version = first["provenance"]["engines"][0]["prompt_version"]
        self.assertTrue(version.startswith("mine.txt-"), version)

        mine.write_text(mine.read_text().replace("SHORT", "SHORTER"))
        self.digest("--prompt", "./mine.txt")
        self.assertEqual(len(self.model.bodies), 1)
        again = json.loads(self.digest("--prompt", "./mine.txt", "--retranslate", "--format", "jsonl").stdout)
        self.assertEqual(len(self.model.bodies), 2)
        self.assertNotEqual(again["provenance"]["engines"][0]["prompt_version"], version)
        self.digest("--prompt", "./mine.txt", "--retranslate")
        self.assertEqual(len(self.model.bodies), 2)

    def test_a_prompt_that_is_none_is_refused_before_anything_is_asked(self):
        self.assertIn("choose bullets or three-parts", self.digest("--prompt", "poem", code=2).stderr.decode())
        (self.home / "mine.txt").write_text("bullets 3..6\n[system]\nHello\n")
        self.assertIn("no {sentences}", self.digest("--prompt", "./mine.txt", code=2).stderr.decode())
        self.assertIn("no {sentences}", self.nonmun("config", "prompt", "--prompt", "./mine.txt", code=2).stderr.decode())
        self.assertEqual(self.model.bodies, [])

    def test_the_bullets_asked_for_are_the_most_that_are_shown(self):
        self.count = 4
        record = json.loads(self.digest("--bullets", "1..3", "--format", "jsonl").stdout)
        self.assertIn("1 to 3 of them", self.model.bodies[0]["messages"][0]["content"])
        self.assertEqual([bullet["ko"] for bullet in record["summary"]], LINES[:3])

    def test_three_parts_are_named_in_the_reader_s_languages_and_read_back(self):
        lines = self.digest("--prompt", "three-parts", "--format", "jsonl").stdout
        roles = [bullet["role"] for bullet in json.loads(lines)["summary"]]
        self.assertEqual(roles, ["whats_new", "technical_details", "performance_highlights"])
        both = self.nonmun("render", stdin=lines).stdout.decode()
        self.assertIn(f"- 새로운 점 / What's New: {LINES[0]}\n  - We study 2 things.\n", both)
        self.assertIn(f"- 주요 성능 / Performance Highlights: {LINES[2]}\n", both)
        self.assertIn(f"- 기술 세부 사항: {LINES[1]}\n", self.nonmun("render", "--lang", "ko", stdin=lines).stdout.decode())
        english = self.nonmun("render", "--lang", "en", stdin=lines).stdout.decode()
        self.assertIn("- What's New: We study 2 things.\n", english)
        self.assertNotRegex(english, "[가-힣]")
        self.assertIn("- 새로운 점 / What's New: ", self.nonmun("render", "--format", "text", stdin=lines).stdout.decode())
        for languages in ("ko", "en", "ko,en"):
            with self.subTest(languages):
                shown = self.nonmun("render", "--lang", languages, stdin=lines).stdout
                back = self.records("render", "--format", "jsonl", stdin=shown)
                self.assertEqual([bullet["role"] for bullet in back[0]["summary"]], roles)
                again = self.nonmun("render", "--lang", languages, stdin=shown).stdout
                self.assertEqual(bullets_of(again), bullets_of(shown))


class Imported(support.EndToEnd):
    def test_korean_that_came_from_a_digest_is_named_and_read_back(self):
        self.serve({DAY: [support.entry(2, "A Title", DAY)]})
        (self.home / "old.md").write_text("## Daily Papers (2026-08-21)\n### [A Title](https://arxiv.org/abs/2608.00002)\n"
                                          "Vote: 3\n\nAuthors: Ana\n\n- 두 가지를 연구합니다.\n")
        shown = self.nonmun("digest", DAY, "--summaries", "old.md").stdout
        self.assertIn("- 두 가지를 연구합니다.\n", shown.decode())
        self.assertIn("\n요약 / Summary: 가져온 다이제스트 / imported digest\n", shown.decode())
        back = self.nonmun("render", stdin=shown).stdout
        self.assertIn("\n요약 / Summary: 가져온 다이제스트 / imported digest\n", back.decode())
        self.assertEqual(self.nonmun("render", stdin=back).stdout, back)
        # Of a whole day from a digest the head says it, once.
        whole = self.nonmun("render", "old.md").stdout.decode()
        self.assertEqual(whole.count("imported digest"), 1)


class Registers(support.EndToEnd):
    """One register per digest: what the papers came with, unless the user names one."""

    def run_over(self, came, *more):
        papers = [{"id": "2404.00001", "title": "One", "abstract": "We count.", "summary": [{"ko": came, "engine": "digest"}]},
                  {"id": "2404.00002", "title": "Fence", "abstract": "We propose Fence, a benchmark for counting sheep."}]
        lines = "".join(json.dumps(paper) + "\n" for paper in papers)
        done = self.nonmun("translate", *more, stdin=lines)
        return json.loads(done.stdout.splitlines()[1])["summary"][0]["ko"], done.stderr.decode()

    def test_lines_are_written_in_the_register_that_the_others_are_in(self):
        self.assertEqual(self.run_over("양을 센다.")[1], "")
        self.assertRegex(self.run_over("양을 센다.")[0], "한다\\.$")
        self.assertRegex(self.run_over("양을 셉니다.")[0], "합니다\\.$")
        self.assertRegex(self.run_over("양 세기")[0], "합니다\\.$")

    def test_a_register_that_is_named_holds_and_two_in_one_digest_are_said(self):
        line, said = self.run_over("양을 센다.", "--register", "polite")
        self.assertRegex(line, "합니다\\.$")
        self.assertIn("in two registers: polite endings 1, plain endings 1", said)


if __name__ == "__main__":
    unittest.main()
