#!/usr/bin/env python3
"""What the documentation shows is what the program prints.

- README.md, docs/text.md, docs/archive.md: each ```console block is run ("$ " lines, in a shell, from the source directory) and must print what stands
  under each command;
- docs/options.md and docs/nonmun.1 are what `nonmun --generate` writes.
With --write the files are brought up to date instead. The program is NONMUN_BINARY.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("NONMUN_BINARY", ROOT / "build/release/nonmun")).resolve()
SHOWN = ["README.md", "docs/text.md", "docs/archive.md"]
GENERATED = {"docs/options.md": "options", "docs/nonmun.1": "man"}


def environment(home):
    return {"HOME": home, "PATH": f"{BINARY.parent}:{os.environ['PATH']}", "TZ": "Asia/Seoul", "LANG": "C.UTF-8"}


def run_block(block, home):
    """The block with what its commands print now."""
    out = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(["sh", "-c", line[2:]], capture_output=True, cwd=ROOT, env=environment(home), check=False)
        out.append(line)
        out.extend((done.stdout + done.stderr).decode().rstrip("\n").splitlines())
    return "\n".join(out) + "\n"


def with_current_blocks(text, home):
    return re.sub(r"(?ms)^```console\n(.*?)^```$", lambda m: f"```console\n{run_block(m[1], home)}```", text)


def main():
    write = "--write" in sys.argv[1:]
    stale = []
    with tempfile.TemporaryDirectory() as home:
        wanted = {name: with_current_blocks((ROOT / name).read_text(), home) for name in SHOWN}
        for name, kind in GENERATED.items():
            done = subprocess.run([BINARY, "--generate", kind], capture_output=True, env=environment(home), check=True)
            wanted[name] = done.stdout.decode()
    for name, text in wanted.items():
        path = ROOT / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if write:
            path.write_text(text)
    if write:
        print("written: " + (", ".join(stale) or "nothing, all true already"))
        return 0
    for name in stale:
        print(f"{name}: not what the program prints; run tools/generate-docs and look at the difference")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
