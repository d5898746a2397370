"""A server of OpenAI's chat completions on loopback, for tests: it answers as it is told and keeps what it was sent."""
import http.server
import json
import threading

import support


class ChatServer:
    """`answer` makes the bullets of an answer from the user's message."""

    def __init__(self, answer):
        self.bodies = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.bodies.append(body)
                reply = {"title_ko": "", "bullets": answer(body["messages"][-1]["content"]), "keywords": []}
                content = json.dumps(reply, ensure_ascii=False)
                status, headers, text = support.json_answer(
                    {"choices": [{"finish_reason": "stop", "message": {"content": content}}]})
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def sent(self):
        """The user's messages."""
        return [body["messages"][-1]["content"] for body in self.bodies]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def numbers_in(sent):
    """The numbers of the sentences in a user's message."""
    return [int(line.split(".")[0]) for line in sent.splitlines() if line.split(".")[0].isdigit()]
