#!/usr/bin/env python3
"""How long it takes to have many papers summarised by a server that needs a while for each.

    bench/engines.py [--papers 400] [--at-once 16] [--latency 0.2] [--runs 3]

A server on loopback answers each request after the same time; the ideal is papers * latency / at once. Printed are the whole
process (start, reading, asking, checking, keeping in the archive, writing) and, beside it, a bare client over as many
connections, which says what the server and the machine alone need. The program is NONMUN_BINARY.
"""
import argparse
import asyncio
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
NONMUN = os.environ.get("NONMUN_BINARY", SOURCE / "build/release/nonmun")


def paper(number):
    name = f"Parser{number}Net"
    return {"schema": "nonmun.paper/1", "id": f"2404.{number:05}", "title": f"{name}: Parsing Made Simple",
            "authors": [{"name": "Ada Example"}],
            "abstract": f"We propose {name}, a simple method for parsing. " +
                        "It has many parts that are described at length. " * 20 + "The code is released."}


def reply(name):
    summary = {"title_ko": f"{name}: 단순한 구문 분석", "keywords": ["parsing"],
               "bullets": [{"ko": f"{name}이라는 단순한 구문 분석 방법을 제안합니다.", "src": [1]},
                           {"ko": "이 방법의 코드를 공개합니다.", "src": [22]}]}
    content = json.dumps(summary, ensure_ascii=False)
    return json.dumps({"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}],
                       "usage": {"prompt_tokens": 700, "completion_tokens": 120}}).encode()


class Server:
    """Answers every request after `latency` seconds; counts requests, connections and how many were there at once."""

    def __init__(self, latency):
        self.latency = latency
        self.requests = self.connections = self.in_flight = self.most_in_flight = 0
        self.loop = asyncio.new_event_loop()
        started = threading.Event()

        async def serve():
            server = await asyncio.start_server(self.talk, "127.0.0.1", 0, backlog=256)
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            await asyncio.Event().wait()

        threading.Thread(target=lambda: self.loop.run_until_complete(serve()), daemon=True).start()
        started.wait()

    async def talk(self, reader, writer):
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                self.requests += 1
                self.in_flight += 1
                self.most_in_flight = max(self.most_in_flight, self.in_flight)
                await asyncio.sleep(self.latency)
                self.in_flight -= 1
                answer = reply(body.split(b"Title: ")[1].split(b":")[0].decode())
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)
        except asyncio.IncompleteReadError:
            writer.close()


async def bare_client(port, papers, at_once):
    """What the program asks, without the program."""
    rest = [json.dumps(paper(number)).encode() + b"Title: X: " for number in range(papers)]

    async def one():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while rest:
            body = rest.pop()
            writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0]))
        writer.close()

    await asyncio.gather(*(one() for _ in range(at_once)))


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=400)
    parser.add_argument("--at-once", type=int, default=16)
    parser.add_argument("--latency", type=float, default=0.2)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    ideal = options.papers * options.latency / options.at_once
    records = "".join(json.dumps(paper(number + 1)) + "\n" for number in range(options.papers)).encode()
    print(f"{options.papers} papers, {options.at_once} at once, {options.latency:g} s each: ideal {ideal:.2f} s")
    for _ in range(options.runs):
        server = Server(options.latency)
        bare = timed(lambda server=server: asyncio.run(bare_client(server.port, options.papers, options.at_once)))
        server = Server(options.latency)
        with tempfile.TemporaryDirectory() as home:
            url = f"http://127.0.0.1:{server.port}/v1"
            command = [NONMUN, "translate", "--engine", "openai", "--engine-url", url, "--model", "m", "--at-once",
                       str(options.at_once), "--archive", f"{home}/archive.db", "-o", f"{home}/out.jsonl"]
            seconds = timed(lambda command=command, home=home: subprocess.run(
                command, input=records, check=True, cwd=home, env={"HOME": home, "PATH": os.environ["PATH"]}))
            written = pathlib.Path(home, "out.jsonl").read_text().count('"engine":"openai","model"')
        if (server.requests, written) != (options.papers, options.papers):
            sys.exit(f"bench/engines.py: {server.requests} requests, {written} papers of {options.papers} by the engine")
        print(f"nonmun {seconds:.2f} s, {seconds / ideal:.3f} of the ideal (bare client {bare:.2f} s, {bare / ideal:.3f}); "
              f"{server.connections} connections, at most {server.most_in_flight} at once")


if __name__ == "__main__":
    main()
