#!/usr/bin/python3
"""What reads text, beside pylatexenc (Debian: python3-pylatexenc) on the same abstracts, in one run.

    bench/text_vs_pylatexenc.py ABSTRACTS.jsonl... [--build DIR] [--rounds N]

ABSTRACTS are files of one JSON object a line with the abstract under "summary"; the programs read the same ones through
NONMUN_SHARED, in whose recorded/arxiv-days they stand. pylatexenc takes seconds for each megabyte, so it reads every 20th
abstract. Each contender runs once a round, in turn; medians are printed, as a table.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import time

from pylatexenc.latex2text import LatexNodes2Text

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = ["text_bench", "language_bench"]


def pylatexenc_rate(abstracts):
    converter = LatexNodes2Text(math_mode="text")
    size = sum(len(text.encode()) for text in abstracts)
    begin = time.perf_counter()
    for text in abstracts:
        try:
            converter.latex_to_text(text, tolerant_parsing=True)
        except Exception:  # what it cannot read counts as read
            pass
    return size / 1e6 / (time.perf_counter() - begin)


def rates(program):
    run = subprocess.run([program, "--benchmark_format=json", "--benchmark_min_time=0.1"], check=True,
                         capture_output=True, text=True)
    return {b["name"]: b["bytes_per_second"] / 1e6 for b in json.loads(run.stdout)["benchmarks"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("abstracts", nargs="+")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/bench/bench")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    abstracts = []
    for path in options.abstracts:
        with open(path, encoding="utf-8") as file:
            abstracts += [json.loads(line)["summary"] for line in file]
    seen = {}
    for _ in range(options.rounds):
        seen.setdefault("pylatexenc", []).append(pylatexenc_rate(abstracts[::20]))
        for program in PROGRAMS:
            for name, rate in rates(options.build / program).items():
                seen.setdefault(name, []).append(rate)
    medians = {name: statistics.median(each) for name, each in seen.items()}
    print(f"{len(abstracts)} abstracts, medians of {options.rounds} rounds\n\n| what | MB/s | times pylatexenc |\n|---|---:|---:|")
    for name, rate in medians.items():
        print(f"| {name.replace('_', ' ')} | {rate:.2f} | {rate / medians['pylatexenc']:.0f} |")


if __name__ == "__main__":
    main()
