#!/usr/bin/env python3
"""Compares `nonmun text` with pylatexenc (Debian: python3-pylatexenc) on the same abstracts, in one run.

usage: text_vs_pylatexenc.py TEXT_BENCH ABSTRACTS.jsonl...
  TEXT_BENCH  the built benchmark program text_bench; NONMUN_SHARED must lead it to the same abstracts
  ABSTRACTS   files of one JSON object a line, with the abstract under "summary"

pylatexenc reads a sample (every 20th abstract): it takes seconds for each megabyte.
"""

import json
import subprocess
import sys
import time

from pylatexenc.latex2text import LatexNodes2Text


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


def nonmun_rates(program):
    run = subprocess.run([program, "--benchmark_format=json"], check=True, capture_output=True, text=True)
    return {b["name"]: b["bytes_per_second"] / 1e6 for b in json.loads(run.stdout)["benchmarks"]}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    abstracts = []
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            abstracts += [json.loads(line)["summary"] for line in file]
    theirs = pylatexenc_rate(abstracts[::20])
    ours = nonmun_rates(sys.argv[1])
    print(f"pylatexenc          {theirs:10.2f} MB/s")
    for name, rate in ours.items():
        print(f"{name:20}{rate:10.2f} MB/s  {rate / theirs:8.0f} times")


if __name__ == "__main__":
    main()
