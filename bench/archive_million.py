#!/usr/bin/env python3
"""An archive of many papers: how fast it is filled and asked, beside SQLite alone, in one run.

    bench/archive_million.py [--build DIR] [--work DIR] [--count N] [--queries N] FILE...

FILE are inputs of bench/archive_records.py, which makes N records of them. Filling: `nonmun import` against archive_bare, which
puts rows that are ready into the same tables and indexes. Asking: whole processes, and the time inside of the archive
(--timing) against the sqlite3 shell's timer for one statement with the same result on the same file. What is asked for is
drawn from the records. WORK takes about 15 GB for a million; its files are kept, and used again by the next run.
"""
import argparse
import json
import os
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
KOREAN = ["언어 모델", "확산", "이미지", "벤치마크", "텍스트", "비디오", "학습", "모델", "생성", "프레임워크"]


def run(command, given="", **kwargs):
    """Seconds, of the processors, what it wrote to both streams, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, **kwargs)
    out, err = process.communicate(given.encode())
    seconds, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, out, err.decode(), process.returncode


def timed(command, environment):
    """Seconds, of the processors, and the peak of memory in MiB."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env=environment)
    err = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command[0]}: {err}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def text_size(path):
    size = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            paper = json.loads(line)
            texts = [paper.get(key, "") for key in ("title", "title_ko", "abstract", "comment")]
            texts += [author["name"] for author in paper.get("authors") or []]
            texts += [bullet.get(key, "") for bullet in paper.get("summary") or [] for key in ("ko", "en")]
            texts += paper.get("keywords") or []
            size += sum(len(text.encode()) for text in texts)
    return size


def draw_queries(path, count):
    """Kinds of questions: the words for nonmun, and one statement that gives the same papers."""
    draw = random.Random(7)
    sample = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 997 == 0:
                sample.append(json.loads(line))
    days = [paper["listed"][0]["day"] if paper.get("listed") else paper["published"][:10] for paper in sample]
    words = sorted({word.lower() for paper in sample for word in re.findall(r"[A-Za-z]{4,}", paper["title"])})
    number_of = "(julianday('{}') - 2440587.5)"
    order = "ORDER BY key DESC LIMIT 100"

    def fold(name):
        parts = name.lower().split()
        return " ".join(parts[-1:] + parts[:-1])

    def keyword():
        word = draw.choice(words)
        return (["list", "--keyword", word],
                "SELECT record FROM words JOIN papers ON key = words.rowid WHERE words MATCH "
                f"'{{title abstract korean}} : \"{word}\"' ORDER BY words.rowid DESC LIMIT 100")

    def korean():
        word = draw.choice(KOREAN)
        return ["list", "--keyword", word], None

    def day():
        of = draw.choice(days)
        return (["list", "--offline", of],
                f"SELECT record FROM papers WHERE key IN (SELECT paper FROM listings WHERE day = {number_of.format(of)}) {order}")

    def author():
        ascii_names = [a["name"] for p in (draw.choice(sample),) for a in p.get("authors") or []
                       if re.fullmatch(r"[A-Za-z]+ [A-Za-z]+", a["name"])]
        if not ascii_names:
            return author()
        name = draw.choice(ascii_names)
        folded = fold(name)
        return (["list", "--author", name],
                "SELECT record FROM papers WHERE key IN (SELECT paper FROM authors WHERE name >= "
                f"'{folded}' AND name < '{folded}{{') {order}")

    def combined():
        word = draw.choice(words)
        month = draw.choice(days)[:7]
        return ["list", "--since", month, "--until", month, "--keyword", word, "--category", "cs", "--min-votes", "5"], None

    def votes():
        of = draw.choice(days)[:7]
        return ["list", "--since", of, "--until", of, "--sort", "votes"], None

    def search():
        return ["search", " ".join(draw.sample(words, 2))], None

    def title():
        return ["search", draw.choice(sample)["title"]], None

    kinds = {"a day": day, "an author": author, "a keyword": keyword, "Korean": korean, "day, words, category, votes": combined,
             "a month by votes": votes, "search, two words": search, "search, a title": title}
    return {kind: [make() for _ in range(count)] for kind, make in kinds.items()}


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default=ROOT / "build/bench", type=pathlib.Path)
    options.add_argument("--work", default=ROOT / "build/bench/archive", type=pathlib.Path)
    options.add_argument("--count", type=int, default=1_000_000)
    options.add_argument("--queries", type=int, default=100)
    options.add_argument("files", nargs="*")
    options = options.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    nonmun, bare = options.build / "nonmun", options.build / "bench/archive_bare"
    environment = {"HOME": str(work), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    records, rows = work / "records.jsonl", work / "records.rows"
    if not records.exists():
        subprocess.run([str(ROOT / "bench/archive_records.py"), str(options.count), str(records), "--nonmun", str(nonmun),
                        *options.files], check=True)
    if not rows.exists():
        subprocess.run([str(bare), "rows", str(records), str(rows)], check=True)

    print("| filling | s | s of processors | papers/s | peak MiB | file MB |\n|---|---:|---:|---:|---:|---:|")
    archive = work / "archive.db"
    for name, command, file in (("SQLite alone, rows ready", [bare, "load", rows, work / "bare.db"], work / "bare.db"),
                                ("nonmun import", [nonmun, "import", "-q", records, "--archive", archive], archive)):
        if not file.exists():
            seconds, cpu, peak = timed(command, environment)
            print(f"| {name} | {seconds:.0f} | {cpu:.0f} | {options.count / seconds:.0f} | {peak:.0f} | "
                  f"{file.stat().st_size / 1e6:.0f} |", flush=True)
        else:
            print(f"| {name} | | | | | {file.stat().st_size / 1e6:.0f} |")
    size = text_size(records)
    print(f"\nText: {size / 1e6:.0f} MB; the archive is {archive.stat().st_size / size:.2f} times that, "
          f"{archive.stat().st_size / (work / 'bare.db').stat().st_size:.2f} times the file of SQLite alone.\n")

    print("| asking for | ms p50 | ms p99 | of processors p99 | inside p50 | inside p99 | sqlite3 shell p50 | times the shell |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for kind, queries in draw_queries(records, options.queries).items():
        whole, cpu, inside, shell = [], [], [], []
        for words, sql in queries:
            command = [nonmun, *words, "--timing", "--archive", archive, "--format", "jsonl"]
            # Once before, so that nobody waits for the disk alone.
            run(command, env=environment)
            seconds, of_processors, out, err, code = run(command, env=environment)
            if code != 0:
                sys.exit(f"{' '.join(map(str, command))}: {err}")
            whole.append(seconds * 1000)
            cpu.append(of_processors * 1000)
            inside.append(float(re.search(r"answered in ([0-9.]+) ms", err).group(1)))
            if sql is None:
                continue
            _, _, sql_out, sql_err, code = run(["sqlite3", "-readonly", archive], f".timer on\n{sql};\n", env=environment)
            timer = re.search(rb"Run Time: real ([0-9.]+)", sql_out)
            if code != 0 or timer is None:
                sys.exit(f"sqlite3: {sql_err}")
            found = {json.loads(line)["id"] for line in sql_out.splitlines() if line.startswith(b"{")}
            ours = {json.loads(line)["id"] for line in out.splitlines()}
            if found != ours:
                print(f"not the same papers: {words}: {len(ours)} against {len(found)}", file=sys.stderr)
            shell.append(float(timer.group(1)) * 1000)
        beside = f"{statistics.median(shell):.1f} | {statistics.median(inside) / max(statistics.median(shell), 0.001):.2f}" if shell else " | "
        print(f"| {kind} | {statistics.median(whole):.1f} | {percentile(whole, 0.99):.1f} | {percentile(cpu, 0.99):.1f} | {statistics.median(inside):.1f} | "
              f"{percentile(inside, 0.99):.1f} | {beside} |", flush=True)


if __name__ == "__main__":
    main()
