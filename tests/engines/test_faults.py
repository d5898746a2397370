"""What a server can do wrong, and what becomes of it: exit code, the line on stderr, how often it was asked, and that every
paper is there all the same. The table in docs/translation.md says the same."""
import json
import unittest

import engine_support as es
from engine_support import KEY, Answer, completion, good, good_reply, json_answer, name_in

HTML = Answer(200, b"<!DOCTYPE html><html><body>Sign in</body></html>", {"Content-Type": "text/html"})


def error(status, message, kind="", code=None, **headers):
    return json_answer({"error": {"message": message, "type": kind, "param": None, "code": code}}, status, **headers)


def said(text, finish="stop", **message):
    return lambda _: json_answer(completion(text, finish, **message))


def then(*answers):
    """One after the other, the last again and again."""
    return lambda request: (lambda one: one(request) if callable(one) else one)(
        answers[min(request.number, len(answers) - 1)])


def reply_text(request):
    return json.dumps(good_reply(name_in(request)), ensure_ascii=False)


def slowly(request):
    return Answer(200, good(request).body, delay=5)


class Faults(es.EngineTest):
    def fails(self, answer, words, *arguments, asked=1, papers=1, hint=""):
        """The papers are written by rule, the exit code is 4 and stderr says why."""
        service = self.serve(answer)
        out, stderr = self.translate(service.url, *arguments, records=es.papers(papers), code=4)
        for record in out:
            self.assertEqual(self.engines_of(record), ["frames"])
            self.assertTrue(any(bullet.get("ko") for bullet in record["summary"]), record)
        line = next((line for line in stderr if words in line), None)
        self.assertIsNotNone(line, f"{words!r} in {stderr}")
        self.assertIn(hint, line)
        self.assertTrue(any(f"{papers} paper" in one and "rule-based" in one and "call" in one for one in stderr), stderr)
        self.assertEqual(len(service.journal), asked)
        return service, stderr

    def succeeds(self, answer, *arguments, asked=1):
        service = self.serve(answer)
        out, stderr = self.translate(service.url, *arguments)
        self.assertEqual(self.engines_of(out[0]), ["openai"])
        self.assertEqual(out[0]["summary"][0]["ko"], good_reply("Parser1Net")["bullets"][0]["ko"])
        self.assertTrue(all(bullet["verified"] is True for bullet in out[0]["summary"]))
        self.assertEqual(len(service.journal), asked)
        return service, stderr

    # What concerns every paper: said once, and nobody else is asked for.

    def test_a_key_that_is_refused_ends_the_asking(self):
        for status in (401, 403):
            self.fails(lambda _, status=status: error(status, "Incorrect API key provided", "invalid_request_error",
                                                      "invalid_api_key"),
                       f"the key was refused ({status}): Incorrect API key provided", "--at-once", "1", papers=3,
                       hint="check the engine's key")

    def test_a_model_that_does_not_exist_ends_the_asking(self):
        self.fails(lambda _: error(404, 'model "nope" not found, try pulling it first', "not_found_error"),
                   'no such model or address (404): model "nope" not found', "--at-once", "1", papers=3, hint="--model")

    def test_money_that_is_used_up_ends_the_asking(self):
        for status, code in ((429, "insufficient_quota"), (402, None), (429, "credit_balance_exhausted")):
            self.fails(lambda _, status=status, code=code: error(status, "You exceeded your current quota", code or "", code,
                                                                 Retry_After="1"),
                       f"the quota is used up ({status})", "--at-once", "1", papers=3)

    def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(self):
        other = self.serve()
        self.fails(lambda _: Answer(307, b"", {"Location": other.url + "/v1/chat/completions"}),
                   "redirected elsewhere (307)", hint="check the engine's address")
        self.assertEqual(other.journal, [])

    # What passes: asked again.

    def test_being_asked_too_often_with_a_pause_named_is_tried_again(self):
        self.succeeds(then(error(429, "Rate limit reached", "requests", "rate_limit_exceeded", Retry_After="1"), good), asked=2)

    def test_being_asked_too_often_without_a_pause_named_is_tried_again(self):
        self.succeeds(then(error(429, "slow_down"), good), asked=2)
        self.fails(lambda _: error(429, "Rate limit reached"), "asked too often (429): Rate limit reached (asked 3 times)",
                   asked=3)

    def test_a_pause_that_is_too_long_is_not_waited_for(self):
        self.fails(lambda _: error(429, "Rate limit reached", Retry_After="3600"), "asked too often (429)")

    def test_a_server_error_passes_or_is_given_up(self):
        self.succeeds(then(error(500, "The server had an error"), good), asked=2)
        self.fails(lambda _: error(500, "boom"), "the service failed (500): boom (asked 3 times)", asked=3)
        self.fails(lambda _: error(503, "Loading model", "unavailable_error", 503), "the service failed (503): Loading model",
                   "--tries", "1")

    def test_a_connection_that_is_dropped_is_made_anew(self):
        for cut in ("headers", "headers-half", "body"):
            fault = Answer(200, json.dumps(completion("x" * 1000)).encode(), {"Content-Type": "application/json"}, cut=cut)
            self.succeeds(then(fault, good), asked=2)
            words = "the answer was cut off" if cut == "body" else "the answer was empty" if cut == "headers-half" else "transfer"
            self.fails(lambda _, fault=fault: fault, words, "--tries", "2", asked=2)

    def test_an_empty_200_is_no_answer(self):
        self.fails(lambda _: Answer(200, b""), "the answer was empty", "--tries", "2", asked=2)

    def test_nobody_listening_is_said(self):
        service = self.serve()
        service.close()
        _, stderr = self.translate(service.url, "--tries", "2", code=4)
        self.assertTrue(any("no connection" in line and "(asked 2 times)" in line for line in stderr), stderr)

    def test_an_answer_that_takes_too_long_is_not_waited_for(self):
        self.fails(slowly, "no answer in time", "--engine-timeout", "1", "--tries", "1")

    def test_the_deadline_ends_the_run(self):
        service = self.serve(slowly)
        out, stderr = self.translate(service.url, "--deadline", "1", "--at-once", "2", records=es.papers(6), code=4)
        self.assertEqual({use for record in out for use in self.engines_of(record)}, {"frames"})
        self.assertEqual(len(service.journal), 2)
        self.assertTrue(any("the time for translating is over" in line for line in stderr), stderr)

    # What concerns one answer: that paper goes on without.

    def test_a_request_that_is_refused_is_not_repeated(self):
        self.fails(lambda _: error(400, "Unsupported parameter: 'max_tokens'"),
                   "the request was refused (400): Unsupported parameter: 'max_tokens'")

    def test_a_paper_too_long_for_the_model_says_what_helps(self):
        for body in ({"error": {"code": 400, "message": "request (21020 tokens) exceeds the available context size",
                                "type": "exceed_context_size_error", "n_prompt_tokens": 21020, "n_ctx": 512}},
                     {"error": {"message": "This model's maximum context length is 4096 tokens",
                                "code": "context_length_exceeded"}},
                     {"error": {"message": "This model's maximum context length is 4096 tokens. However, you requested 5000",
                                "type": "BadRequestError", "code": 400}}):
            self.fails(lambda _, body=body: json_answer(body, 400), "longer than the model's context (400)",
                       hint="larger context")

    def test_an_answer_that_was_cut_off_is_not_used(self):
        self.fails(lambda request: json_answer(completion(reply_text(request)[:80], "length")),
                   "cut off at its greatest length", hint="--max-tokens")

    def test_an_answer_that_was_held_back_is_said(self):
        self.fails(said(None, "content_filter"), "the service's filter held the answer back")
        self.fails(said(None, refusal="I cannot help with that."), "the model refused")

    def test_an_answer_without_content_is_none(self):
        self.fails(said(None), "an empty answer")
        self.fails(said(""), "an empty answer")
        self.fails(lambda _: json_answer({"choices": []}), "an answer without a choice")
        self.fails(lambda _: json_answer({"choices": [{"index": 0, "finish_reason": "stop"}]}), "an answer without a message")

    def test_bytes_that_are_no_answer_are_said_to_be_none(self):
        self.fails(lambda _: HTML, "an answer that is not JSON")
        self.fails(lambda _: Answer(200, b"{malformed json: <<<"), "an answer that is not JSON")
        self.fails(lambda _: Answer(200, b"\xff\xfe{}"), "an answer that is not JSON")
        self.fails(lambda _: json_answer([1, 2]), "an answer that is not JSON")

    def test_text_that_is_no_summary_is_refused(self):
        self.fails(said("I am sorry, here is a summary in prose."), "the answer holds no whole JSON object")
        self.fails(said('{"title_ko": "제목", "bullets": ['), "the answer holds no whole JSON object")
        self.fails(said('{"title_ko": "제목", "bullets": []}'), "the answer has no bullet")
        self.fails(said("<think>I think and think and think {"), "the answer holds no whole JSON object")

    def test_an_error_comes_as_object_as_string_as_flat_object_and_as_nothing(self):
        for body, words in ((b'{"error": {"message": "told so", "code": 400}}', "(400): told so"),
                            (b'{"error": "told so"}', "(400): told so"),
                            (b'{"object": "error", "message": "told so"}', "(400): told so"),
                            (b'{"detail": "told so"}', "(400): told so"), (b"", "refused (400)"),
                            (b"<html>400</html>", "refused (400)"), (b'{"error": null}', "refused (400)"),
                            (b'{"error": [1]}', "refused (400)")):
            self.fails(lambda _, body=body: Answer(400, body), words)

    def test_an_error_in_a_200_is_an_error(self):
        self.fails(lambda _: json_answer({"error": {"message": "overloaded", "code": 503}}), "the service says: overloaded")

    # What is around an answer and does not hurt.

    def test_fences_words_and_thoughts_around_the_answer_are_let_be(self):
        for around in ("```json\n%s\n```", "Here is the summary:\n%s\nI hope this helps.",
                       '<think>\nThe schema is {"title_ko": "..."}.\n</think>\n\n%s',
                       'First {"plan": 1} and so on.\n</think>\n%s', 'A note: {"note": "nothing"}\n%s'):
            with self.subTest(around):
                self.succeeds(lambda request, around=around: json_answer(completion(around % reply_text(request))))

    def test_fields_that_are_not_known_are_let_be(self):
        def chatty(request):
            reply = good_reply(name_in(request)) | {"confidence": 0.9, "notes": {"a": [1]}}
            reply["bullets"][0]["role"] = "proposal"
            reply["bullets"][1]["why"] = None
            answer = completion(json.dumps(reply, ensure_ascii=False), reasoning_content="thinking", tool_calls=None)
            return json_answer(answer | {"system_fingerprint": None, "timings": {"predicted_ms": 1.5}, "service_tier": "x"})
        self.succeeds(chatty)

    def test_content_may_come_in_parts(self):
        self.succeeds(lambda request: json_answer(completion([{"type": "text", "text": reply_text(request)[:50]},
                                                              {"type": "text", "text": reply_text(request)[50:]}])))

    # The run as a whole.

    def test_one_paper_that_fails_costs_no_other(self):
        service = self.serve(lambda request: error(400, "no") if "Parser2Net" in request.user else good(request))
        out, stderr = self.translate(service.url, records=es.papers(4), code=4)
        self.assertEqual([self.engines_of(record) for record in out], [["openai"], ["frames"], ["openai"], ["openai"]])
        self.assertIn("4 papers: 3 translated, 1 rule-based; 4 calls", stderr)

    def test_a_summary_that_the_guards_refuse_is_asked_for_once_more_and_told_why(self):
        def wrong(request):
            reply = good_reply(name_in(request))
            reply["bullets"][0]["ko"] = "WrongNet이라는 방법이 99.9%의 정확도를 보입니다."
            return json_answer(completion(json.dumps(reply, ensure_ascii=False)))
        service, _ = self.fails(wrong, "the guards refused the answer", asked=2)
        self.assertIn("Your last answer was not accepted: bullet 1: ", service.journal[1].user)
        self.assertIn('"WrongNet" is not in the source', service.journal[1].user)
        self.succeeds(then(wrong, good), asked=2)

    def test_a_digest_that_no_engine_helped_holds_every_paper_and_says_so(self):
        service = self.serve(lambda _: error(401, "no"))
        done = self.nonmun("translate", "--engine", "openai", "--engine-url", service.url + "/v1", "--model", "m", "--format", "md",
                           stdin=es.lines(es.papers(3)), code=4)
        self.assert_key_is_nowhere(done)
        text = done.stdout.decode()
        for number in (1, 2, 3):
            self.assertIn(f"2404.{number:05}", text)
        self.assertEqual(text.count("frames (규칙 기반 / rule-based)"), 3)
        # Without -v as well: what the run did, and why it is not what was asked for.
        stderr = done.stderr.decode()
        self.assertIn("the key was refused (401)", stderr)
        self.assertIn("3 papers: 3 rule-based; ", stderr)

    def test_a_day_of_which_nothing_could_be_asked_is_a_digest_all_the_same(self):
        entries = [es.support.entry(i + 1, title, "2026-08-20") for i, title in enumerate(es.support.TITLES[:6])]
        self.upstream = es.support.Upstream({"2026-08-20": entries})
        self.addCleanup(self.upstream.close)
        service = self.serve(lambda _: error(500, "boom"))
        done = self.nonmun("digest", "2026-08-20", "--engine", "openai", "--engine-url", service.url + "/v1", "--model", "m",
                           "--tries", "1", code=4)
        for entry in entries:
            self.assertIn(entry["paper"]["id"], done.stdout.decode())
        self.assertIn("6 papers: ", done.stderr.decode())
        self.assertIn("the service failed (500): boom (6 papers)", done.stderr.decode())
        self.assertEqual(len(service.journal), 6)

    def test_a_service_that_says_the_key_aloud_is_not_quoted(self):
        self.fails(lambda request: error(401, f"Incorrect API key provided: {KEY}. Headers: {request.headers}"),
                   "Incorrect API key provided: [key]")
        told = {"title_ko": f"제목 {KEY}", "bullets": [{"ko": f"열쇠는 {KEY} 입니다.", "src": [1]}], "keywords": [KEY]}
        self.fails(said(json.dumps(told)), "the guards refused the answer", asked=2)

    def test_a_key_that_others_can_read_is_refused(self):
        path = self.home / "key"
        path.write_text(KEY + "\n")
        service = self.serve()
        for mode, code in ((0o644, 2), (0o640, 2), (0o604, 2), (0o600, 0), (0o400, 0)):
            path.chmod(mode)
            done = self.nonmun("translate", "--engine", "openai", "--engine-url", service.url + "/v1", "--model", "m",
                               "--key-file", path, stdin=es.lines(es.papers(1)), code=code, NONMUN_ENGINE_KEY="")
            if code == 2:
                self.assertIn("others can read this key; chmod 600 it", done.stderr.decode())
            self.assert_key_is_nowhere(done)
        self.assertEqual([request.headers["Authorization"] for request in service.journal], [f"Bearer {KEY}"])


if __name__ == "__main__":
    unittest.main()
