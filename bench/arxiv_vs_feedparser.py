#!/usr/bin/env python3
"""Announcement feeds to records: nonmun's parser against feedparser, which makes less of them.

    bench/arxiv_vs_feedparser.py [--build DIR] [--feeds DIR] [--runs N]

FEEDS holds feeds of rss.arxiv.org, laid out like the tests' recorded ones. Both are timed inside their process (no
start-up): feedparser over all feeds here, nonmun by bench/arxiv_bench. Medians are printed. Needs python3-feedparser.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
# The feeds of arxiv_bench's benchmarks, by a part of their paths.
FEEDS = {"rss": "rss_", "atom": "rendered_atom"}


def nonmun_seconds(build, feeds, runs):
    command = [str(build / "bench/arxiv_bench"), "--benchmark_filter=to_papers/(rss|atom)", "--benchmark_format=json",
               f"--benchmark_repetitions={runs}"]
    out = subprocess.run(command, env={**os.environ, "NONMUN_BENCH_ARXIV": str(feeds)}, check=True, capture_output=True)
    medians = {}
    for each in json.loads(out.stdout)["benchmarks"]:
        if each.get("aggregate_name") == "median":
            medians[each["run_name"].split("/")[1]] = each["real_time"] / 1000
    return medians


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default=ROOT / "build/bench", type=pathlib.Path)
    options.add_argument("--feeds", default=ROOT.parent / "shared/recorded/arxiv", type=pathlib.Path)
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    try:
        import feedparser
    except ImportError:
        sys.exit("python3-feedparser is not installed")
    ours = nonmun_seconds(options.build, options.feeds, options.runs)
    print("| feeds | MB | feedparser ms | nonmun ms | times |")
    print("|---|---:|---:|---:|---:|")
    for name, part in FEEDS.items():
        bodies = [path.read_bytes() for path in sorted(options.feeds.rglob("*")) if path.is_file() and part in str(path)]
        seconds = []
        for _ in range(options.runs):
            begin = time.perf_counter()
            for body in bodies:
                feedparser.parse(body)
            seconds.append(time.perf_counter() - begin)
        theirs = statistics.median(seconds)
        print(f"| {name} | {sum(map(len, bodies)) / 1e6:.2f} | {theirs * 1000:.1f} | {ours[name] * 1000:.2f} | "
              f"{theirs / ours[name]:.1f} |")


if __name__ == "__main__":
    main()
