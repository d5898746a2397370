"""The openai engine against llama-server itself, with a model of random weights: the protocol is real, the text is noise."""
import json
import pathlib
import shutil
import tempfile
import unittest
import urllib.request

import engine_support as es
from engine_support import KEY


@unittest.skipUnless(es.LLAMA_SERVER.exists(),
                     f"skipped: no llama-server in {es.ENGINES}; tools/install-engines puts it there")
class LlamaServerTest(es.EngineTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="nonmun-llama-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.server = cls.start("room", "-c", "16384", "-np", "2")

    @classmethod
    def start(cls, name, *arguments):
        folder = pathlib.Path(cls.folder) / name
        folder.mkdir()
        server = es.LlamaServer(folder, *arguments)
        cls.addClassCleanup(server.close)
        return server

    def complete(self, body):
        request = urllib.request.Request(f"{self.server.url}/v1/chat/completions", data=json.dumps(body).encode(),
                                         headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def body_of_a_request(self):
        """What the program sends, as a server of ours saw it."""
        service = self.serve()
        self.translate(service.url)
        return service.journal[0].json

    def test_the_schema_is_obeyed_whatever_the_model_would_say(self):
        body = self.body_of_a_request()
        bullets = 0
        for seed in range(12):
            answer = self.complete(body | {"seed": seed})
            self.assertEqual(answer["choices"][0]["finish_reason"], "stop")
            reply = json.loads(answer["choices"][0]["message"]["content"])
            self.assertEqual(list(reply), ["title_ko", "bullets", "keywords"])
            for bullet in reply["bullets"]:
                self.assertEqual(list(bullet), ["ko", "src"])
                self.assertTrue(all(isinstance(number, int) for number in bullet["src"]))
            bullets += len(reply["bullets"])
        self.assertGreater(bullets, 0)
        # Without the schema the same model says nothing of the kind.
        free = self.complete({key: value for key, value in body.items() if key != "response_format"} | {"max_tokens": 50})
        with self.assertRaises(ValueError):
            json.loads(free["choices"][0]["message"]["content"])

    def test_noise_in_the_right_form_passes_no_guard(self):
        out, stderr = self.translate(self.server.url, "--max-tokens", "4096", "--at-once", "2", records=es.papers(6), code=4)
        for record in out:
            self.assertEqual(self.engines_of(record), ["frames"])
            self.assertIn("을 제안합니다", record["summary"][0]["ko"])
        self.assertTrue(any("the guards refused the answer" in line or "the answer has no bullet" in line for line in stderr),
                        stderr)
        self.assertTrue(any(line.startswith("6 papers: 6 rule-based; ") for line in stderr), stderr)

    def test_an_answer_that_does_not_end_is_cut_off(self):
        _, stderr = self.translate(self.server.url, "--max-tokens", "16", code=4)
        self.assertTrue(any("cut off at its greatest length; raise --max-tokens" in line for line in stderr), stderr)

    def test_a_paper_longer_than_the_context_is_refused_by_the_server(self):
        small = self.start("small", "-c", "512", "-np", "1")
        _, stderr = self.translate(small.url, code=4)
        self.assertTrue(any("longer than the model's context (400): request (" in line
                            and "give the server a larger context" in line for line in stderr), stderr)

    def test_a_wrong_key_is_refused(self):
        _, stderr = self.translate(self.server.url, "--at-once", "1", records=es.papers(3), code=4,
                                   NONMUN_ENGINE_KEY="sk-another-key")
        self.assertTrue(any("the key was refused (401)" in line for line in stderr), stderr)
        self.assertIn("3 papers: 3 rule-based; 1 call", stderr)

    def test_an_address_that_has_no_such_service_is_404(self):
        _, stderr = self.translate(self.server.url, code=4, base="/nowhere")
        self.assertTrue(any("no such model or address (404)" in line for line in stderr), stderr)

    def test_the_name_of_the_model_does_not_matter_to_a_server_of_one(self):
        _, stderr = self.translate(self.server.url, "--max-tokens", "16", "--model", "any-name", code=4)
        self.assertTrue(any("cut off" in line for line in stderr), stderr)

    def test_tokens_are_those_that_the_server_counted(self):
        _, stderr = self.translate(self.server.url, "--max-tokens", "16", "--price", "1000000/0", code=4)
        counted = next(line for line in stderr if "by --price" in line)
        spent = float(counted.split(" call, ")[1].split()[0])
        self.assertEqual(spent, self.complete(self.body_of_a_request() | {"max_tokens": 16})["usage"]["prompt_tokens"])


if __name__ == "__main__":
    unittest.main()
