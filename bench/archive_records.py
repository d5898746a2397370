#!/usr/bin/env python3
"""Makes many records of few: for benchmarks of the archive.

    bench/archive_records.py COUNT OUT.jsonl FILE...

FILE are inputs of `nonmun render` (answers of upstreams, records, digests). Their papers with an abstract are repeated under
new ids, spread over the months since April 2007; days, votes and listings go with the id, and each twentieth paper has the
Korean title and summary of one that has them. The same input gives the same output.
"""
import argparse
import datetime
import json
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
FIRST = (2007, 4)
MONTHS = 235  # to October 2026


def base_records(nonmun, files):
    done = subprocess.run([nonmun, "render", "--format", "jsonl", "-q", *files], stdout=subprocess.PIPE, check=False)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    korean = [record for record in records if any(bullet.get("ko") for bullet in record.get("summary") or [])]
    return [record for record in records if len(record.get("abstract", "")) > 100], korean


def place(number, per_month):
    month, within = divmod(number, per_month)
    year, month = divmod(FIRST[0] * 12 + FIRST[1] - 1 + month, 12)
    day = datetime.date(year, month + 1, 1 + within * 28 // per_month)
    digits = 5 if year >= 2015 else 4
    return f"{year % 100:02d}{month + 1:02d}.{within + 1:0{digits}d}", day


def main():
    options = argparse.ArgumentParser()
    options.add_argument("count", type=int)
    options.add_argument("out")
    options.add_argument("files", nargs="+")
    options.add_argument("--nonmun", default=str(ROOT / "build/bench/nonmun"))
    options = options.parse_args()
    papers, korean = base_records(options.nonmun, options.files)
    draw = random.Random(20240424)
    per_month = -(-options.count // MONTHS)
    with open(options.out, "w", encoding="utf-8") as out:
        for number in range(options.count):
            paper = dict(papers[number % len(papers)])
            identifier, day = place(number, per_month)
            paper["id"], paper["published"] = identifier, f"{day}T12:00:00Z"
            paper["links"] = {**paper.get("links", {}), "abs": f"https://arxiv.org/abs/{identifier}"}
            for key in ("updated", "announced", "version"):
                paper.pop(key, None)
            listed = str(day + datetime.timedelta(days=1))
            if paper.get("listed"):
                paper["listed"] = [{**paper["listed"][0], "day": listed}]
            if "votes" in paper:
                paper["votes"] = int(draw.expovariate(1 / 15))
            if korean and number % 20 == 0:
                other = korean[number // 20 % len(korean)]
                paper["summary"] = other["summary"]
                if other.get("title_ko"):
                    paper["title_ko"] = other["title_ko"]
            out.write(json.dumps(paper, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{options.count} records of {len(papers)}, Korean of {len(korean)}")


if __name__ == "__main__":
    main()
