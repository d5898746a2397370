#!/usr/bin/env python3
"""arXiv's formats to records and JSON Lines, beside feedparser and the bare libraries, in one run.

    bench/compare_arxiv.py [--build DIR] [--arxiv DIR] [--runs N] [--snapshot-mb N]

ARXIV holds arXiv's answers, laid out like the tests' recorded ones. The time of feeds and OAI pages is taken inside each
process, without its start and without reading the files. The metadata dump is made of ARXIV's records, repeated, and
converted by whole processes. Every contender runs once a round, in turn; medians are printed. They are compared by the
time of the processors: on a busy machine a process also waits, and only an idle one shows what threads gain.
Needs python3-feedparser; python3 is the system's own, in /usr/bin.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
# The files of arxiv_bench's benchmarks, by a part of their paths.
FEEDS = {"rss": "rss_", "atom": "rendered_atom"}
OAI = "recorded_arXiv_cs"
SECONDS_EACH = 0.2

FEEDPARSER = """
import feedparser, pathlib, sys, time
bodies = [pathlib.Path(path).read_bytes() for path in sys.argv[1:]]
begin, cpu = time.perf_counter(), time.process_time()
for body in bodies:
    feedparser.parse(body)
print(time.perf_counter() - begin, time.process_time() - cpu)
"""

PYTHON_LINES = """
import json, sys
for line in open(sys.argv[1], 'rb'):
    json.loads(line)['title']
"""


class Contender:
    def __init__(self, group, name, command, megabytes, read_seconds=None):
        self.group, self.name, self.command, self.megabytes = group, name, command, megabytes
        self.read_seconds = read_seconds  # elapsed and of the processors, by what it prints; None: of the whole process
        self.seconds, self.cpu_seconds, self.peak = [], [], 0

    def run(self, environment):
        with tempfile.TemporaryFile() as out, open(os.devnull, "wb") as sink:
            begin = time.perf_counter()
            process = subprocess.Popen(self.command, stdout=out if self.read_seconds else sink, stderr=sink,
                                       stdin=subprocess.DEVNULL, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            seconds, cpu = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"{self.name} ended with {process.returncode}: {' '.join(map(str, self.command[:3]))}")
            if self.read_seconds:
                out.seek(0)
                seconds, cpu = self.read_seconds(out.read())
        self.seconds.append(seconds)
        self.cpu_seconds.append(cpu)
        self.peak = max(self.peak, usage.ru_maxrss)

    def medians(self):
        return statistics.median(self.seconds), statistics.median(self.cpu_seconds)


def benchmark_seconds(out):
    benchmark = json.loads(out)["benchmarks"][0]
    return benchmark["real_time"] / 1000, benchmark["cpu_time"] / 1000


def printed_seconds(out):
    elapsed, cpu = out.split()
    return float(elapsed), float(cpu)


def files_with(folder, part):
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and part in str(path)]


def make_snapshot(folder, path, size):
    sources = files_with(folder, "snapshot/")
    if not sources:
        sys.exit(f"no snapshot/ in {folder}")
    lines = b"".join(pathlib.Path(source).read_bytes() for source in sources)
    with open(path, "wb") as file:
        for _ in range(max(1, -(-size // len(lines)))):
            file.write(lines)


def contenders_of(options, snapshot):
    def bench(group, name, benchmark, megabytes):
        command = [str(options.build / "bench/arxiv_bench"), f"--benchmark_filter=^{benchmark}(/process_time/real_time)?$",
                   f"--benchmark_min_time={SECONDS_EACH}", "--benchmark_format=json"]
        return Contender(group, name, command, megabytes, benchmark_seconds)

    for kind, part in FEEDS.items():
        files = files_with(options.arxiv, part)
        megabytes = sum(os.path.getsize(file) for file in files) / 1e6
        yield bench(kind, "nonmun, to records", f"to_papers/{kind}", megabytes)
        yield Contender(kind, "feedparser", ["/usr/bin/python3", "-c", FEEDPARSER, *files], megabytes, printed_seconds)
        yield bench(kind, "pugixml alone", f"bare_pugixml/{kind}", megabytes)
    megabytes = sum(os.path.getsize(file) for file in files_with(options.arxiv, OAI)) / 1e6
    yield bench("oai", "nonmun, to JSON Lines", "oai_to_json", megabytes)
    yield bench("oai", "nonmun, to records", "to_papers/oai", megabytes)
    yield bench("oai", "pugixml alone", "bare_pugixml/oai", megabytes)
    megabytes = os.path.getsize(snapshot) / 1e6
    bare = str(options.build / "bench/bare_parse")
    yield Contender("snapshot", "nonmun snapshot, to JSON Lines", [str(options.build / "nonmun"), "snapshot", snapshot],
                    megabytes)
    yield Contender("snapshot", "the same on one thread",
                    [str(options.build / "bench/snapshot_lines"), snapshot], megabytes)
    yield Contender("snapshot", "simdjson alone (parse, titles)", [bare, "simdjson-lines", snapshot], megabytes)
    yield Contender("snapshot", "Python's json alone (parse, titles)",
                    ["/usr/bin/python3", "-c", PYTHON_LINES, snapshot], megabytes)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default=ROOT / "build/bench", type=pathlib.Path)
    options.add_argument("--arxiv", default=ROOT.parent / "shared/recorded/arxiv", type=pathlib.Path)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--snapshot-mb", type=int, default=1024)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        snapshot = os.path.join(home, "snapshot.jsonl")
        make_snapshot(options.arxiv, snapshot, options.snapshot_mb * 1_000_000)
        environment = {"HOME": home, "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                       "NONMUN_BENCH_ARXIV": str(options.arxiv)}
        contenders = list(contenders_of(options, snapshot))
        for _ in range(options.runs):
            for contender in contenders:
                contender.run(environment)
    print("| input | MB | contender | ms elapsed | ms of processors | MB/s of one processor | times nonmun | peak MiB |")
    print("|---|---:|---|---:|---:|---:|---:|---:|")
    first = {}
    for each in contenders:
        elapsed, cpu = each.medians()
        first.setdefault(each.group, cpu)
        print(f"| {each.group} | {each.megabytes:.2f} | {each.name} | {elapsed * 1000:.1f} | {cpu * 1000:.1f} | "
              f"{each.megabytes / cpu:.0f} | {cpu / first[each.group]:.2f} | {each.peak / 1024:.1f} |")


if __name__ == "__main__":
    main()
