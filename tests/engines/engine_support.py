"""What the engine tests share: papers, a translation service on loopback that answers as it is told, and the real
servers (aimock, llama-server) where tools/install-engines has put them."""
import contextlib
import dataclasses
import http.client
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "end_to_end"))
import support  # noqa: E402  (the folder has just been named)

KEY = "sk-test-0f9a8b7c6d5e4f3a2b1c"
MODEL = "test-model"
ENGINES = pathlib.Path(subprocess.run([support.SOURCE / "tools/install-engines", "--print-dir"], check=True,
                                      capture_output=True, text=True).stdout.strip())
AIMOCK = ENGINES / "aimock"
LLAMA_SERVER = ENGINES / "llama-server"


@dataclasses.dataclass
class Answer:
    """What a service answers to one request. `cut` ends the connection there: before the "headers", amid them
    ("headers-half"), or after half of the "body"."""
    status: int = 200
    body: bytes = b""
    headers: dict = dataclasses.field(default_factory=dict)
    delay: float = 0
    cut: str = ""


def json_answer(value, status=200, **headers):
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(),
                  {"Content-Type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}})


@dataclasses.dataclass
class Request:
    number: int
    path: str
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def user(self):
        """The user's message of a chat request."""
        return self.json["messages"][1]["content"]

    @property
    def sentences(self):
        """The numbered sentences in it."""
        lines = self.user.split("<paper>\n")[1].split("\n</paper>")[0].splitlines()[1:]
        return [line.split(". ", 1)[1] for line in lines]


class Service:
    """A server on loopback that answers each POST as `answer(request)` says. Keeps a journal and counts how many requests
    were there at once; what is waiting counts."""

    def __init__(self, answer):
        self.answer = answer
        self.journal = []
        self.in_flight = self.most_in_flight = self.connections = 0
        self.changed = threading.Condition()
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                with service.changed:
                    service.connections += 1

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with service.changed:
                    request = Request(len(service.journal), self.path, dict(self.headers), body)
                    service.journal.append(request)
                    service.in_flight += 1
                    service.most_in_flight = max(service.most_in_flight, service.in_flight)
                    service.changed.notify_all()
                try:
                    self.send(service.answer(request))
                except (BrokenPipeError, ConnectionResetError):
                    pass
                finally:
                    with service.changed:
                        service.in_flight -= 1
                        service.changed.notify_all()

            def send(self, answer):
                if answer.delay:
                    time.sleep(answer.delay)
                if answer.cut:
                    self.close_connection = True
                if answer.cut == "headers":
                    return
                lines = [f"HTTP/1.1 {answer.status} As Told"]
                lines += [f"{name}: {value}" for name, value in answer.headers.items()]
                lines.append(f"Content-Length: {len(answer.body)}")
                head = ("\r\n".join(lines) + "\r\n\r\n").encode()
                if answer.cut == "headers-half":
                    head, answer.body = head[:len(head) // 2], b""
                body = answer.body[:len(answer.body) // 2] if answer.cut == "body" else answer.body
                self.wfile.write(head + body)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_):
                """A client that is killed or gives up is part of the tests."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, condition, seconds=30):
        """Until `condition(self)` holds."""
        with self.changed:
            if not self.changed.wait_for(lambda: condition(self), seconds):
                raise TimeoutError("the service waited in vain")

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def completion(content, finish="stop", usage=(100, 50), **message):
    """An answer of chat completions."""
    return {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL,
            "choices": [{"index": 0, "finish_reason": finish,
                         "message": {"role": "assistant", "content": content, **message}}],
            "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}}


def paper(number, abstract=None, title=None):
    name = f"Parser{number}Net"
    return {"schema": "nonmun.paper/1", "id": f"2404.{number:05}", "title": title or f"{name}: Parsing Made Simple",
            "authors": [{"name": "Ada Example"}],
            "abstract": abstract or (f"We propose {name}, a simple method for parsing. "
                                     f"{name} reaches 91.{number % 10} accuracy on the WordBench dataset. "
                                     "The code is released.")}


def papers(count):
    return [paper(number + 1) for number in range(count)]


def lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def name_in(request):
    """The name that the paper of `paper()` has."""
    return request.sentences[0].split()[2].rstrip(",")


def good_reply(name):
    """A summary of `paper()` that no guard refuses."""
    return {"title_ko": f"{name}: 단순한 구문 분석",
            "bullets": [{"ko": f"{name}이라는 단순한 구문 분석 방법을 제안합니다.", "src": [1]},
                        {"ko": "이 방법의 코드를 공개합니다.", "src": [3]}],
            "keywords": ["parsing"]}


def good(request):
    return json_answer(completion(json.dumps(good_reply(name_in(request)), ensure_ascii=False)))


class EngineTest(support.EndToEnd):
    """A test that asks an engine on loopback and looks for its key where it must not be."""

    def setUp(self):
        super().setUp()
        self.runs = 0

    def serve(self, answer=good):
        service = Service(answer)
        self.addCleanup(service.close)
        return service

    def environment(self, **extra):
        return super().environment(**{"NONMUN_ENGINE_KEY": KEY, **extra})

    def translate(self, url, *arguments, records=None, code=0, engine="openai", base="/v1", archive=None, summaries=True,
                  **extra):
        """Runs translate over the records, with a new archive where none is named; every paper comes out, in order, and
        the key nowhere. What came out and the lines of stderr."""
        records = papers(1) if records is None else records
        model = ["--model", MODEL] if engine == "openai" else []
        self.runs += 1
        done = self.nonmun("translate", "--engine", engine, "--engine-url", url + base, *model, *arguments, "-v",
                           "--archive", archive or f"{self.home}/run{self.runs}.db", stdin=lines(records), code=code, **extra)
        out = [json.loads(line) for line in done.stdout.splitlines()]
        if code in (0, 4) and "--estimate" not in arguments:
            self.assertEqual([record["id"] for record in out], [record["id"] for record in records])
            for record in out if summaries else []:
                self.assertTrue(record.get("summary"), record)
        self.assert_key_is_nowhere(done)
        return out, [line.removeprefix("nonmun: ") for line in done.stderr.decode().splitlines()]

    def assert_key_is_nowhere(self, done, keys=(KEY,)):
        """Neither in what a run wrote nor in any file below its home: archive, cache, state."""
        for key in keys:
            self.assertNotIn(key.encode(), done.stdout)
            self.assertNotIn(key.encode(), done.stderr)
            for path in self.home.rglob("*"):
                if path.is_file() and path.name != "key":
                    self.assertNotIn(key.encode(), path.read_bytes(), path)

    def engines_of(self, record):
        return [use["engine"] for use in record["provenance"]["engines"]]


class Aimock:
    """aimock in a process of its own, told over its control interface."""

    def __init__(self, key=""):
        self.process = subprocess.Popen(["node", HERE / "aimock.cjs", AIMOCK, key], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def control(self, method, what, value=None):
        request = urllib.request.Request(f"{self.url}/__aimock/{what}", method=method,
                                         data=None if value is None else json.dumps(value).encode(),
                                         headers={"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def answer_with(self, *fixtures):
        self.control("POST", "fixtures", {"fixtures": list(fixtures)})

    def journal(self):
        return [entry for entry in self.control("GET", "journal") if entry["path"].endswith("/chat/completions")]

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


class LlamaServer:
    """llama-server with a model of random weights."""

    def __init__(self, folder, *arguments, key=KEY):
        model = pathlib.Path(folder) / "random.gguf"
        subprocess.run([sys.executable, HERE / "random_model.py", model], check=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = open(pathlib.Path(folder) / "llama-server.log", "wb")  # noqa: SIM115  (closed with the server)
        self.process = subprocess.Popen(
            [LLAMA_SERVER, "-m", model, "--host", "127.0.0.1", "--port", str(port), "--api-key", key, "--offline",
             "--chat-template", "chatml", "--threads", "1", "--seed", "7", *arguments], stdout=self.log, stderr=self.log)
        for _ in range(600):
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(f"{self.url}/health").status == http.client.OK:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("llama-server does not start: " + pathlib.Path(self.log.name).read_text(errors="replace")[-2000:])

    def close(self):
        self.process.kill()
        self.process.wait()
        self.log.close()
