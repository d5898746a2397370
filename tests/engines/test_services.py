"""DeepL, Papago, LibreTranslate and a program of the user's through the command line: what they are sent, what they refuse
and in which words, and that the key is nowhere but in the request."""
import json
import pathlib
import unittest

import engine_support as es
from engine_support import json_answer

SECRETS = {"deepl": ["4f3c2b1a-marked-deepl-key"], "papago": ["papago-marked-id", "papago-marked-secret"],
           "libretranslate": ["libre-marked-key-000"]}
KEYS = {"deepl": "4f3c2b1a-marked-deepl-key:fx", "papago": "papago-marked-id:papago-marked-secret",
        "libretranslate": "libre-marked-key-000"}


def korean(text):
    """A translation of a sentence of paper() that the guards pass; the title is a name and stays."""
    name = text.split()[2 if text.startswith("We") else 0].strip(",:")
    if text.startswith("We"):
        return f"단순한 구문 분석 방법인 {name}을 제안합니다."
    if "accuracy" in text:
        return f"{name}은 WordBench 데이터셋에서 {text.split()[2]}의 정확도에 이릅니다."
    return "코드를 공개합니다." if "code" in text else text


def deepl(request):
    return json_answer({"translations": [{"detected_source_language": "EN", "text": korean(text)}
                                         for text in request.json["text"]]})


def papago(request):
    return json_answer({"message": {"result": {"srcLangType": "en", "tarLangType": "ko",
                                               "translatedText": korean(request.json["text"])}}})


def libretranslate(request):
    return json_answer({"translatedText": [korean(text) for text in request.json["q"]]})


SERVICES = {"deepl": deepl, "papago": papago, "libretranslate": libretranslate}


class ServicesTest(es.EngineTest):
    def run_service(self, engine, answer, *arguments, code=0, asked=None, words="", papers=1):
        service = self.serve(answer)
        out, stderr = self.translate(service.url, *arguments, engine=engine, base="", code=code, records=es.papers(papers),
                                     NONMUN_ENGINE_KEY=KEYS[engine])
        self.assertTrue(any(words in line for line in stderr), f"{words!r} in {stderr}")
        if code == 4:
            self.assertEqual([self.engines_of(record) for record in out], [["frames"]] * papers)
        if asked is not None:
            self.assertEqual(len(service.journal), asked)
        for path in self.home.rglob("*"):
            if path.is_file():
                for secret in SECRETS[engine]:
                    self.assertNotIn(secret.encode(), path.read_bytes(), path)
        said = json.dumps(out, ensure_ascii=False) + "\n".join(stderr)
        for secret in SECRETS[engine]:
            self.assertNotIn(secret, said)
        return out, service

    def test_each_translates_the_sentences_that_frames_chooses(self):
        for engine, answer in SERVICES.items():
            with self.subTest(engine):
                out, service = self.run_service(engine, answer, asked=4 if engine == "papago" else 1)
                self.assertEqual(self.engines_of(out[0]), [engine])
                self.assertEqual([bullet["src"] for bullet in out[0]["summary"]], [[1], [2], [3]])
                self.assertEqual(out[0]["summary"][2]["en"], "The code is released.")
                self.assertTrue(any(bullet.get("verified") is True for bullet in out[0]["summary"]))
                for request in service.journal:
                    self.assertNotIn("".join(SECRETS[engine]), request.path)

    def test_deepl_is_sent_what_its_documentation_wants(self):
        _, service = self.run_service("deepl", deepl)
        request = service.journal[0]
        self.assertEqual(request.path, "/v2/translate")
        self.assertEqual(request.headers["Authorization"], f"DeepL-Auth-Key {KEYS['deepl']}")
        self.assertEqual(request.json, {
            "text": ["Parser1Net: Parsing Made Simple", "We propose Parser1Net, a simple method for parsing.",
                     "Parser1Net reaches 91.1 accuracy on the WordBench dataset.", "The code is released."],
            "source_lang": "EN", "target_lang": "KO", "preserve_formatting": True, "formality": "prefer_more"})
        self.assertNotIn(SECRETS["deepl"][0].encode(), request.body)

    def test_papago_is_sent_what_its_documentation_wants(self):
        _, service = self.run_service("papago", papago)
        for request in service.journal:
            self.assertEqual(request.path, "/nmt/v1/translation")
            headers = {name.lower(): value for name, value in request.headers.items()}
            self.assertEqual(headers["x-ncp-apigw-api-key-id"], "papago-marked-id")
            self.assertEqual(headers["x-ncp-apigw-api-key"], "papago-marked-secret")
            self.assertNotIn(b"marked", request.body)
        self.assertEqual(service.journal[3].json,
                         {"source": "en", "target": "ko", "text": "The code is released.", "honorific": True})

    def test_libretranslate_is_sent_what_its_documentation_wants(self):
        _, service = self.run_service("libretranslate", libretranslate)
        request = service.journal[0]
        self.assertEqual(request.path, "/translate")
        # Its interface takes the key in the body and nowhere else.
        self.assertEqual(request.json, {
            "q": ["Parser1Net: Parsing Made Simple", "We propose Parser1Net, a simple method for parsing.",
                  "Parser1Net reaches 91.1 accuracy on the WordBench dataset.", "The code is released."],
            "source": "en", "target": "ko", "format": "text", "api_key": KEYS["libretranslate"]})

    def test_a_key_that_is_refused_ends_the_asking(self):
        for engine, answer in (("deepl", json_answer({"message": "Authorization failure, check auth_key"}, 403)),
                               ("papago", json_answer({"error": {"errorCode": "200", "message": "Authentication Failed"}}, 401)),
                               ("libretranslate", json_answer({"error": "Invalid API key"}, 403)),
                               ("libretranslate", json_answer({"error": "Visit https://example.org to get an API key"}, 400))):
            with self.subTest(engine):
                self.run_service(engine, lambda _, answer=answer: answer, "--at-once", "1", code=4, asked=1, papers=3,
                                 words="the key was refused")

    def test_a_quota_that_is_used_up_ends_the_asking(self):
        for engine, answer in (("deepl", json_answer({"message": "Quota Exceeded"}, 456)),
                               ("papago", json_answer({"error": {"errorCode": "410", "message": "Quota Exceed"}}, 429))):
            with self.subTest(engine):
                self.run_service(engine, lambda _, answer=answer: answer, "--at-once", "1", code=4, asked=1, papers=3,
                                 words="the quota is used up")

    def test_too_many_requests_are_tried_again(self):
        for engine, status, body in (("deepl", 429, {"message": "Too many requests"}),
                                     ("deepl", 529, {"message": "Too many requests"}),
                                     ("libretranslate", 429, {"error": "Slowdown: 20 per 1 minute"})):
            with self.subTest(engine, status=status):
                def once(request, engine=engine, status=status, body=body):
                    return json_answer(body, status) if request.number == 0 else SERVICES[engine](request)
                self.run_service(engine, once, asked=2)

    def test_what_concerns_one_text_fails_that_paper_only(self):
        for engine, status, body, words in (
                ("papago", 400, {"errorMessage": "The text is too long", "errorCode": "N2MT08"}, "(400): The text is too long"),
                ("deepl", 413, {"message": "Request size exceeds the limit"}, "(413): Request size"),
                ("libretranslate", 400, {"error": "ko is not supported"}, "(400): ko is not supported")):
            with self.subTest(engine):
                self.run_service(engine, lambda _, status=status, body=body: json_answer(body, status), "--at-once", "1", code=4,
                                 asked=2, papers=2, words=words)
        unknown = json_answer({"errorMessage": "Unknown Error", "errorCode": "N2MT99"}, 500)
        self.run_service("papago", lambda _: unknown, "--tries", "2", code=4, asked=2, words="the service failed (500): Unknown Error")

    def test_a_text_longer_than_papago_takes_is_not_sent(self):
        record = es.paper(1, abstract="We propose Parser1Net, a simple method for " + "very " * 1100 + "long parsing.")
        service = self.serve(papago)
        _, stderr = self.translate(service.url, engine="papago", base="", code=4, records=[record], summaries=False,
                                   NONMUN_ENGINE_KEY=KEYS["papago"])
        self.assertTrue(any("a sentence longer than the service takes" in line for line in stderr), stderr)
        self.assertTrue(all(len(request.json["text"]) <= 5000 for request in service.journal))

    def test_an_emoji_or_english_for_korean_is_no_translation(self):
        for text in ("\N{SMIRKING FACE}", "The English again."):
            self.run_service("libretranslate",
                             lambda request, text=text: json_answer({"translatedText": [text] * len(request.json["q"])}),
                             code=4, asked=1, words="an answer that is not Korean")
        self.run_service("libretranslate", lambda _: json_answer({"translatedText": "한 문장"}), code=4, asked=1,
                         words="an answer that does not translate what was sent")

    def test_what_the_guards_refuse_is_not_asked_for_again(self):
        # A service of sentences cannot be told what was wrong with its answer, and would be paid for it twice.
        wrong = "99.9%를 보입니다."
        self.run_service("deepl", lambda request: json_answer({"translations": [{"text": wrong}] * len(request.json["text"])}),
                         code=4, asked=1, words="the guards refused the answer")
        self.run_service("libretranslate", lambda request: json_answer({"translatedText": [wrong] * len(request.json["q"])}),
                         code=4, asked=1, words="the guards refused the answer")

    def test_a_key_that_a_service_repeats_is_told_to_nobody(self):
        for engine in SERVICES:
            for secret in SECRETS[engine]:
                def tell(request, secret=secret):
                    return json_answer({"error": f"no {secret}", "message": f"{request.headers}"}, 403)
                self.run_service(engine, tell, code=4, words="the key was refused (403): no [key]")

    def test_nothing_is_asked_without_what_an_engine_needs(self):
        for engine, words in (("openai", "which model?"), ("deepl", "DeepL needs a key"), ("papago", "needs a key of two parts"),
                              ("libretranslate", "which server?"), ("command", "which command?")):
            done = self.nonmun("translate", "--engine", engine, stdin=es.lines(es.papers(1)), code=2, NONMUN_ENGINE_KEY="")
            self.assertIn(words, done.stderr.decode())
            self.assertEqual(done.stdout, b"")


class CommandTest(es.EngineTest):
    def run_command(self, script, *arguments, code=0, papers=3, words=""):
        path = pathlib.Path(self.home) / "translator.py"
        path.write_text("import json, os, sys, time\n" + script)
        self.runs += 1
        done = self.nonmun("translate", "--engine", "command", "--engine-command", f"exec python3 '{path}'", "--at-once", "1", "-v",
                           "--archive", f"{self.home}/run{self.runs}.db", *arguments, stdin=es.lines(es.papers(papers)), code=code)
        out = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([record["id"] for record in out], [record["id"] for record in es.papers(papers)])
        self.assertIn(words, done.stderr.decode())
        return [self.engines_of(record)[0] for record in out]

    LOOP = """
for line in sys.stdin:
    paper = json.loads(line)
    name = paper["title"].split(":")[0]
    number = int(name[6:-3])
    good = json.dumps({"title_ko": f"{name}의 구문 분석", "keywords": [],
                       "bullets": [{"ko": f"{name}이라는 방법을 제안합니다.", "src": [1]}]})
    %s
    print(good, flush=True)
"""

    def test_a_program_gets_a_line_and_gives_a_line(self):
        self.assertEqual(self.run_command(self.LOOP % """
    assert sorted(paper) == ["abstract", "register", "sentences", "title"], paper
    assert paper["sentences"][2] == "The code is released." and paper["register"] == "polite"
"""), ["command"] * 3)

    def test_a_program_that_fails_on_a_paper_fails_on_that_paper_only(self):
        for fault, words in (("if number == 2: sys.exit(3)", "the command ended"),
                             ("if number == 2: os.kill(os.getpid(), 9)", "the command ended"),
                             ("if number == 2: print('no JSON', flush=True); continue", "no whole JSON object"),
                             ("if number == 2: print(json.dumps({'error': 'too hard'}), flush=True); continue",
                              "the command says: too hard"),
                             ("if number == 2: time.sleep(60)", "the command does not answer")):
            with self.subTest(fault):
                self.assertEqual(self.run_command(self.LOOP % fault, "--engine-timeout", "2", code=4, words=words),
                                 ["command", "frames", "command"])

    def test_a_program_that_is_not_there_leaves_every_paper_to_the_rules(self):
        service = "exec /nowhere/program 2>/dev/null"
        done = self.nonmun("translate", "--engine", "command", "--engine-command", service, stdin=es.lines(es.papers(2)), code=4)
        self.assertEqual([self.engines_of(json.loads(line)) for line in done.stdout.splitlines()], [["frames"]] * 2)
        self.assertIn("the command ended", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
