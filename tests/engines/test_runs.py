"""What is asked for once is kept: second runs, changed texts and prompts, runs that are stopped or killed, money."""
import json
import signal
import sqlite3
import subprocess
import threading
import unittest

import engine_support as es
from engine_support import KEY, MODEL, Answer, completion, good, good_reply, json_answer, name_in

PAPERS = 24
AT_ONCE = 4


class RunsTest(es.EngineTest):
    def setUp(self):
        super().setUp()
        self.archives = 0
        self.new_archive()

    def new_archive(self):
        self.archives += 1
        self.archive = self.home / f"archive{self.archives}.db"

    def again(self, service, *arguments, records=None, code=0, **extra):
        """How many calls one more run over the same archive makes, and its records."""
        before = len(service.journal)
        out, stderr = self.translate(service.url, *arguments, records=records or es.papers(PAPERS), code=code,
                                     archive=str(self.archive), **extra)
        return len(service.journal) - before, out, stderr

    def start(self, service, *arguments, records=None):
        process = subprocess.Popen(
            [es.support.NONMUN, "translate", "--engine", "openai", "--engine-url", service.url + "/v1", "--model", MODEL,
             "--archive", str(self.archive), "--at-once", str(AT_ONCE), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.environment(), cwd=self.home)
        self.addCleanup(process.kill)
        threading.Thread(target=lambda: (process.stdin.write(es.lines(records or es.papers(PAPERS)).encode()),
                                         process.stdin.close()), daemon=True).start()
        return process

    def finish(self, process):
        process.wait(60)
        out, stderr = process.stdout.read(), process.stderr.read()
        process.stdout.close()
        process.stderr.close()
        return out, stderr

    def assert_archive_is_sound(self):
        with sqlite3.connect(f"file:{self.archive}?mode=ro", uri=True) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
            return database.execute("SELECT count(*) FROM translations").fetchone()[0]

    def test_a_second_run_makes_no_call_and_says_the_same(self):
        service = self.serve()
        calls, first, _ = self.again(service)
        self.assertEqual(calls, PAPERS)
        calls, second, stderr = self.again(service)
        self.assertEqual(calls, 0)
        self.assertEqual(first, second)
        self.assertIn(f"{PAPERS} papers: {PAPERS} from the archive; 0 calls", stderr)

    def test_a_changed_abstract_makes_exactly_one_call(self):
        service = self.serve()
        self.again(service)
        records = es.papers(PAPERS)
        records[7]["abstract"] += " A later version says more."
        calls, out, _ = self.again(service, records=records)
        self.assertEqual(calls, 1)
        self.assertIn("4. A later version says more.", service.journal[-1].user)
        self.assertEqual({use for record in out for use in self.engines_of(record)}, {"openai"})
        # White space and a changed vote are no change of the text.
        records[3]["abstract"] = records[3]["abstract"].replace(". ", ".\n  ")
        records[4]["votes"] = 99
        self.assertEqual(self.again(service, records=records)[0], 0)

    def test_another_model_or_register_is_another_translation(self):
        service = self.serve()
        self.again(service)
        self.assertEqual(self.again(service, "--model", "another")[0], PAPERS)
        self.assertEqual(self.again(service)[0], 0)

    def test_a_changed_prompt_is_used_again_only_when_that_is_asked_for(self):
        service = self.serve()
        prompt = self.home / "mine.txt"
        text = (es.support.SOURCE / "data/prompts/bullets.txt").read_text()
        prompt.write_text(text)
        arguments = ("--prompt", str(prompt))
        self.assertEqual(self.again(service, *arguments)[0], PAPERS)
        prompt.write_text(text.replace("You write short summaries", "You write very short summaries"))
        self.assertEqual(self.again(service, *arguments)[0], 0)
        calls, out, _ = self.again(service, *arguments, "--retranslate")
        self.assertEqual(calls, PAPERS)
        self.assertTrue(service.journal[-1].json["messages"][0]["content"].startswith("You write very short summaries"))
        # What was made anew is current: asked for once more, nothing is done.
        self.assertEqual(self.again(service, *arguments, "--retranslate")[0], 0)
        self.assertTrue(out[0]["provenance"]["engines"][0]["prompt_version"].startswith("mine.txt-"))

    def test_what_failed_is_asked_for_again(self):
        def answer(request):
            fails = request.number < PAPERS and "Parser3Net" in request.user
            return json_answer({"error": "no"}, 400) if fails else good(request)
        service = self.serve(answer)
        self.assertEqual(self.again(service, code=4)[0], PAPERS)
        self.assertEqual(self.again(service)[0], 1)
        self.assertEqual(self.again(service)[0], 0)

    def test_a_run_that_is_killed_loses_the_calls_in_flight_and_no_more(self):
        for done_before in (0, 1, 7, PAPERS - AT_ONCE):
            with self.subTest(done_before):
                self.new_archive()
                held = threading.Event()
                self.addCleanup(held.set)

                def answer(request, held=held, done_before=done_before):
                    if request.number >= done_before:
                        held.wait(60)
                    return good(request)

                service = self.serve(answer)
                process = self.start(service)
                # All that are let through are done and the next ones are in flight: a worker asks anew when it has kept its last.
                service.wait_for(lambda s, n=done_before: len(s.journal) == n + AT_ONCE and s.in_flight == AT_ONCE)
                process.send_signal(signal.SIGKILL)
                self.finish(process)
                held.set()
                self.assertEqual(self.assert_archive_is_sound(), done_before)
                self.assertEqual(self.again(self.serve())[0], PAPERS - done_before)
                self.assertEqual(self.assert_archive_is_sound(), PAPERS)

    def test_a_run_that_is_killed_anywhere_loses_the_calls_in_flight_and_no_more(self):
        for after in range(1, PAPERS, 5):
            self.new_archive()
            service = self.serve()
            process = self.start(service)
            service.wait_for(lambda s, n=after: len(s.journal) >= n)
            process.send_signal(signal.SIGKILL)
            self.finish(process)
            answered = len(service.journal)
            self.assertLessEqual(self.again(self.serve())[0], PAPERS - answered + AT_ONCE)
            self.assertEqual(self.assert_archive_is_sound(), PAPERS)

    def test_a_run_that_is_interrupted_keeps_what_is_done(self):
        for sign in (signal.SIGINT, signal.SIGTERM):
            self.new_archive()
            held = threading.Event()
            self.addCleanup(held.set)
            service = self.serve(lambda request, held=held: (held.wait(60) if request.number >= 9 else None, good(request))[1])
            process = self.start(service)
            service.wait_for(lambda s: len(s.journal) == 9 + AT_ONCE)
            process.send_signal(sign)
            out, stderr = self.finish(process)
            held.set()
            self.assertEqual(process.returncode, 130)
            self.assertEqual(out, b"")
            self.assertIn("stopped; what was translated until then is kept; run it again", stderr.decode())
            self.assertNotIn(KEY, stderr.decode())
            self.assertEqual(self.assert_archive_is_sound(), 9)
            self.assertEqual(self.again(self.serve())[0], PAPERS - 9)

    def test_no_more_is_spent_than_is_allowed(self):
        # 1,000 tokens sent and 100 answered for each, whatever the use of the answer: 0.0012 by --price.
        def answer(request):
            return json_answer(completion(json.dumps(good_reply(name_in(request)), ensure_ascii=False), usage=(1000, 100)))
        service = self.serve(answer)
        calls, out, stderr = self.again(service, "--price", "1/2", "--max-cost", "0.0125", "--max-tokens", "200", "--at-once", "8",
                                        code=4)
        self.assertLessEqual(calls * 0.0012, 0.0125)
        self.assertGreaterEqual(calls, 9)
        self.assertIn("--max-cost: the next answer could cost more than is left; the rest is rule-based", stderr)
        self.assertEqual(sum(self.engines_of(record) == ["frames"] for record in out), PAPERS - calls)
        self.assertTrue(any(line.endswith(f"{calls} calls, {calls * 0.0012:.4f} by --price") for line in stderr), stderr)
        # The next run goes on where the money ended.
        self.assertEqual(self.again(service, "--price", "1/2", "--max-cost", "1")[0], PAPERS - calls)

    def test_answers_of_no_use_cost_as_well(self):
        service = self.serve(lambda _: json_answer(completion("{", "length", usage=(1000, 100))))
        calls, _, _ = self.again(service, "--price", "1/2", "--max-cost", "0.0061", "--max-tokens", "100", "--at-once", "1", code=4)
        self.assertIn(calls, (4, 5))

    def test_what_cannot_be_held_is_refused(self):
        service = self.serve()
        for engine, arguments, words in (("openai", ("--model", "m"), "cannot be held without prices"),
                                         ("libretranslate", ("--price", "1/1"), "only openai counts tokens")):
            done = self.nonmun("translate", "--engine", engine, "--engine-url", service.url, *arguments, "--max-cost", "1",
                               stdin=es.lines(es.papers(1)), code=2)
            self.assertIn(words, done.stderr.decode())
        self.assertEqual(service.journal, [])

    def test_an_address_or_a_key_file_that_cannot_be_is_refused_and_not_quoted(self):
        key = self.home / "key"
        key.touch(0o600)
        for arguments, words in ((("--engine-url", "http://me:hushhush@127.0.0.1:9/v1"), "a user name or a key has no place"),
                                 (("--engine-url", "http://127.0.0.1:9/v1?key=hushhush"), "no place for a query"),
                                 (("--engine-url", "http://127.0.0.1:9/v1", "--key-file", str(key)), "no key is in it")):
            done = self.nonmun("translate", "--engine", "openai", "--model", "m", *arguments, stdin=es.lines(es.papers(1)), code=2)
            self.assertIn(words, done.stderr.decode())
            self.assertNotIn(b"hushhush", done.stderr)
        done = self.nonmun("fetch", "2026-08-20", code=2, HF_ENDPOINT="http://me:hushhush@127.0.0.1:9")
        self.assertNotIn(b"hushhush", done.stderr)

    def test_an_estimate_asks_for_nothing(self):
        service = self.serve()
        calls, out, stderr = self.again(service, "--estimate", "--price", "1/2")
        self.assertEqual((calls, out), (0, []))
        self.assertRegex(stderr[0], rf"^{PAPERS} papers would be asked for, about \d+ tokens sent and {PAPERS * 900} answered, "
                                    r"about 0\.\d+ by --price$")
        self.again(service, records=es.papers(5))
        _, _, stderr = self.again(service, "--estimate")
        self.assertTrue(stderr[0].startswith(f"{PAPERS - 5} papers would be asked for"), stderr)

    def test_an_estimate_of_an_engine_that_asks_nobody_says_so_and_writes_nothing(self):
        for engine in ("frames", "none"):
            done = self.nonmun("translate", "--engine", engine, "--estimate", stdin=es.lines(es.papers(1)))
            self.assertEqual(done.stdout, b"")
            self.assertIn(b"no paper would be asked for", done.stderr)

    def test_what_cannot_be_kept_is_shown_and_makes_the_run_partial(self):
        self.archive.write_text("no archive")
        calls, out, stderr = self.again(self.serve(), records=es.papers(2), code=4)
        self.assertEqual((calls, [self.engines_of(record)[0] for record in out]), (2, ["openai"] * 2))
        self.assertTrue(any("translations are not kept" in line for line in stderr), stderr)

    def test_korean_of_an_imported_digest_is_used_until_a_better_one_is_there(self):
        imported = {**es.paper(1), "summary": [{"ko": "단순한 방법을 제안합니다.", "engine": "digest"}]}
        self.nonmun("import", "--archive", str(self.archive), stdin=es.lines([imported]))
        by_rule = self.nonmun("translate", "--archive", str(self.archive), stdin=es.lines(es.papers(2)))
        self.assertEqual([json.loads(line)["summary"][0]["engine"] for line in by_rule.stdout.splitlines()], ["digest", "frames"])
        _, out, _ = self.again(self.serve(lambda _: Answer(status=400)), records=es.papers(2), code=4)
        self.assertEqual([record["summary"][0]["engine"] for record in out], ["digest", "frames"])
        _, out, _ = self.again(self.serve(), records=es.papers(2))
        self.assertEqual([record["summary"][0]["engine"] for record in out], ["openai", "openai"])
        replayed = self.nonmun("translate", "--archive", "none", stdin=es.lines(es.papers(1)))
        self.assertEqual(json.loads(replayed.stdout)["summary"][0]["engine"], "frames")

    def test_a_file_that_may_not_grow_is_a_full_disk(self):
        service = self.serve()
        done = subprocess.run(
            ["sh", "-c", 'ulimit -f 100; exec "$@"', "sh", es.support.NONMUN, "translate", "--engine", "openai", "--engine-url",
             service.url + "/v1", "--model", MODEL, "--archive", str(self.archive)], input=es.lines(es.papers(200)).encode(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(), cwd=self.home, check=False)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertEqual(len(done.stdout.splitlines()), 200)
        self.assertIn(b"translations are not kept", done.stderr)

    def test_so_many_are_asked_for_at_once_and_no_more(self):
        for at_once in (1, 3, 16):
            self.new_archive()
            full = threading.Event()
            service = self.serve()

            def answer(request, service=service, full=full, at_once=at_once):
                # Nobody is answered before all places are taken.
                if service.in_flight >= at_once:
                    full.set()
                full.wait(30)
                return good(request)

            service.answer = answer
            calls, _, _ = self.again(service, "--at-once", str(at_once))
            self.assertEqual((calls, service.most_in_flight, service.connections), (PAPERS, at_once, at_once))

    def test_without_an_archive_everything_is_asked_for(self):
        service = self.serve()
        for _ in range(2):
            self.translate(service.url, archive="none", records=es.papers(2))
        self.assertEqual(len(service.journal), 4)


if __name__ == "__main__":
    unittest.main()
