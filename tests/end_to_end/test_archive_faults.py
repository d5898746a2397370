"""What may happen to an archive: processes killed, a full disk, files that are none, a clock that jumps, two writers.

NONMUN_KILLS is how many processes are killed in each of the two campaigns (20 without it).
"""
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
import unittest

import support

KILLS = int(os.environ.get("NONMUN_KILLS", "20"))
TABLES = ("papers", "titles", "authors", "listings", "days", "votes", "seen", "reviews")


def content(archive):
    """All that an archive says, the index's words included."""
    connection = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)
    try:
        rows = {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}
        rows["words"] = sorted(connection.execute("SELECT term, col, doc, cnt FROM word_counts"))
        return rows
    finally:
        connection.close()


def integrity(archive):
    connection = sqlite3.connect(archive)
    try:
        connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        return connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()


def record(number, text="of the first kind"):
    return {"id": f"2404.{number:05d}", "title": f"Paper {number} {text}", "abstract": f"Abstract {number}. " * 30,
            "authors": [{"name": f"Ann Able{number % 97}"}, {"name": "Ben Baker"}], "categories": ["cs.CL"],
            "votes": number % 50, "listed": [{"source": "huggingface", "day": f"2024-04-{number % 28 + 1:02d}"}],
            "summary": [{"ko": f"논문 {number}번은 언어 모델을 다룹니다.", "en": "It is about language models.", "engine": "human"}],
            "provenance": {"metadata": {"source": "huggingface", "fetched_at": "2024-05-01T00:00:00Z"},
                           "community": {"source": "huggingface", "fetched_at": "2024-05-01T00:00:00Z"}}}


class FaultTest(support.EndToEnd):
    def archive_file(self, name="archive.db"):
        return self.home / name

    def start(self, *arguments, **extra):
        return subprocess.Popen([support.NONMUN, *map(str, arguments)], env=self.environment(**extra), cwd=self.home,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def remove(self, archive):
        for suffix in ("", "-wal", "-shm", "-lock"):
            pathlib.Path(str(archive) + suffix).unlink(missing_ok=True)


class Killed(FaultTest):
    def campaign(self, command, undisturbed, seconds):
        """Kills a command at random moments until it has been begun KILLS times, each time on what the last one left, with a
        fresh archive after each that came through; whatever was killed is whole and, run again, says the same."""
        draw = random.Random(20240424)
        archive = self.archive_file("killed.db")
        killed = 0
        while killed < KILLS:
            process = self.start(*command, "--archive", archive)
            time.sleep(draw.uniform(0, seconds))
            process.kill()
            process.communicate()
            killed += 1
            if archive.exists() and archive.stat().st_size > 0:
                self.assertEqual(self.nonmun("list", "--archive", str(archive), "--limit", "1", code=None).returncode in (0, 8),
                                 True)
            if draw.random() < 0.3 or process.returncode == 0 or killed == KILLS:
                self.nonmun(*command, "--archive", str(archive))
                self.assertEqual(integrity(archive), "ok")
                self.assertEqual(content(archive), undisturbed)
                self.remove(archive)

    def measure(self, command):
        whole = self.archive_file("whole.db")
        begin = time.perf_counter()
        self.nonmun(*command, "--archive", str(whole))
        return content(whole), time.perf_counter() - begin

    def test_an_import_that_is_killed_leaves_an_archive_that_says_the_same_when_it_is_run_again(self):
        with open(self.home / "records.jsonl", "w", encoding="utf-8") as lines:
            for number in range(1, 5001):
                lines.write(json.dumps(record(number), ensure_ascii=False) + "\n")
            for number in range(1, 5001, 7):
                lines.write(json.dumps(record(number, "of the second kind"), ensure_ascii=False) + "\n")
        command = ["import", str(self.home / "records.jsonl")]
        self.campaign(command, *self.measure(command))

    def test_a_fetch_that_is_killed_does_so_too(self):
        self.serve({f"2026-08-{day}": [support.entry(i + 1, f"Paper {i + 1} of {day}", f"2026-08-{day}", votes=99 - i)
                                       for i in range(40)] for day in range(17, 22)})
        command = ["fetch", "2026-08-17..2026-08-21", "--refresh"]
        self.campaign(command, *self.measure(command))


class Refused(FaultTest):
    def setUp(self):
        super().setUp()
        self.lines = "".join(json.dumps(record(i), ensure_ascii=False) + "\n" for i in range(1, 3001))
        (self.home / "records.jsonl").write_text(self.lines, encoding="utf-8")

    def refused(self, *arguments, code=8, says="", **kwargs):
        done = self.nonmun(*arguments, code=code, **kwargs)
        lines = done.stderr.decode().splitlines()
        self.assertTrue(lines and says in lines[-1], lines)
        return done

    def test_a_full_disk_loses_nothing_that_was_there(self):
        if os.geteuid() != 0:
            self.skipTest("skipped: a small file system of its own needs root")
        small = self.home / "small"
        small.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(small)], check=False,
                          stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("skipped: no file system can be mounted here")
        self.addCleanup(subprocess.run, ["umount", str(small)], check=False)
        archive = small / "archive.db"
        self.nonmun("import", "--archive", str(archive), stdin="".join(self.lines.splitlines(True)[:50]))
        before = content(archive)
        self.refused("import", str(self.home / "records.jsonl"), "--archive", str(archive), says="full")
        self.assertEqual(integrity(archive), "ok")
        after = content(archive)
        self.assertEqual(set(before["papers"]) - set(after["papers"]), set())

    def test_a_digest_is_shown_where_it_cannot_be_kept(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21")]})
        (self.home / "file").write_text("no folder")
        done = self.refused("fetch", "2026-08-21", "--archive", "file/archive.db", code=8)
        self.assertEqual(len(done.stdout.splitlines()), 1)

    def test_a_file_that_is_no_archive_is_left_alone(self):
        for name, bytes_ in (("text.db", b"not a database at all\n" * 100), ("empty_sqlite.db", None)):
            path = self.home / name
            if bytes_ is None:
                sqlite3.connect(path).executescript("CREATE TABLE other (x); INSERT INTO other VALUES (1);").close()
            else:
                path.write_bytes(bytes_)
            before = path.read_bytes()
            for command in (["import", "records.jsonl"], ["list"], ["search", "paper"], ["stats"]):
                with self.subTest(name=name, command=command):
                    self.refused(*command, "--archive", str(path), says="not an archive")
            self.assertEqual(path.read_bytes(), before)

    def test_an_archive_that_is_cut_short_is_named_and_left_alone(self):
        self.nonmun("import", "records.jsonl", "--archive", "archive.db")
        path = self.home / "archive.db"
        path.write_bytes(path.read_bytes()[:-200_000])
        before = path.read_bytes()
        for command in (["import", "records.jsonl"], ["list"]):
            self.refused(*command, "--archive", "archive.db", says="cut short")
        self.assertEqual(path.read_bytes(), before)

    def test_an_archive_of_a_newer_program_is_left_alone(self):
        self.nonmun("import", "records.jsonl", "--archive", "archive.db")
        connection = sqlite3.connect(self.home / "archive.db")
        connection.execute("PRAGMA user_version = 99")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        before = (self.home / "archive.db").read_bytes()
        self.refused("import", "records.jsonl", "--archive", "archive.db", says="newer nonmun")
        self.refused("list", "--archive", "archive.db", says="newer nonmun")
        self.assertEqual((self.home / "archive.db").read_bytes(), before)

    def test_a_read_only_archive_can_be_asked_and_not_written(self):
        if os.geteuid() == 0 and shutil.which("setpriv") is None:
            self.skipTest("skipped: root writes everywhere")
        folder = self.home / "locked"
        folder.mkdir()
        self.nonmun("import", "records.jsonl", "--archive", "locked/archive.db")
        before = content(folder / "archive.db")
        for name in folder.iterdir():
            name.chmod(0o444)
        folder.chmod(0o555)
        self.home.chmod(0o755)
        self.addCleanup(folder.chmod, 0o755)
        as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []

        def run(*arguments):
            return subprocess.run([*as_nobody, support.NONMUN, *arguments, "--archive", str(folder / "archive.db")],
                                  env=self.environment(HOME="/nonexistent"), capture_output=True, cwd="/", check=False)
        asked = run("list", "--format", "jsonl", "--limit", "3")
        if b"ermission denied" in asked.stderr and not asked.stdout and asked.returncode in (126, 127):
            self.skipTest("skipped: the program cannot be run by another user")
        self.assertEqual((asked.returncode, len(asked.stdout.splitlines())), (0, 3), asked.stderr)
        written = run("import", str(self.home / "records.jsonl"))
        self.assertEqual(written.returncode, 8, written.stderr)
        self.assertEqual(content(folder / "archive.db"), before)

    def test_a_clock_that_jumps_loses_nothing(self):
        self.serve({"2026-08-21": [support.entry(1, "A Title", "2026-08-21", votes=3)]})
        for now in ("2026-09-21T00:00:00Z", "2026-08-22T00:00:00Z", "2030-01-01T00:00:00Z", "2026-08-23T00:00:00Z"):
            records = self.records("fetch", "2026-08-21", "--refresh", NONMUN_NOW=now)
            self.assertEqual(len(records), 1)
        self.assertEqual(len(self.records("list", "--format", "jsonl")), 1)

    def test_a_second_writer_waits_and_then_says_who_writes(self):
        self.nonmun("import", "records.jsonl", "--archive", "archive.db")
        import fcntl
        with open(self.home / "archive.db-lock", "r+", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.truncate(0)
            lock.write("nonmun run (process 4711) since 2026-11-24T00:00:00Z\n")
            lock.flush()
            done = self.refused("import", "records.jsonl", "--archive", "archive.db", says="nonmun run (process 4711)")
            self.assertEqual(len(self.records("list", "--archive", "archive.db", "--format", "jsonl", "--limit", "5")), 5)
        self.assertEqual(done.stdout, b"")

    def test_two_imports_at_once_both_come_through(self):
        half = len(self.lines.splitlines()) // 2
        parts = self.lines.splitlines(True)
        (self.home / "a.jsonl").write_text("".join(parts[:half + 500]), encoding="utf-8")
        (self.home / "b.jsonl").write_text("".join(parts[half - 500:]), encoding="utf-8")
        runs = [threading.Thread(target=self.nonmun, args=("import", name, "--archive", "both.db"))
                for name in ("a.jsonl", "b.jsonl")]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        self.nonmun("import", "records.jsonl", "--archive", "one.db")
        self.assertEqual(content(self.home / "both.db"), content(self.home / "one.db"))

    def test_an_interrupt_keeps_what_is_done(self):
        with open(self.home / "many.jsonl", "w", encoding="utf-8") as lines:
            for number in range(1, 30001):
                lines.write(json.dumps(record(number), ensure_ascii=False) + "\n")
        process = self.start("import", "many.jsonl", "--archive", "archive.db")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertIn(process.returncode, (0, 130), err)
        if process.returncode == 130:
            self.assertIn(b"interrupted", err)
        self.nonmun("import", "many.jsonl", "--archive", "archive.db")
        self.assertEqual(integrity(self.home / "archive.db"), "ok")


if __name__ == "__main__":
    unittest.main()
