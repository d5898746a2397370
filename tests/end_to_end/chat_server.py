"""A server of OpenAI's chat completions on loopback, for tests: it answers as it is told and keeps what it was sent."""
import json

import support


class ChatServer(support.Loopback):
    """`answer` makes the bullets of an answer from the user's message."""

    def __init__(self, answer):
        self.bodies = []
        self.bullets = answer
        super().__init__()

    def take(self, target, headers, body):
        self.bodies.append(json.loads(body))
        reply = {"title_ko": "", "bullets": self.bullets(self.sent()[-1]), "keywords": []}
        content = json.dumps(reply, ensure_ascii=False)
        return support.json_answer({"choices": [{"finish_reason": "stop", "message": {"content": content}}]})

    def sent(self):
        """The user's messages."""
        return [body["messages"][-1]["content"] for body in self.bodies]


def numbers_in(sent):
    """The numbers of the sentences in a user's message."""
    return [int(line.split(".")[0]) for line in sent.splitlines() if line.split(".")[0].isdigit()]
