#!/usr/bin/env python3
"""Which room includes which header: the rooms of CMakeLists.txt are the law, the includes must obey it.

- a room includes headers of the rooms it USES and its own, no others;
- a third-party header stands only in a .cpp file of a room that links its library or opens it;
- the pure rooms touch neither network, clock nor files.
Exits 1 and lists every breach.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Include prefix of a library's headers -> the CMake target that a room must link to use it.
LIBRARIES = {
    "CLI/": "CLI11::CLI11",
    "curl/": "CURL::libcurl",
    "fmt/": "fmt::fmt",
    "nlohmann/": "nlohmann_json::nlohmann_json",
    "pugixml.hpp": "pugixml::pugixml",
    "simdjson.h": "simdjson::simdjson",
    "spdlog/": "spdlog::spdlog",
    "sqlite3.h": "SQLite::SQLite3",
    "toml++/": "tomlplusplus::tomlplusplus",
    "unicode/": "ICU::",
}
# Headers that touch the world, and the rooms that may.
WORLD = re.compile(r"^(sys/.*|unistd\.h|fcntl\.h|fstream|filesystem|thread|ctime|time\.h|cstdlib|cstdio|iostream)$")
PURE_ROOMS = {"core", "parse", "render"}
# Sharing a computation out to the processors is no touch of the world; this is where it is done.
THREADS = {"include/nonmun/core/parallel.hpp", "src/core/parallel.cpp"}


def rooms():
    text = (ROOT / "CMakeLists.txt").read_text()
    found = {}
    for name, body in re.findall(r"nonmun_room\((\w+)([^)]*)\)", text):
        uses = re.search(r"USES([^)]*?)(?:LIBRARIES|OPENS|$)", body, re.S)
        libraries = re.search(r"(?:LIBRARIES|OPENS)([^)]*)", body, re.S)
        found[name] = (
            set(uses.group(1).split()) if uses else set(),
            set(libraries.group(1).split()) if libraries else set(),
        )
    return found


def check(path, room, uses, libraries, breaches):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        header = match.group(1)
        where = f"{path.relative_to(ROOT)}:{number}: "
        if header.startswith("nonmun/"):
            other = header.split("/")[1]
            if other != room and other not in uses:
                breaches.append(f"{where}room {room} may not include {header}")
        for prefix, target in LIBRARIES.items():
            if header.startswith(prefix):
                if not any(library.startswith(target) for library in libraries):
                    breaches.append(f"{where}room {room} does not link or open {target} for <{header}>")
                if path.suffix == ".hpp" and "include" in path.parts:
                    breaches.append(f"{where}<{header}> stands in a public header")
        is_sharing_out = header == "thread" and str(path.relative_to(ROOT)) in THREADS
        if room in PURE_ROOMS and WORLD.match(header) and not is_sharing_out:
            breaches.append(f"{where}the room {room} does not touch the world, but includes <{header}>")


def main():
    breaches = []
    known = rooms()
    for room, (uses, libraries) in known.items():
        for folder in (ROOT / "include/nonmun" / room, ROOT / "src" / room):
            for path in sorted(folder.rglob("*.?pp")):
                check(path, room, uses, libraries, breaches)
    for folder in (ROOT / "include/nonmun", ROOT / "src"):
        for path in folder.iterdir():
            if path.is_dir() and path.name not in known:
                breaches.append(f"{path.relative_to(ROOT)}: no nonmun_room({path.name}) in CMakeLists.txt")
    for breach in breaches:
        print(breach)
    print(f"{len(known)} rooms, {len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
