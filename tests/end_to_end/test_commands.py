"""The commands as a person, a cron job and a pipe use them."""
import json
import subprocess
import unittest

import support

SAMPLE = str(support.SOURCE / "data/sample")
BUNDLED = ["2024-04-24", "--replay", SAMPLE, "--summaries", f"{SAMPLE}/2024-04-24.ko.jsonl"]


class BundledDay(support.EndToEnd):
    def test_the_bundled_day_is_shown_in_both_languages_without_a_network(self):
        done = self.nonmun("digest", *BUNDLED, HF_ENDPOINT="http://127.0.0.1:9")
        text = done.stdout.decode()
        self.assertEqual(text.count("\n### "), 7)
        self.assertIn("2024년 4월 24일 (수)", text)
        self.assertIn("OpenELM을 공개합니다", text)
        self.assertIn("The paper releases OpenELM", text)
        self.assertNotIn("한국어 요약 없음", text)
        self.assertEqual(done.stderr, b"")

    def test_each_language_can_be_read_alone(self):
        korean = self.nonmun("digest", *BUNDLED, "--lang", "ko").stdout.decode()
        english = self.nonmun("digest", *BUNDLED, "--lang", "en").stdout.decode()
        self.assertNotIn("The paper releases", korean)
        self.assertNotRegex(english, "[가-힣]")

    def test_a_recording_replays_to_the_same_bytes(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21")]})
        first = self.nonmun("digest", "2026-08-21", "--keep-raw", "raw").stdout
        self.upstream.fault = lambda target: (500, {}, b"")
        self.assertEqual(self.nonmun("digest", "2026-08-21", "--replay", "raw", HF_ENDPOINT=None).stdout, first)


class Seeds(support.EndToEnd):
    def test_digests_of_early_2024_come_back_byte_for_byte(self):
        seeds = sorted((support.SHARED / "seeds").glob("00[024]_*.txt"))
        if not seeds:
            self.skipTest("skipped: the seed digests (no folder of them)")
        for seed in seeds:
            with self.subTest(seed.name):
                back = self.nonmun("render", str(seed), "--style", "classic").stdout.decode()
                self.assertEqual(back.rstrip().splitlines(), [l for l in seed.read_text().rstrip().splitlines()])
                lines = self.nonmun("render", str(seed), "--format", "jsonl").stdout
                again = self.nonmun("render", "--style", "classic", stdin=lines).stdout.decode()
                self.assertEqual(again, back)

    def test_a_listing_copied_from_a_web_page_is_read(self):
        seeds = sorted((support.SHARED / "seeds").glob("001_*.txt"))
        if not seeds:
            self.skipTest("skipped: the seed listing (no folder of it)")
        records = self.records("render", str(seeds[0]), "--format", "jsonl")
        self.assertEqual(len(records), 7)
        self.assertEqual(records[0]["listed"][0]["day"], "2024-04-25")


class Pipes(support.EndToEnd):
    def test_render_keeps_the_order_of_its_input(self):
        lines = [json.dumps({"id": f"2404.0000{i}", "title": f"T{i}", "votes": i}) for i in (2, 9, 1)]
        done = self.records("render", "--format", "jsonl", stdin="\n".join(lines))
        self.assertEqual([r["votes"] for r in done], [2, 9, 1])
        done = self.records("render", "--format", "jsonl", "--sort", "votes", stdin="\n".join(lines))
        self.assertEqual([r["votes"] for r in done], [9, 2, 1])

    def test_jq_can_stand_between_fetch_and_render(self):
        records = self.nonmun("fetch", *BUNDLED).stdout
        chosen = subprocess.run(["jq", "-c", "select(.votes >= 20)"], input=records, capture_output=True, check=True).stdout
        self.assertEqual(self.nonmun("render", stdin=chosen).stdout.count(b"\n### "), 3)

    def test_unknown_keys_of_a_newer_writer_come_back(self):
        line = ('{"schema":"nonmun.paper/1","id":"2404.14619","title":"T","authors":[{"name":"A","orcid":1.50}],'
                '"links":{"abs":"https://arxiv.org/abs/2404.14619","blog":"x"},"mine":{"a":[1e3,null]}}\n')
        self.assertEqual(self.nonmun("render", "--format", "jsonl", stdin=line).stdout.decode(), line)

    def test_fields_limits_and_votes_leave_out_what_was_not_asked_for(self):
        done = self.records("fetch", *BUNDLED, "--fields", "votes,links", "--limit", "2", "--min-votes", "20")
        self.assertEqual([sorted(r) for r in done], [["id", "links", "schema", "title", "votes"]] * 2)
        self.nonmun("digest", *BUNDLED, "--limit", "2", "--manifest", "m.json")
        manifest = json.loads((self.home / "m.json").read_text())
        self.assertEqual((manifest["fetched"], manifest["shown"], manifest["filtered"]), (7, 2, 5))


class People(support.EndToEnd):
    def test_show_finds_a_paper_by_every_form_of_its_id(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21")]},
                   atom={"2608.00001": support.atom_entry("2608.00001", "A Title", ["A. Author"])})
        for form in ("2608.00001", "https://arxiv.org/pdf/2608.00001v1", "https://huggingface.co/papers/2608.00001"):
            self.assertIn("A Title", self.nonmun("show", form).stdout.decode())
        self.nonmun("show", "2608.00099", code=6)
        self.nonmun("show", "../../x", code=2)

    def test_explain_says_what_would_be_asked_and_asks_nothing(self):
        upstream = self.serve({})
        text = self.nonmun("explain", "2026-08-21").stdout.decode()
        self.assertIn(f"GET {upstream.url}/api/daily_papers?date=2026-08-21&limit=100&p=0", text)
        self.assertIn("Asia/Seoul", text)
        self.assertEqual(upstream.journal, [])

    def test_the_configuration_is_made_shown_and_checked(self):
        self.nonmun("config", "init")
        self.nonmun("config", "check")
        path = self.nonmun("config", "path").stdout.decode().strip()
        self.assertTrue(path.endswith(".config/nonmun/config.toml"))
        with open(path, "w", encoding="utf-8") as file:
            file.write('lang = "en"\n')
        self.assertNotRegex(self.nonmun("digest", *BUNDLED).stdout.decode(), "[가-힣]")
        with open(path, "w", encoding="utf-8") as file:
            file.write('lnag = "en"\n')
        done = self.nonmun("digest", *BUNDLED, code=2)
        self.assertIn("lang", done.stderr.decode())

    def test_help_version_and_completions_need_nothing(self):
        self.assertIn(b"digest", self.nonmun("--help").stdout)
        self.assertRegex(self.nonmun("--version").stdout, rb"^nonmun \d+\.\d+\.\d+\n$")
        for shell in ("bash", "zsh", "fish"):
            self.assertIn(b"nonmun", self.nonmun("completion", shell).stdout)

    def test_a_wrong_word_is_told_with_the_right_one(self):
        done = self.nonmun("digset", code=2)
        self.assertIn("digest", done.stderr.decode())
        self.assertEqual(len(done.stderr.decode().splitlines()), 1)


class Cron(support.EndToEnd):
    def test_a_quiet_run_that_is_well_says_nothing(self):
        self.serve({"2026-11-19": [support.entry(1, "A Title", "2026-11-19")]})
        done = self.nonmun("digest", "yesterday", "-q", "-o", "digest.md")
        self.assertEqual((done.stdout, done.stderr), (b"", b""))
        self.assertIn("A Title", (self.home / "digest.md").read_text())


if __name__ == "__main__":
    unittest.main()
