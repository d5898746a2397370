"""The states of a day, with the calendar and the clock that each needs."""
import json
import unittest

import support

DAY = "2026-08-21"  # a Friday


def papers(date, count=3):
    return {date: [support.entry(i + 1, f"Paper {i + 1}", date) for i in range(count)]}


class States(support.EndToEnd):
    def state(self, day, code, days=None, now=support.NOW, fault=None, arguments=()):
        upstream = self.serve(days or {}, now=now)
        upstream.fault = fault
        self.nonmun("digest", day, "--manifest", "m.json", *arguments, code=code, NONMUN_NOW=now)
        return json.loads((self.home / "m.json").read_text())["days"][-1]["state"]

    def test_a_day_that_is_over_is_published(self):
        self.assertEqual(self.state(DAY, 0, papers(DAY)), "published")

    def test_the_day_that_is_running_is_filling(self):
        self.assertEqual(self.state(DAY, 0, papers(DAY), now=f"{DAY}T16:00:00Z"), "filling")
        self.assertIn("집계 중", self.nonmun("digest", DAY, NONMUN_NOW=f"{DAY}T16:00:00Z").stdout.decode())

    def test_tomorrow_and_a_day_with_nothing_yet_are_not_yet(self):
        self.assertEqual(self.state("2026-08-22", 3, now=f"{DAY}T16:00:00Z"), "not_yet")
        self.assertEqual(self.state(DAY, 3, now=f"{DAY}T00:10:00Z"), "not_yet")

    def test_a_weekend_is_an_empty_day_and_done(self):
        self.assertEqual(self.state("2026-08-22", 0), "weekend")
        text = self.nonmun("digest", "2026-08-22").stdout.decode()
        self.assertIn("주말", text)
        self.assertIn("weekend", text.lower())
        self.assertEqual(self.nonmun("fetch", "2026-08-22").stdout, b"")

    def test_a_weekend_that_upstream_refuses_is_a_weekend_too(self):
        self.assertEqual(self.state("2026-08-23", 0, fault=lambda target: (400, {}, b'{"error":"no"}')), "weekend")

    def test_a_holiday_is_an_empty_day_and_done(self):
        self.assertEqual(self.state("2025-01-01", 0), "holiday")

    def test_a_weekday_without_papers_is_stale(self):
        self.assertEqual(self.state("2026-08-20", 4), "stale")

    def test_upstream_away_is_an_outage(self):
        self.assertEqual(self.state(DAY, 5, fault=lambda target: (503, {}, b"")), "outage")

    def test_upstream_away_with_an_older_copy_is_stale_and_shows_it(self):
        now = f"{DAY}T16:00:00Z"
        upstream = self.serve(papers(DAY), now=now)
        self.nonmun("digest", DAY, NONMUN_NOW=now)
        upstream.fault = lambda target: (503, {}, b"")
        done = self.nonmun("digest", DAY, "--manifest", "m.json", code=4)
        self.assertEqual(done.stdout.count(b"\n### "), 3)
        self.assertEqual(json.loads((self.home / "m.json").read_text())["days"][0]["state"], "stale")


class Newest(support.EndToEnd):
    def test_without_a_day_the_newest_day_with_papers_is_shown(self):
        upstream = self.serve(papers(DAY), now="2026-08-23T12:00:00Z")
        text = self.nonmun("digest", NONMUN_NOW="2026-08-23T12:00:00Z").stdout.decode()
        self.assertIn("2026년 8월 21일 (금)", text)

    def test_a_day_that_is_filling_counts_and_is_marked(self):
        self.serve(papers(DAY), now=f"{DAY}T16:00:00Z")
        self.assertIn("집계 중", self.nonmun("digest", NONMUN_NOW=f"{DAY}T16:00:00Z").stdout.decode())

    def test_an_outage_today_is_said_although_an_older_day_is_shown(self):
        upstream = self.serve(papers("2026-08-20"), now=f"{DAY}T16:00:00Z")
        upstream.fault = lambda target: (500, {}, b"") if DAY in target else None
        done = self.nonmun("digest", code=4, NONMUN_NOW=f"{DAY}T16:00:00Z")
        self.assertEqual(done.stdout.count(b"\n### "), 3)

    def test_offline_the_newest_day_of_the_cache_is_shown_without_a_request(self):
        upstream = self.serve(papers(DAY))
        self.nonmun("digest", DAY)
        before = len(upstream.journal)
        done = self.nonmun("digest", "--offline", NONMUN_NOW="2026-08-24T12:00:00Z")
        self.assertEqual(done.stdout.count(b"\n### "), 3)
        self.assertEqual(len(upstream.journal), before)
        self.nonmun("digest", "2026-08-20", "--offline", code=5)

    def test_offline_with_nothing_kept_is_unavailable(self):
        self.nonmun("digest", "--offline", code=5)


class Moved(support.EndToEnd):
    def test_a_paper_that_moved_to_another_day_is_shown_once_on_the_later(self):
        first = papers("2026-08-20")
        moved = first["2026-08-20"][0]
        self.serve({"2026-08-20": first["2026-08-20"],
                    DAY: [moved] + [support.entry(i + 11, f"Other {i}", DAY) for i in range(2)]})
        records = self.records("fetch", "2026-08-20..2026-08-21")
        self.assertEqual(len(records), 5)
        self.assertEqual([r["listed"][-1]["day"] for r in records], ["2026-08-20"] * 2 + [DAY] * 3)


class Enrichment(support.EndToEnd):
    def test_arxivs_own_metadata_is_laid_under_the_records(self):
        days = papers(DAY)
        ids = [entry["paper"]["id"] for entry in days[DAY]]
        self.serve(days, atom={i: support.atom_entry(i, "As $arXiv$ titled it", ["Ä. Author"]) for i in ids[:2]})
        records = {r["id"]: r for r in self.records("fetch", DAY, "--enrich", "arxiv")}
        self.assertEqual(records[ids[0]]["title"], "As arXiv titled it")
        self.assertEqual(records[ids[0]]["comment"], "12 pages")
        self.assertEqual(records[ids[0]]["categories"], ["cs.CL"])
        self.assertEqual(records[ids[0]]["version"], 2)
        self.assertEqual(records[ids[0]]["votes"], days[DAY][0]["paper"]["upvotes"])
        self.assertEqual(records[ids[2]]["title"], "Paper 3")

    def test_an_enrichment_that_failed_leaves_the_records_and_is_partial(self):
        upstream = self.serve(papers(DAY))
        upstream.fault = lambda target: (400, {}, b"no") if "/api/query" in target else None
        done = self.nonmun("fetch", DAY, "--enrich", "arxiv", code=4)
        self.assertEqual(len(done.stdout.splitlines()), 3)

    def test_without_asking_for_it_arxiv_is_never_asked(self):
        upstream = self.serve(papers(DAY))
        self.nonmun("digest", DAY)
        self.assertEqual([target for target, _ in upstream.journal if "/api/query" in target], [])


if __name__ == "__main__":
    unittest.main()
