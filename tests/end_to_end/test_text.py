"""`nonmun text` as a person, a pipe and another program use it."""
import json
import os
import subprocess
import threading
import unittest

import support

KEYS = ["text", "markdown", "markdown_tex", "html", "sentences", "links", "authors", "unknown"]


class Text(support.EndToEnd):
    def lines(self, *arguments, stdin, **kwargs):
        """The lines written, without the one that ends the last."""
        written = self.nonmun("text", *arguments, stdin=stdin, **kwargs).stdout.decode()
        self.assertTrue(written == "" or written.endswith("\n"))
        return written.split("\n")[:-1]

    def objects(self, *raw, arguments=()):
        """What --json makes of each raw text."""
        lines = self.lines("--json", *arguments, stdin="\n".join(json.dumps(text) for text in raw))
        self.assertEqual(len(lines), len(raw))
        return [json.loads(line) for line in lines]


class Lines(Text):
    def test_a_line_of_output_is_that_of_its_line_of_input(self):
        given = "An $n$-gram\n\n  2.36\\% better  \r\na\\\\b \\par c\nno newline at the end"
        self.assertEqual(self.lines(stdin=given),
                         ["An n-gram", "", "2.36% better", "a b c", "no newline at the end"])
        self.assertEqual(self.lines(stdin=""), [])
        self.assertEqual(self.lines(stdin="\n\n"), ["", ""])

    def test_each_form(self):
        raw = "S$^2$R of \\emph{x} < y at https://a.org/x"
        self.assertEqual(self.lines("--to", "plain", stdin=raw), ["S²R of x < y at https://a.org/x"])
        self.assertEqual(self.lines("--to", "md", stdin=raw), ["S²R of x \\< y at <https://a.org/x>"])
        self.assertEqual(self.lines("--to", "md", "--math", "tex", stdin=raw),
                         ["S$^2$R of x \\< y at <https://a.org/x>"])
        self.assertEqual(self.lines("--to", "html", stdin=raw),
                         ['<p>S²R of <em>x</em> &lt; y at <a href="https://a.org/x">https://a.org/x</a></p>'])

    def test_each_reader_and_kind(self):
        self.assertEqual(self.lines("--from", "hf", stdin="360^{circ} for \\1 million"), ["360° for $1 million"])
        self.assertEqual(self.lines("--from", "arxiv", stdin="$360^{\\circ}$"), ["360°"])
        self.assertEqual(self.lines("--kind", "name", stdin="O\\u{g}uz*\n:\nPetit--Grand"), ["Oğuz", "", "Petit-Grand"])
        self.assertEqual(self.lines("--kind", "authors", stdin="A. One, B. Two, Jr (Lab, City) and C. Three"),
                         ["A. One; B. Two, Jr; C. Three"])
        for kind in ("title", "abstract", "comment"):
            self.assertEqual(self.lines("--kind", kind, stdin="2$\\times$ faster"), ["2× faster"])

    def test_sentences_stand_alone_with_an_empty_line_between_inputs(self):
        given = "It is 2.5x, e.g. here. So <it> is.\nOne."
        self.assertEqual(self.lines("--sentences", stdin=given), ["It is 2.5x, e.g. here.", "So <it> is.", "", "One."])
        self.assertEqual(self.lines("--sentences", "--to", "html", stdin=given)[1], "<p>So &lt;it&gt; is.</p>")

    def test_files_are_read_in_turn(self):
        (self.home / "a").write_text("one\n")
        (self.home / "b").write_text("two")
        self.assertEqual(self.lines("a", "-", "b", stdin="$x$"), ["one", "x", "two"])
        self.assertEqual(self.lines("a", "none", "b", stdin="", code=4), ["one", "two"])
        self.assertEqual(self.lines("none", stdin="", code=6), [])
        self.assertEqual(self.lines(".", stdin="", code=8), [])

    def test_any_bytes_become_clean_text(self):
        done = self.nonmun("text", stdin=b"\xff\x00\x1b[31mred\xc3\n" + bytes(range(256)))
        text = done.stdout.decode()
        self.assertTrue(text.startswith("\ufffdred\ufffd\n"))
        self.assertFalse(any(ord(c) < 32 and c != "\n" or 127 <= ord(c) < 160 for c in text))


class Json(Text):
    def test_an_object_has_all_its_keys_in_order(self):
        for kind in ("title", "abstract", "name", "authors", "comment"):
            for raw in ("", "x", "A. One"):
                self.assertEqual(list(self.objects(raw, arguments=["--kind", kind])[0]), KEYS)

    def test_offsets_count_code_points_of_the_text(self):
        one = self.objects("논문 🤗 is at https://a.org/x_1. It is \\ours{} for 3$\\times$, 10.1234/ab and arXiv:2404.14619.")[0]
        text = one["text"]
        self.assertEqual([text[s["start"]:s["end"]] for s in one["sentences"]], [s["text"] for s in one["sentences"]])
        self.assertEqual(len(one["sentences"]), 2)
        self.assertEqual([(link["kind"], text[link["start"]:link["end"]], link["href"]) for link in one["links"]],
                         [("url", "https://a.org/x_1", "https://a.org/x_1"),
                          ("doi", "10.1234/ab", "https://doi.org/10.1234/ab"),
                          ("arxiv_id", "arXiv:2404.14619", "https://arxiv.org/abs/2404.14619")])
        self.assertEqual(one["unknown"], ["\\ours"])

    def test_paragraphs_are_kept_in_the_text_and_joined_in_markdown(self):
        one = self.objects("One line\nwrapped.\n\nTwo.")[0]
        self.assertEqual((one["text"], one["markdown"], one["html"]),
                         ("One line wrapped.\nTwo.", "One line wrapped. Two.", "<p>One line wrapped.</p><p>Two.</p>"))
        self.assertEqual([s["text"] for s in one["sentences"]], ["One line wrapped.", "Two."])

    def test_authors_have_suffixes_and_affiliations(self):
        line, = self.objects("A. One (Lab A), B. Two, Jr (Lab B, City)", arguments=["--kind", "authors"])
        self.assertEqual(line["authors"], [{"name": "A. One", "suffix": "", "affiliations": ["Lab A"]},
                                           {"name": "B. Two, Jr", "suffix": "Jr", "affiliations": ["Lab B, City"]}])
        one, none, several = self.objects("Ann One III", ":", "Ann One; Bob Two", arguments=["--kind", "name"])
        self.assertEqual(one["authors"], [{"name": "Ann One III", "suffix": "III", "affiliations": []}])
        self.assertEqual((none["text"], none["authors"]), ("", []))
        self.assertEqual([author["name"] for author in several["authors"]], ["Ann One", "Bob Two"])

    def test_a_bad_line_is_answered_with_null_and_named(self):
        done = self.nonmun("text", "--json", stdin='"a"\n5\n\n"b"\n"c\n', code=4)
        self.assertEqual([json.loads(line) and json.loads(line)["text"] for line in done.stdout.splitlines()],
                         ["a", None, None, "b", None])
        self.assertEqual([line.split(":")[1].strip() for line in done.stderr.decode().splitlines()],
                         ["stdin line 2", "stdin line 3", "stdin line 5"])

    def test_input_that_is_bad_throughout_is_told_in_a_few_lines(self):
        done = self.nonmun("text", "--json", stdin="x\n" * 1000, code=7)
        self.assertEqual(done.stdout, b"null\n" * 1000)
        self.assertEqual(len(done.stderr.splitlines()), 11)

    def test_bytes_and_escapes_that_are_no_text(self):
        done = self.nonmun("text", "--json", stdin=b'"a\xff\\u0000\\u001b[31mb"\n"\\ud800"\n' + b"[" * 100000, code=4)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(json.loads(lines[0])["text"], "a\ufffdb")
        self.assertEqual(lines[1:], ["null", "null"])

    def test_particles(self):
        given = "\n".join(json.dumps(pair) for pair in (["LLM", "은/는"], ["모델", "으로/로"], ["a", "b", "c"]))
        self.assertEqual(self.lines("--josa", stdin=given, code=4), ['"LLM은"', '"모델로"', "null"])
        self.assertEqual(self.lines("--josa", "--json", stdin='["API", "와/과"]'), ['"API와"'])


class Streams(Text):
    def test_each_line_is_answered_before_the_next_is_waited_for(self):
        process = subprocess.Popen([support.NONMUN, "text", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   env=self.environment())
        timer = threading.Timer(60, process.kill)
        timer.start()
        for number in range(3):
            process.stdin.write(f'"number {number}"\n'.encode())
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["text"], f"number {number}")
        process.stdin.close()
        self.assertEqual(process.stdout.read(), b"")
        self.assertEqual(process.wait(), 0)
        process.stdout.close()
        timer.cancel()

    def test_memory_does_not_grow_with_the_stream(self):
        # AddressSanitizer keeps freed memory for a while, unless told not to.
        sanitizer = {"ASAN_OPTIONS": "quarantine_size_mb=0:thread_local_quarantine_size_kb=0"}
        line = json.dumps("A sentence with $n^2$ and https://a.org/x in it. " * 4).encode() + b"\n"
        with subprocess.Popen([support.NONMUN, "text", "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              env=self.environment(**sanitizer)) as process:
            peaks = []
            for block in range(12):
                writer = threading.Thread(target=lambda: (process.stdin.write(line * 1000), process.stdin.flush()))
                writer.start()
                for _ in range(1000):
                    process.stdout.readline()
                writer.join()
                with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
                    peaks += [int(row.split()[1]) for row in status if row.startswith("VmHWM")]
            process.stdin.close()
            self.assertEqual(process.wait(), 0)
        self.assertLess(peaks[-1], peaks[2] + 1024)

    def test_a_closed_pipe_is_no_error(self):
        done = subprocess.run(["sh", "-c", 'yes "a line" | { "$NONMUN" text; echo $? >&2; } | head -1'],
                              env={**self.environment(), "NONMUN": support.NONMUN}, capture_output=True, check=False,
                              timeout=60)
        self.assertEqual((done.stdout, done.stderr), (b"a line\n", b"0\n"))


if __name__ == "__main__":
    unittest.main()
