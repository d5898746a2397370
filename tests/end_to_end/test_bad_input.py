"""Bad input and bad upstreams: the documented exit code, one line that says what and where, no partial file."""
import json
import os
import ssl
import subprocess
import time
import unittest

import support

DAY = "2026-08-21"


def days():
    return {DAY: [support.entry(i + 1, f"Paper {i + 1}", DAY) for i in range(3)]}


class BadUpstream(support.EndToEnd):
    """What upstream sends instead of a day."""

    def refuse(self, body, code, status=200, content_type="application/json", expect=None, date=DAY):
        upstream = self.serve(days())
        upstream.fault = lambda target: (status, {"Content-Type": content_type}, body)
        done = self.nonmun("digest", date, "-o", "out.md", code=code)
        self.assertEqual(done.stdout, b"")
        self.assertFalse((self.home / "out.md").exists())
        self.assertEqual([p.name for p in self.home.iterdir() if "out" in p.name], [])
        lines = done.stderr.decode().splitlines()
        self.assertGreaterEqual(len(lines), 1)
        self.assertIn(upstream.url, lines[-1])
        if expect:
            self.assertIn(expect, done.stderr.decode())

    def test_html_with_status_200_is_out_of_reach(self):
        self.refuse(b"<!doctype html><html><title>Sign in</title></html>", 5, content_type="text/html")

    def test_an_empty_200_is_a_fault_and_never_an_empty_day(self):
        self.refuse(b"", 5)

    def test_what_is_not_json_is_out_of_reach(self):
        self.refuse(b"Internal trouble", 5)

    def test_json_cut_off_is_out_of_reach(self):
        self.refuse(json.dumps(days()[DAY]).encode()[:-20], 5)

    def test_an_error_object_is_out_of_reach_and_shown(self):
        self.refuse(b'{"error":"Something broke upstairs"}', 5, expect="Something broke upstairs")

    def test_a_refusal_is_told_with_upstreams_own_words(self):
        self.refuse(b'{"error":"no such thing as that"}', 5, status=400, expect="no such thing as that")

    def test_a_body_of_200_megabytes_is_refused_at_the_cap(self):
        self.refuse(b"[" + b" " * (200 << 20) + b"]", 5)

    def test_a_dropped_connection_is_out_of_reach(self):
        upstream = self.serve(days())
        upstream.fault = lambda target: "drop"
        self.nonmun("digest", DAY, code=5)

    def test_a_server_whose_certificate_nobody_trusts_is_not_listened_to(self):
        key, certificate = self.home / "key.pem", self.home / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2",
                        "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
        upstream = self.serve(days())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        upstream.server.socket = context.wrap_socket(upstream.server.socket, server_side=True)
        endpoint = upstream.url.replace("http:", "https:")
        done = self.nonmun("digest", DAY, "-o", "out.md", code=5, HF_ENDPOINT=endpoint)
        self.assertIn("certificate is not trusted", done.stderr.decode())
        self.assertEqual(upstream.journal, [])
        self.assertFalse((self.home / "out.md").exists())

    def test_nobody_listening_is_out_of_reach(self):
        self.nonmun("digest", DAY, code=5, HF_ENDPOINT="http://127.0.0.1:9")

    def test_a_server_error_that_passes_costs_nothing(self):
        upstream = self.serve(days())
        upstream.fault = lambda target: (503, {}, b"busy") if len(upstream.journal) < 3 else None
        self.assertEqual(len(self.records("fetch", DAY)), 3)

    def test_bad_entries_are_accounted_for_and_the_rest_survive(self):
        entries = days()[DAY]
        bad = [None, 7, "x", {}, {"paper": {}}, {"paper": {"id": "../../x", "title": "T"}},
               {"paper": {"id": "2608.10001"}}, {"paper": {"id": "2608.10002", "title": " "}},
               {"paper": {"id": 26, "title": "T"}}, {"paper": {"id": "2608.10003", "title": ["T"]}}]
        self.serve({DAY: entries[:1] + bad + entries[1:]})
        done = self.nonmun("digest", DAY, "--manifest", "m.json", code=4)
        manifest = json.loads((self.home / "m.json").read_text())
        self.assertEqual(manifest["fetched"], 13)
        self.assertEqual(manifest["shown"], 3)
        self.assertEqual(manifest["held_back"], 10)
        self.assertEqual(len(manifest["issues"]), 10)
        self.assertIn("../../x", done.stderr.decode())

    def test_optional_fields_of_a_wrong_type_never_cost_the_paper(self):
        wrong = [None, 7, "x", [], {}, [None], True]
        for value in wrong:
            entries = days()[DAY]
            for key in ("summary", "publishedAt", "upvotes", "githubRepo", "projectPage", "ai_keywords", "mediaUrls",
                        "authors", "submittedOnDailyAt", "ai_summary", "organization"):
                entries[0]["paper"][key] = value
            for key in ("publishedAt", "title", "summary", "thumbnail", "numComments", "mediaUrls", "submittedBy"):
                entries[0][key] = value
            with self.subTest(value=value):
                self.serve({DAY: entries})
                done = self.nonmun("fetch", DAY, code=None)
                self.assertIn(done.returncode, (0, 4))
                self.assertEqual(len(done.stdout.splitlines()), 3)

    def test_a_bad_byte_costs_its_character_and_not_the_day(self):
        upstream = self.serve(days())
        body = json.dumps(days()[DAY], ensure_ascii=False).encode().replace(b"Paper 2", b"Paper \xff2", 1)
        upstream.fault = lambda target: (200, {"Content-Type": "application/json"}, body)
        done = self.nonmun("fetch", DAY, code=None)
        self.assertEqual(len(done.stdout.splitlines()), 3)
        self.assertIn("\ufffd", done.stdout.decode())

    def test_a_lone_surrogate_costs_its_character_and_not_the_day(self):
        upstream = self.serve(days())
        body = json.dumps(days()[DAY]).encode().replace(b"Paper 2", b"Paper \\ud8002")
        upstream.fault = lambda target: (200, {"Content-Type": "application/json"}, body)
        done = self.nonmun("fetch", DAY, code=None)
        self.assertEqual(len(done.stdout.splitlines()), 3)

    def test_one_id_twice_in_a_day_is_one_paper(self):
        entries = days()[DAY]
        self.serve({DAY: entries + entries[:1]})
        self.nonmun("digest", DAY, "--manifest", "m.json")
        manifest = json.loads((self.home / "m.json").read_text())
        self.assertEqual((manifest["fetched"], manifest["shown"], manifest["merged"]), (4, 3, 1))


class BadDays(support.EndToEnd):
    """Days that cannot be asked for."""

    def test_a_date_that_does_not_exist_is_a_usage_error_without_a_request(self):
        upstream = self.serve(days())
        for word in ("2025-02-30", "2025-13-01", "2024-W60", "nonsense", "2026-08-21..2026-08-20"):
            done = self.nonmun("digest", word, code=2)
            self.assertEqual(len(done.stderr.decode().splitlines()), 1)
            self.assertEqual(done.stdout, b"")
        self.assertEqual(upstream.journal, [])

    def test_tomorrow_in_utc_is_not_published_and_never_asked_for(self):
        upstream = self.serve(days())
        done = self.nonmun("digest", "2026-11-21", "-o", "out.md", code=3)
        self.assertEqual(upstream.journal, [])
        self.assertFalse((self.home / "out.md").exists())
        self.assertIn("2026-11-21", done.stderr.decode())

    def test_today_in_seoul_before_nine_is_still_the_day_before(self):
        upstream = self.serve({"2026-08-21": days()[DAY]}, now="2026-08-21T23:00:00Z")
        done = self.nonmun("digest", "today", NONMUN_NOW="2026-08-21T23:00:00Z")
        self.assertIn("date=2026-08-21", upstream.journal[0][0])
        self.assertIn("2026-08-21", done.stderr.decode())

    def test_a_range_takes_the_days_it_can(self):
        self.serve(days())
        done = self.nonmun("digest", "2026-08-20..2026-08-22", code=4)  # the 20th, a Thursday, lists nothing
        self.assertEqual(done.stdout.count(b"\n### "), 3)
        self.serve(days())
        self.nonmun("digest", "2026-08-21..2026-08-23")


class BadFiles(support.EndToEnd):
    """What `render` is given."""

    def test_nothing_is_rendered_of_nothing(self):
        for stdin in (b"", b"\n \n"):
            done = self.nonmun("render", stdin=stdin)
            self.assertEqual((done.stdout, done.stderr), (b"", b""))

    def test_what_is_no_input_is_invalid_data_in_one_line(self):
        cases = {"not json": b"{", "html": b"<!doctype html><html></html>", "binary": bytes(range(256)),
                 "gzip": b"\x1f\x8b\x08\x00abc", "number": b"42", "text": b"hello there\n", "object": b'{"a":1}'}
        for name, content in cases.items():
            with self.subTest(name):
                (self.home / "in").write_bytes(content)
                done = self.nonmun("render", "in", "-o", "out.md", code=7)
                self.assertEqual(done.stdout, b"")
                self.assertFalse((self.home / "out.md").exists())
                self.assertIn("in", done.stderr.decode())

    def test_a_bad_line_is_told_by_its_number_and_the_rest_survive(self):
        good = '{"schema":"nonmun.paper/1","id":"2404.14619","title":"T"}'
        stdin = "\n".join([good, '{"id":"../../x","title":"T"}', '{"id":"2404.14620"}', good.replace("619", "621")])
        done = self.nonmun("render", "--format", "jsonl", stdin=stdin, code=4)
        self.assertEqual(len(done.stdout.splitlines()), 2)
        self.assertIn("line 2", done.stderr.decode())
        self.assertIn("line 3", done.stderr.decode())

    def test_a_file_that_is_not_there_is_not_found(self):
        self.nonmun("render", "no-such-file", code=6)


class LocalFaults(support.EndToEnd):
    """Disks, pipes and directories."""

    def test_an_output_that_cannot_be_written_is_a_local_fault(self):
        self.serve(days())
        for path in ("no/such/dir/out.md", "/dev/full"):
            done = self.nonmun("digest", DAY, "-o", path, code=8)
            self.assertIn(path, done.stderr.decode())

    def test_a_full_disk_behind_stdout_is_a_local_fault(self):
        self.serve(days())
        with open("/dev/full", "wb") as full:
            done = subprocess.run([support.NONMUN, "digest", DAY], stdout=full, stderr=subprocess.PIPE,
                                  env=self.environment(), check=False)
        self.assertEqual(done.returncode, 8)

    def test_a_closed_pipe_is_done(self):
        self.serve({DAY: [support.entry(i + 1, f"Paper {i + 1}", DAY) for i in range(99)]})
        self.nonmun("fetch", DAY)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([support.NONMUN, "digest", DAY], stdout=writer, stderr=subprocess.PIPE,
                              env=self.environment(), check=False)
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_a_cache_that_cannot_be_written_does_not_stop_the_run(self):
        self.serve(days())
        (self.home / ".cache").write_text("a file where a directory should be")
        self.assertEqual(self.nonmun("digest", DAY).stdout.count(b"\n### "), 3)

    def test_an_old_digest_stays_when_the_new_one_cannot_be_made(self):
        upstream = self.serve(days())
        (self.home / "out.md").write_text("old")
        upstream.fault = lambda target: (500, {}, b"")
        self.nonmun("digest", DAY, "-o", "out.md", code=5)
        self.assertEqual((self.home / "out.md").read_text(), "old")

    def test_an_interrupted_run_says_so_and_leaves_no_file(self):
        upstream = self.serve(days())
        upstream.fault = lambda target: time.sleep(20)
        process = subprocess.Popen([support.NONMUN, "digest", DAY, "-o", "out.md"], env=self.environment(),
                                   cwd=self.home, stderr=subprocess.PIPE)
        while not upstream.journal:
            time.sleep(0.05)
        process.send_signal(2)
        self.assertEqual(process.wait(timeout=10), 130)
        process.stderr.close()
        self.assertFalse((self.home / "out.md").exists())


if __name__ == "__main__":
    unittest.main()
