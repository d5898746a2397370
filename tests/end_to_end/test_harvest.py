"""Harvests over the loopback arXiv's OAI-PMH service, and arXiv's metadata dump: whole, resumable, accounted for."""
import datetime
import json
import os
import signal
import subprocess
import time
import unittest

from arxiv_support import DAY, ArxivTest, made, names_of, plain, recorded_announcements
from loopback_arxiv import Announced
from support import NONMUN

HARVEST = ("harvest", "--category", "cs.CL", "--since", DAY)


def day_of(count, **more):
    return {DAY: [Announced(made(i + 1, ["cs.CL", "cs.LG"][i % 2:], **more)) for i in range(count)]}


class Harvest(ArxivTest):
    def ids(self, stdout):
        return [json.loads(line)["id"] for line in stdout.splitlines()]

    def manifest(self):
        return json.loads((self.home / "m.json").read_text())

    def test_a_list_of_many_pages_is_whole(self):
        self.serve_arxiv(day_of(60), page_size=7)
        done = self.nonmun(*HARVEST, "--manifest", "m.json")
        # Every second paper is in cs.CL.
        self.assertEqual(len(set(self.ids(done.stdout))), 30)
        self.assertIn(b"30 records in 5 pages", done.stderr)
        self.assertIn(b"goes on with --since", done.stderr)
        account = self.manifest()
        self.assertEqual(account["fetched"], account["shown"] + account["merged"] + account["filtered"] + account["held_back"])
        for form in ("arXivRaw", "oai_dc"):
            with self.subTest(form):
                self.assertEqual(self.ids(self.nonmun(*HARVEST, "--metadata", form).stdout), self.ids(done.stdout))

    def test_nothing_that_matches_is_an_empty_answer(self):
        self.serve_arxiv(day_of(3))
        done = self.nonmun("harvest", "--category", "hep-th", "--since", DAY)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"0 records", done.stderr)

    def test_deleted_records_are_counted_and_named(self):
        days = day_of(4)
        days[DAY][0].record.deleted = True
        deleted = days[DAY][0].record.id
        self.serve_arxiv(days)
        done = self.nonmun(*HARVEST)
        self.assertEqual(len(self.ids(done.stdout)), 1)
        self.assertIn(b"1 deleted", done.stderr)
        self.assertIn(deleted.encode(), done.stderr)

    def test_what_arxiv_would_refuse_is_not_asked(self):
        self.serve_arxiv(day_of(3))
        for arguments in (("--since", "2005-09-15"), ("--since", "2026-08-12", "--until", "2026-08-11"), ("--set", "cs cs"),
                          ("--set", "cs:cs:CLL"), ("--set", "hep-th"), ("--category", "cs.CLL"), ("--category", "cs.CL,cs.LG"), ("--category", "cs.CL", "--set", "cs")):
            with self.subTest(arguments):
                self.nonmun("harvest", *arguments, code=2)
        self.assertEqual(self.arxiv.journal, [])

    def test_an_expired_token_begins_the_list_again(self):
        self.serve_arxiv(day_of(60), page_size=7)

        def expire(_, number):
            if number == 2:
                self.arxiv.tokens.clear()
        self.arxiv.fault = expire
        done = self.nonmun(*HARVEST, "-o", "out.jsonl")
        lines = (self.home / "out.jsonl").read_bytes()
        self.assertEqual(len(self.ids(lines)), len(set(self.ids(lines))))
        self.assertEqual(len(self.ids(lines)), 30)
        self.assertIn(b"begun again", done.stderr)

    def test_busy_and_broken_answers_are_asked_for_again(self):
        xml = {"Content-Type": "text/xml"}
        whole = None
        for name, answer in {
            "503, seconds": (503, {"Retry-After": "0"}, b""),
            "503, a date": (503, {"Retry-After": "Wed, 12 Aug 2026 11:00:00 GMT"}, b""), "503": (503, {}, b""), "500": (500, {}, b""),
            "429": (429, {"Content-Type": "text/plain"}, b"Rate exceeded."), "406": (406, {}, b""), "403": (403, {}, b"busy"),
            "empty": (200, xml, b""), "HTML": (200, {"Content-Type": "text/html"}, b"<html>Oops</html>"),
            "cut off": (200, xml, b"<?xml version='1.0'?><OAI-PMH><ListRecords><record>"), "drop": "drop",
        }.items():
            with self.subTest(name):
                self.serve_arxiv(day_of(30), page_size=7)
                self.arxiv.fault = lambda _, number, answer=answer: answer if number == 1 else None
                done = self.nonmun(*HARVEST)
                whole = whole or done.stdout
                self.assertEqual(done.stdout, whole)
                self.arxiv.close()

    def test_an_outage_in_the_middle_keeps_what_is_done_and_the_same_command_goes_on(self):
        self.serve_arxiv(day_of(60), page_size=7)
        whole = self.nonmun(*HARVEST).stdout
        self.arxiv.journal.clear()
        self.arxiv.fault = lambda _, number: (500, {}, b"") if number >= 3 else None
        done = self.nonmun(*HARVEST, "-o", "out.jsonl", code=5)
        self.assertIn(b"goes on", done.stderr)
        self.assertFalse((self.home / "out.jsonl").exists(), "no partial file")
        self.arxiv.fault = None
        self.arxiv.journal.clear()
        self.nonmun(*HARVEST, "-o", "out.jsonl")
        self.assertEqual((self.home / "out.jsonl").read_bytes(), whole)
        self.assertEqual(len(self.arxiv.journal), 2, "only the pages that were missing")
        self.assertEqual({path.name for path in self.home.glob("out.jsonl*")}, {"out.jsonl"})

    def test_a_killed_harvest_goes_on_where_it_was(self):
        self.serve_arxiv(day_of(200), page_size=7)
        whole = self.nonmun(*HARVEST).stdout
        for kill_after in (1, 4, 9, 13):
            with self.subTest(kill_after):
                self.arxiv.journal.clear()
                run = subprocess.Popen([NONMUN, *HARVEST, "-o", "out.jsonl"], env=self.environment(), cwd=self.home,
                                       stderr=subprocess.DEVNULL)
                # Slow enough that the signal comes between two pages or in one.
                self.arxiv.fault = lambda *_: time.sleep(0.01)
                deadline = time.monotonic() + 30
                while len(self.arxiv.journal) < kill_after and run.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.001)
                run.send_signal(signal.SIGKILL)
                run.wait()
                self.arxiv.fault = None
                self.nonmun(*HARVEST, "-o", "out.jsonl")
                self.assertEqual((self.home / "out.jsonl").read_bytes(), whole)
                (self.home / "out.jsonl").unlink()

    def test_an_interrupted_harvest_says_so_and_goes_on_where_it_was(self):
        self.serve_arxiv(day_of(200), page_size=7)
        whole = self.nonmun(*HARVEST).stdout
        self.arxiv.journal.clear()
        self.arxiv.fault = lambda *_: time.sleep(0.05)
        run = subprocess.Popen([NONMUN, *HARVEST, "-o", "out.jsonl"], env=self.environment(), cwd=self.home, stderr=subprocess.PIPE)
        while len(self.arxiv.journal) < 4 and run.poll() is None:
            time.sleep(0.001)
        run.send_signal(signal.SIGINT)
        _, stderr = run.communicate(timeout=30)
        self.assertEqual(run.returncode, 130, stderr)
        self.assertFalse((self.home / "out.jsonl").exists())
        self.arxiv.fault = None
        self.nonmun(*HARVEST, "-o", "out.jsonl")
        self.assertEqual((self.home / "out.jsonl").read_bytes(), whole)

    def test_the_state_of_another_harvest_is_refused(self):
        self.serve_arxiv(day_of(60), page_size=7)
        self.arxiv.fault = lambda _, number: (500, {}, b"") if number >= 2 else None
        self.nonmun(*HARVEST, "-o", "out.jsonl", code=5)
        done = self.nonmun("harvest", "--set", "math", "-o", "out.jsonl", code=2)
        self.assertIn(b"out.jsonl", done.stderr)

    def test_a_full_disk_and_a_closed_pipe(self):
        self.serve_arxiv(day_of(200), page_size=50)
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([NONMUN, *HARVEST], stdout=full, stderr=subprocess.PIPE, env=self.environment(), cwd=self.home,
                                      check=False, timeout=60)
            self.assertEqual(done.returncode, 8)
            self.nonmun(*HARVEST, "-o", "/dev/full", code=8)
        run = subprocess.Popen([NONMUN, *HARVEST], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment(), cwd=self.home)
        run.stdout.close()
        with run.stderr:
            run.stderr.read()
        self.assertEqual(run.wait(60), 0)

    def test_recorded_days_by_harvest(self):
        """Nothing lost, nothing twice, authors in order."""
        count = 0
        for day, items in recorded_announcements():
            with self.subTest(day):
                self.serve_arxiv({day: items}, f"{day}T12:00:00Z", page_size=100)
                want = {item.record.id: item.record for item in items}
                done = self.nonmun("harvest", "--since", day, "--manifest", "m.json")
                found = [json.loads(line) for line in done.stdout.splitlines()]
                self.assertEqual({record["id"] for record in found}, set(want))
                self.assertEqual(len(found), len(want))
                account = self.manifest()
                self.assertEqual(account["fetched"], account["shown"] + account["merged"] + account["filtered"] + account["held_back"])
                for record in found:
                    self.assertEqual("".join(names_of(record)), "".join(plain(want[record["id"]].authors)), record["id"])
                self.arxiv.close()
                count += 1
        if count == 0:
            print("skipped: no recorded days")


def dump(count, bad=()):
    lines = []
    for number in range(1, count + 1):
        record = {"id": f"2401.{number:05}", "submitter": "A", "authors": "Ada Sample", "title": f"Paper {number}",
                  "comments": None, "journal-ref": None, "doi": None, "report-no": None, "categories": "cs.CL", "license": None,
                  "abstract": "We boil water. " * 40, "versions": [{"version": "v1", "created": "Mon, 1 Jan 2024 10:00:00 GMT"}],
                  "update_date": "2024-01-02", "authors_parsed": [["Sample", "Ada", ""]]}
        lines.append("{\"id\": \"cut" if number in bad else json.dumps(record))
    return "\n".join(lines) + "\n"


class Snapshot(ArxivTest):
    def test_a_dump_becomes_records_in_its_order(self):
        done = self.nonmun("snapshot", stdin=dump(3000))
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()],
                         [f"2401.{number:05}" for number in range(1, 3001)])
        (self.home / "dump.json").write_text(dump(3000))
        self.nonmun("snapshot", "dump.json", "-o", "out.jsonl")
        self.assertEqual((self.home / "out.jsonl").read_bytes(), done.stdout)

    def test_bad_lines_are_counted_and_named(self):
        done = self.nonmun("snapshot", stdin=dump(3000, bad={2, 2900}), code=4)
        self.assertEqual(len(done.stdout.splitlines()), 2998)
        self.assertIn(b"stdin line 2: ", done.stderr)
        self.assertIn(b"stdin line 2900: ", done.stderr)
        self.assertIn(b"3000 records = 2998 written + 2 held back", done.stderr)
        self.nonmun("snapshot", stdin="no record\n", code=7)
        self.nonmun("snapshot", "missing.json", code=6)
        self.assertEqual(self.nonmun("snapshot", stdin="").stdout, b"")

    def test_a_killed_conversion_goes_on_where_it_was(self):
        text = dump(3000, bad={7}).encode() * 60  # beyond a commit
        (self.home / "dump.json").write_bytes(text)
        whole = self.nonmun("snapshot", "dump.json", code=4)
        for delay in (0.05, 0.3, 0.6):
            run = subprocess.Popen([NONMUN, "snapshot", "dump.json", "-o", "out.jsonl"], env=self.environment(), cwd=self.home,
                                   stderr=subprocess.DEVNULL)
            time.sleep(delay)
            run.send_signal(signal.SIGKILL)
            run.wait()
            done = self.nonmun("snapshot", "dump.json", "-o", "out.jsonl", code=4)
            self.assertEqual((self.home / "out.jsonl").read_bytes(), whole.stdout)
            self.assertIn(b"180000 records = 179940 written + 60 held back", done.stderr)
            (self.home / "out.jsonl").unlink()

    def test_bad_lines_before_an_interruption_are_still_named_after_it(self):
        (self.home / "dump.json").write_bytes(dump(3000, bad={7}).encode() * 30)  # beyond a commit
        run = subprocess.Popen([NONMUN, "snapshot", "dump.json", "-o", "out.jsonl"], env=self.environment(), cwd=self.home,
                               stderr=subprocess.DEVNULL)
        while not (self.home / "out.jsonl.state").exists() and run.poll() is None:
            time.sleep(0.001)
        run.send_signal(signal.SIGKILL)
        run.wait()
        done = self.nonmun("snapshot", "dump.json", "-o", "out.jsonl", "--manifest", "m.json", code=4)
        self.assertIn(b"going on behind line", done.stderr)
        issues = json.loads((self.home / "m.json").read_text())["issues"]
        self.assertEqual([issue["where"] for issue in issues], [f"dump.json line {3000 * i + 7}" for i in range(30)])

    def test_an_interrupt_ends_a_conversion_that_waits_for_its_input(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            run = subprocess.Popen([NONMUN, "snapshot"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=self.environment(), cwd=self.home)
            run.stdin.write(dump(3).encode())
            run.stdin.flush()
            time.sleep(0.3)
            run.send_signal(number)
            try:
                self.assertEqual(run.wait(10), 130)
            finally:
                run.kill()
                run.wait()
                run.stdin.close()


if __name__ == "__main__":
    unittest.main()
