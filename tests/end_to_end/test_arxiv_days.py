"""Recorded days of arXiv, replayed in each of its forms: nothing lost, nothing twice, authors in order."""
import datetime
import re
import unittest

from arxiv_support import ArxivTest, names_of, plain, recorded_announcements


def archived(categories):
    """The categories among terms that may be of ACM or MSC as well."""
    return {name for name in categories if re.fullmatch(r"[a-z-]+(\.[A-Za-z-]+)?", name)}


class Conservation(ArxivTest):
    """29 recorded days, by each of the ways."""

    def check_authors(self, found, record):
        names, want = names_of(found), plain(record.authors)
        if any(set(",;") & set(name) for name in record.authors):  # Upstream has several authors as one name.
            names, want = "".join(names), "".join(want)
        self.assertEqual(names, want, record.id)

    def test_every_form_of_every_day_is_read(self):
        for day, items in recorded_announcements():
            arxiv = self.serve_arxiv({day: items}, f"{day}T12:00:00Z")
            records = {item.record.id: item.record for item in items if item.record.is_in("cs.CL")}
            for name, target in {"a.html": "/list/cs.CL/new?skip=0&show=2000", "a.rss": "/rss/cs.CL",
                                 "q.xml": "/api/query?search_query=cat:cs.CL&max_results=2000",
                                 "o.xml": "/oai?verb=ListRecords&metadataPrefix=arXiv&set=cs:cs:CL",
                                 "r.xml": "/oai?verb=ListRecords&metadataPrefix=arXivRaw&set=cs:cs:CL"}.items():
                with self.subTest(f"{day} {name}"):
                    (self.home / name).write_bytes(arxiv.answer(target)[2])
                    found = {one["id"]: one for one in self.records("render", name, "--format", "jsonl", "--sort", "none")}
                    self.assertEqual(set(found), set(records))
                    for arxiv_id, record in records.items():
                        self.check_authors(found[arxiv_id], record)
                        self.assertEqual(set(found[arxiv_id]["categories"]), archived(record.categories), arxiv_id)
            arxiv.close()

    def run_days(self, prepare, note=None):
        count = 0
        for day, items in recorded_announcements():
            with self.subTest(day):
                arxiv = self.serve_arxiv({day: items}, f"{day}T12:00:00Z")
                prepare(arxiv)
                categories = sorted({item.record.categories[0] for item in items})
                by_id, days, _ = self.fetch(day=day, source="arxiv:" + "+".join(categories))
                # The time of submission does not tell a replacement from the others.
                self.assertEqual({one for one in by_id if one[5:] not in ("99990", "99991")},
                                 {item.record.id for item in items if not item.is_replacement})
                for entry in days.values():
                    self.assertIn(note or "", entry.get("note") or "")
                self.assertEqual({entry["state"] for entry in days.values()}, {"published"})
                for item in items:
                    if not item.is_replacement:
                        self.check_authors(by_id[item.record.id], item.record)
                arxiv.close()
                count += 1
        if count == 0:
            print("skipped: no recorded days")

    def test_by_listing(self):
        self.run_days(lambda arxiv: None)

    def test_by_feed(self):
        def no_pages(arxiv):
            arxiv.fault = lambda target, _: (404, {}, b"") if "/list/" in target else None
        self.run_days(no_pages)

    def test_by_the_api_on_a_later_day(self):
        """An older announcement is gathered by time of submission, and says that this is approximate."""
        def prepare(arxiv):
            arxiv.now += datetime.timedelta(days=30)
        self.run_days(prepare, note="approximate")

    def test_by_search(self):
        for day, items in recorded_announcements():
            with self.subTest(day):
                self.serve_arxiv({day: items}, f"{day}T12:00:00Z")
                want = {item.record.id for item in items if "cs.CL" in item.record.categories}
                found = [record["id"] for record in self.records("search", "--online", "cat:cs.CL", "--limit", "2000",
                                                                 "--format", "jsonl")]
                self.assertEqual(len(found), len(set(found)))
                self.assertEqual(set(found), want)
                self.arxiv.close()

if __name__ == "__main__":
    unittest.main()
