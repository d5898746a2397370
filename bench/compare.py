#!/usr/bin/env python3
"""Whole processes side by side in one run: nonmun, jq, the JSON libraries alone, Python's bare start.

    bench/compare.py [--build DIR] [--days DIR] [--runs N] [--instructions]

DAYS is a folder of answers of Hugging Face's daily_papers, DATE.json each; without one, synthetic days are made.
Every contender runs once a round, in turn, so that a busy machine is busy for all; medians and ratios are printed.
Needs only Debian packages; python3 and jq are the system's own, in /usr/bin.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/end_to_end"))
import support  # noqa: E402

# The projection that `nonmun render --format jsonl` makes of the fields that need no text conversion.
JQ = """.[] | {schema: "nonmun.paper/1", id: .paper.id, title: (.paper.title | gsub("\\\\s+"; " ")),
  authors: [.paper.authors[] | {name: .name}], abstract: (.paper.summary | gsub("\\\\s+"; " ")),
  published: .paper.publishedAt, votes: .paper.upvotes, comments: .numComments,
  links: {abs: ("https://arxiv.org/abs/" + .paper.id), pdf: ("https://arxiv.org/pdf/" + .paper.id),
          huggingface: ("https://huggingface.co/papers/" + .paper.id), code: .paper.githubRepo, project: .paper.projectPage},
  media: ([(.mediaUrls // [])[] | {url: .}] + [{kind: "thumbnail", url: .thumbnail}]),
  keywords: .paper.ai_keywords, ai_summary: {text: .paper.ai_summary, model: .paper.ai_summary_model}}"""


def run(command, environment, stdin=None):
    """Seconds and peak memory (KiB) of one process with its output thrown away."""
    with open(os.devnull, "wb") as sink:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=sink, stderr=sink, stdin=stdin or subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}: {' '.join(map(str, command[:6]))}")
    return seconds, usage.ru_maxrss


def instructions(command, environment):
    if not shutil.which("valgrind"):
        return None
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *command],
                              capture_output=True, env=environment, check=False)
    for line in done.stderr.decode().splitlines():
        if "Collected" in line:
            return int(line.split(":")[-1])
    return None


def compare(title, contenders, environment, options):
    """Prints a Markdown table; the first contender is what the others are held against."""
    seconds = {name: [] for name in contenders}
    memory = {name: 0 for name in contenders}
    for _ in range(options.runs):
        for name, command in contenders.items():
            elapsed, peak = run(command, environment)
            seconds[name].append(elapsed)
            memory[name] = max(memory[name], peak)
    first = statistics.median(seconds[next(iter(contenders))])
    print(f"\n{title} (medians of {options.runs} rounds)\n")
    print("| contender | ms | times nonmun | peak MiB | million instructions |")
    print("|---|---:|---:|---:|---:|")
    for name, command in contenders.items():
        median = statistics.median(seconds[name])
        count = instructions(command, environment) if options.instructions else None
        print(f"| {name} | {median * 1000:.1f} | {median / first:.2f} | {memory[name] / 1024:.1f} | "
              f"{'-' if count is None else f'{count / 1e6:.1f}'} |", flush=True)


def make_days(folder):
    for date, entries in support.synthetic_days().items():
        (folder / f"{date}.json").write_text(json.dumps(entries, ensure_ascii=False))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--build", default=str(ROOT / "build/bench"), type=pathlib.Path)
    options.add_argument("--days", type=pathlib.Path, default=support.SHARED / "recorded/huggingface")
    options.add_argument("--runs", type=int, default=21)
    options.add_argument("--instructions", action="store_true", help="count them with valgrind as well (slow)")
    options = options.parse_args()
    nonmun, bare = str(options.build / "nonmun"), str(options.build / "bench/bare_parse")
    with tempfile.TemporaryDirectory() as home:
        home = pathlib.Path(home)
        days = options.days
        if not days.is_dir():
            days = home / "days"
            days.mkdir()
            make_days(days)
        files = [str(path) for path in sorted(days.glob("20*.json"))]
        megabytes = sum(pathlib.Path(file).stat().st_size for file in files) / 1e6
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NONMUN_SPACING": "0",
                       "NONMUN_NOW": support.NOW}
        compare(f"{len(files)} days ({megabytes:.1f} MB) of upstream's JSON to JSON Lines", {
            "nonmun": [nonmun, "render", "--format", "jsonl", *files],
            "jq, the same projection": ["/usr/bin/jq", "-c", JQ, *files],
            "simdjson alone (parse, titles)": [bare, "simdjson", *files],
            "nlohmann alone (parse, titles)": [bare, "nlohmann", *files],
        }, environment, options)

        fifty = max(files, key=lambda file: (len(json.loads(pathlib.Path(file).read_text())) == 50, file))
        date = pathlib.Path(fifty).stem
        upstream = support.Upstream({date: json.loads(pathlib.Path(fifty).read_text())})
        environment["HF_ENDPOINT"] = upstream.url
        subprocess.run([nonmun, "digest", date], env=environment, check=True, stdout=subprocess.DEVNULL)
        upstream.close()
        compare(f"A digest of {date} from the cache, whole process", {
            "nonmun digest --offline": [nonmun, "digest", date, "--offline"],
            "python3 -c 'import json'": ["/usr/bin/python3", "-c", "import json"],
            "jq, the projection only": ["/usr/bin/jq", "-c", JQ, fifty],
        }, environment, options)


if __name__ == "__main__":
    main()
