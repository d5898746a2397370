"""A loopback arXiv on one port: API, RSS and Atom feeds, listing pages and OAI-PMH over one set of announcements.

Answers with the semantics of the real hosts, in their shapes, from records of our own or records that the caller
gives; misbehaves on request through `fault`.
"""
import datetime
import email.utils
import hashlib
import html
import re
import urllib.parse
import zoneinfo
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from support import Loopback

EASTERN = zoneinfo.ZoneInfo("America/New_York")
UTC = datetime.timezone.utc
KINDS = ("new", "cross", "replace", "replace-cross")
SIZES = (25, 50, 100, 250, 500, 1000, 2000)
ALIASES = {"cs.NA": "math.NA", "math.MP": "math-ph", "stat.TH": "math.ST", "math.IT": "cs.IT", "q-fin.EC": "econ.GN",
           "cs.SY": "eess.SY"}
ARCHIVES = ("astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics "
            "q-bio q-fin quant-ph stat").split()
PHYSICS = set("astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics quant-ph".split())
FEED_LIMIT = 2000
WINDOW = 10000


@dataclass
class Record:
    """A paper. `authors` as the API and the listing show them; `tex_authors` as the feeds show them, if otherwise."""
    id: str
    title: str
    authors: list
    categories: list
    summary: str
    comment: str = ""
    doi: str = ""
    journal_ref: str = ""
    version: int = 1
    submitted: datetime.datetime = None
    datestamp: datetime.date = None
    affiliations: dict = field(default_factory=dict)  # position of the author -> list of texts
    tex_authors: list = None
    deleted: bool = False

    def is_in(self, category):
        canonical = ALIASES.get(category, category)
        return any(ALIASES.get(own, own) == canonical for own in self.categories)


@dataclass
class Announced:
    """A record in an announcement; `is_replacement` makes its kind replace or replace-cross."""
    record: Record
    is_replacement: bool = False

    def kind(self, category):
        canonical = ALIASES.get(category, category)
        is_primary = ALIASES.get(self.record.categories[0], self.record.categories[0]) == canonical
        if self.is_replacement:
            return "replace" if is_primary else "replace-cross"
        return "new" if is_primary else "cross"


def announced_at(day):
    """When the announcement that listings call `day` came out: 20:00 US-Eastern of the evening before."""
    before = day - datetime.timedelta(days=1)
    return datetime.datetime(before.year, before.month, before.day, 20, tzinfo=EASTERN).astimezone(UTC)


def midnight(day):
    return datetime.datetime(day.year, day.month, day.day, tzinfo=EASTERN)


class Arxiv(Loopback):
    """`days` maps a date (as on /list/new) to its list of Announced. `fault`, when set, is called with (target, number of
    the request from 0) and may return an answer in place of its own."""

    def __init__(self, days, now, page_size=2500):
        self.days = {datetime.date.fromisoformat(str(day)): list(items) for day, items in days.items()}
        self.now = datetime.datetime.fromisoformat(now.replace("Z", "+00:00"))
        self.page_size = page_size
        self.tokens = {}
        super().__init__()

    def respond(self, target, requestline, number):
        answer = self.fault(target, number) if self.fault else None
        return self.answer(target, requestline) if answer is None else answer

    def environment(self):
        return {f"NONMUN_ARXIV_{host}": self.url for host in ("API", "RSS", "OAI", "WEB")}

    def records(self):
        """The newest version of each record that has been announced."""
        records = {}
        for day, items in sorted(self.days.items()):
            if announced_at(day) <= self.now:
                records.update((item.record.id, item.record) for item in items)
        return records

    def answer(self, target, requestline=""):
        url = urllib.parse.urlsplit(target)
        pairs = urllib.parse.parse_qsl(url.query, keep_blank_values=True)
        query = dict(pairs)
        if url.path == "/api/query":
            if len(requestline) > 4094:
                text = f"<html><body><h1>Bad Request</h1>Request Line is too large ({len(requestline)} &gt; 4094)</body></html>"
                return 400, {"Content-Type": "text/html"}, text.encode()
            return self.query(query)
        match = re.fullmatch(r"/(rss|atom)/(.*)", url.path)
        if match:
            return self.feed(match[1], urllib.parse.unquote(match[2]), query)
        match = re.fullmatch(r"/list/([^/]+)/(new|recent)", url.path)
        if match:
            return self.listing(match[1], match[2], query)
        if url.path == "/oai":
            return self.oai(pairs)
        return 404, {"Content-Type": "text/html"}, b"<html><body>404 Not Found</body></html>"

    # The API.

    def query(self, query):
        for name in ("start", "max_results"):
            if not re.fullmatch(r"-?\d+", query.get(name, "0")):
                return error_feed(f"{name} must be an integer", self.now)
        start, size = int(query.get("start", 0)), int(query.get("max_results", 10))
        if start < 0 or size < 0:
            return error_feed(f"{'start' if start < 0 else 'max_results'} must be non-negative", self.now)
        if query.get("sortBy", "relevance") not in ("relevance", "lastUpdatedDate", "submittedDate"):
            return error_feed("sortBy must be in: relevance, lastUpdatedDate, submittedDate", self.now)
        if query.get("sortOrder", "descending") not in ("ascending", "descending"):
            return error_feed("sortOrder must be in: ascending, descending", self.now)
        search, ids = query.get("search_query", ""), query.get("id_list", "")
        if not search and not ids:
            return error_feed("Either a search_query or id_list must be specified for the classic API.", self.now)
        if size == 0 or (start + size > WINDOW and size != WINDOW):
            return error_feed("The server encountered an internal error and was unable to complete your request.",
                              self.now, 500)
        if size >= WINDOW:
            return 503, {"Content-Type": "text/html"}, b"<html><body>503 Service Unavailable</body></html>"
        found = self.records()
        if ids:
            chosen = {}
            for asked in ids.split(","):
                match = re.fullmatch(r"(\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v([1-9]\d*))?", asked)
                if not match:
                    return error_feed(f"incorrect id format for {asked}", self.now)
                if match[1] in found:
                    chosen[match[1]] = found[match[1]]
            found = chosen
        hits = list(found.values())
        if search:
            try:
                matches = parse_search(search)
            except ValueError as error:
                return error_feed(str(error), self.now)
            hits = [record for record in hits if matches(record)]
        hits.sort(key=lambda record: (record.submitted, record.id), reverse=query.get("sortOrder", "") != "ascending")
        return self.api_feed(hits[start:start + size], len(hits), query, start, size)

    def api_feed(self, records, total, query, start=0, size=10):
        shown = f"search_query={query.get('search_query', '')}&id_list={query.get('id_list', '')}&start={start}&max_results={size}"
        digest = hashlib.sha1(shown.encode()).hexdigest()[:27]
        body = (f"<?xml version='1.0' encoding='UTF-8'?>\n{API_OPENING}\n  <id>https://arxiv.org/api/{digest}</id>\n"
                f"  <title>arXiv Query: {escape(shown)}</title>\n  <updated>{stamp(self.now)}</updated>\n"
                f'  <link href={quoteattr("https://arxiv.org/api/query?" + shown)} type="application/atom+xml"/>\n'
                f"  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n"
                f"  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
                f"  <opensearch:startIndex>{start}</opensearch:startIndex>\n"
                + "".join(map(api_entry, records)) + "</feed>")
        return 200, {"Content-Type": "application/atom+xml; charset=utf-8"}, body.encode()

    # Feeds.

    def feed(self, form, asked, query):
        kind = {"Content-Type": f"application/{form}+xml"}
        if query.get("version", "2.0") != "2.0":
            return 400, kind, feed_error(asked, "Unsupported feed version")
        categories = asked.split("+")
        for part in categories:
            if not part or part.count(".") > 1:
                return 400, kind, feed_error(asked, f"Invalid archive specification '{part}'")
            if part.split(".")[0].lower() not in ARCHIVES:
                names = ", ".join(ARCHIVES)
                return 400, kind, feed_error(asked, f"Bad archive '{part}'. Valid archive names are: {names}.")
        today = self.now.astimezone(EASTERN).date()
        items = {}
        for item in self.days.get(today, []):
            kinds = [item.kind(part) for part in categories if item.record.is_in(part)]
            if kinds and (not item.is_replacement or item.record.version < 6):
                items[item.record.id] = (min(map(KINDS.index, kinds)), item.record)
        # The limit is applied from the back: what is lost are the lowest of the new ids.
        ordered = sorted(items.values(), key=lambda pair: (pair[0], pair[1].id))[-FEED_LIMIT:]
        body = self.rss(asked, today, ordered) if form == "rss" else self.atom(asked, today, ordered)
        age = int((midnight(today + datetime.timedelta(days=1)) - self.now).total_seconds())
        return 200, kind | {"ETag": f'"{hashlib.sha256(body).hexdigest()}"', "Cache-Control": f"max-age={age}"}, body

    @staticmethod
    def creators(record):
        names = record.tex_authors or record.authors
        return ", ".join(name + (f" ({', '.join(record.affiliations[place])})" if place in record.affiliations else "")
                         for place, name in enumerate(names))

    def rss(self, asked, day, ordered):
        date = email.utils.format_datetime(midnight(day))
        built = email.utils.format_datetime(midnight(day).astimezone(UTC) + datetime.timedelta(seconds=13))
        items = "".join(
            f"    <item>\n      <title>{escape(record.title)}</title>\n"
            f"      <link>https://arxiv.org/abs/{record.id}</link>\n"
            f"      <description>arXiv:{record.id}v{record.version} Announce Type: {KINDS[kind]} \n"
            f"Abstract: {escape(record.summary)}</description>\n"
            f'      <guid isPermaLink="false">oai:arXiv.org:{record.id}v{record.version}</guid>\n'
            + "".join(f"      <category>{name}</category>\n" for name in record.categories)
            + f"      <pubDate>{date}</pubDate>\n      <arxiv:announce_type>{KINDS[kind]}</arxiv:announce_type>\n"
            "      <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>\n"
            + optional("arxiv:DOI", record.doi) + optional("arxiv:journal_reference", record.journal_ref)
            + f"      <dc:creator>{escape(self.creators(record))}</dc:creator>\n    </item>\n" for kind, record in ordered)
        return (f"<?xml version='1.0' encoding='UTF-8'?>\n{RSS_OPENING}\n  <channel>\n    <title>{asked} updates on arXiv.org"
                f"</title>\n    <link>http://rss.arxiv.org/rss/{asked}</link>\n    <description>{asked} updates on the "
                f'arXiv.org e-print archive.</description>\n    <atom:link href="http://rss.arxiv.org/rss/{asked}" '
                'rel="self" type="application/rss+xml"/>\n    <docs>http://www.rssboard.org/rss-specification</docs>\n'
                f"    <language>en-us</language>\n    <lastBuildDate>{built}</lastBuildDate>\n"
                f"    <managingEditor>rss-help@arxiv.org</managingEditor>\n    <pubDate>{date}</pubDate>\n    <skipDays>\n"
                "      <day>Sunday</day>\n      <day>Saturday</day>\n    </skipDays>\n"
                f"{items}  </channel>\n</rss>\n").encode()

    def atom(self, asked, day, ordered):
        date = midnight(day).isoformat()
        updated = (midnight(day).astimezone(UTC) + datetime.timedelta(seconds=13, microseconds=7)).isoformat()
        entries = "".join(
            f"  <entry>\n    <id>oai:arXiv.org:{record.id}v{record.version}</id>\n    <title>{escape(record.title)}</title>\n"
            f"    <updated>{updated}</updated>\n"
            f'    <link href="https://arxiv.org/abs/{record.id}" rel="alternate" type="text/html"/>\n'
            f"    <summary>arXiv:{record.id}v{record.version} Announce Type: {KINDS[kind]} \n"
            f"Abstract: {escape(record.summary)}</summary>\n"
            + "".join(f'    <category term="{name}"/>\n' for name in record.categories)
            + f"    <published>{date}</published>\n    <arxiv:announce_type>{KINDS[kind]}</arxiv:announce_type>\n"
            "    <dc:rights>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</dc:rights>\n"
            + optional("arxiv:journal_reference", record.journal_ref) + optional("arxiv:DOI", record.doi)
            + f"    <dc:creator>{escape(self.creators(record))}</dc:creator>\n  </entry>\n" for kind, record in ordered)
        return (f"<?xml version='1.0' encoding='UTF-8'?>\n{ATOM_OPENING}\n  <id>http://rss.arxiv.org/atom/{asked}</id>\n"
                f"  <title>{asked} updates on arXiv.org</title>\n  <updated>{updated}</updated>\n"
                f'  <link href="http://rss.arxiv.org/atom/{asked}" rel="self" type="application/atom+xml"/>\n'
                f"  <subtitle>{asked} updates on the arXiv.org e-print archive.</subtitle>\n{entries}</feed>\n").encode()

    # Listing pages.

    def newest_day(self):
        return max((day for day in self.days if announced_at(day) <= self.now), default=None)

    def listing(self, category, page, query, day=None):
        skip, show = int(query.get("skip", 0)), int(query.get("show", 2000 if page == "new" else 50))
        if show not in SIZES:
            return 400, {"Content-Type": "text/html"}, b"<html><body>Bad Request</body></html>"
        day = day or self.newest_day() or self.now.astimezone(EASTERN).date()
        items = [item for item in self.days.get(day, []) if item.record.is_in(category)]
        items.sort(key=lambda item: (KINDS.index(item.kind(category)), item.record.id))
        if page == "recent":
            items = [item for item in items if not item.is_replacement]
            sections = [(f"{day:%a}, {day.day} {day:%b %Y}", items)]
        else:
            names = {"New submissions": ("new",), "Cross submissions": ("cross",),
                     "Replacement submissions": ("replace", "replace-cross")}
            sections = [(name, [item for item in items if item.kind(category) in kinds]) for name, kinds in names.items()]
        parts, position = [], 0
        for name, members in sections:
            shown = [(position + place + 1, item.record) for place, item in enumerate(members)
                     if skip <= position + place < skip + show]
            position += len(members)
            if shown:
                parts.append(f"    <h3>{name} (showing {len(shown)} of {len(members)} entries)</h3>\n"
                             + "".join(listing_entry(number, record) for number, record in shown))
        heading = (f"<h3>Showing new listings for {day:%A}, {day.day} {day:%B %Y}</h3>\n" if page == "new" else "")
        content = (f"    <div class='paging'>Total of {len(items)} entries \n    </div>\n<dl id='articles'>\n"
                   + "</dl>\n<dl id='articles'>\n".join(parts) + "</dl>\n" if items else "    <p>No updates today.</p>\n")
        body = (f"<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>{category}  </title></head>\n<body><main>\n"
                f"<div id='content'><div id='content-inner'><div id='dlpage'>\n  <h1>{category}</h1>\n<ul>\n</ul>\n"
                f'<p>See <a id="recent-{category}" aria-labelledby="recent-{category}" href="/list/{category}/recent">recent</a>'
                f" articles</p>\n{heading}{content}</div>\n</div></div></main></body></html>\n")
        return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()

    # OAI-PMH.

    def oai(self, pairs):
        query = dict(pairs)
        verb = query.get("verb")
        takes = {"Identify": set(), "GetRecord": {"identifier", "metadataPrefix"},
                 "ListRecords": {"metadataPrefix", "set", "from", "until", "resumptionToken"}}
        if verb not in takes:
            return self.oai_error("badVerb", "Illegal OAI verb")
        if len(pairs) != len(query) or set(query) - takes[verb] - {"verb"}:
            return self.oai_error("badArgument", "Reason: Repeated or unknown parameter.")
        if verb == "Identify":
            return self.oai_body(query, "<repositoryName>arXiv</repositoryName><baseURL>http://oaipmh.arxiv.org/oai</baseURL>"
                                 "<protocolVersion>2.0</protocolVersion><adminEmail>help@arxiv.org</adminEmail>"
                                 "<earliestDatestamp>2005-09-16</earliestDatestamp><deletedRecord>persistent</deletedRecord>"
                                 "<granularity>YYYY-MM-DD</granularity>")
        start, form = 0, query.get("metadataPrefix")
        asked = query
        if "resumptionToken" in query:
            token = urllib.parse.unquote(query["resumptionToken"])
            if len(query) != 2:
                return self.oai_error("badArgument", "Reason: resumptionToken is exclusive.")
            if token not in self.tokens:
                return self.oai_error("badResumptionToken", "Reason: Token is invalid or expired.")
            asked, start = self.tokens[token]
            form = asked["metadataPrefix"]
        if form is None:
            return self.oai_error("badArgument", "Reason: metadataPrefix is required.")
        if form not in OAI_FORMS:
            return self.oai_error("cannotDisseminateFormat", "Reason: Format is not available.")
        if verb == "GetRecord":
            record = self.records().get(query.get("identifier", "").removeprefix("oai:arXiv.org:"))
            if record is None:
                return self.oai_error("idDoesNotExist", "Reason: Nothing found for this id.")
            return self.oai_body(query, oai_record(record, form))
        dates = {}
        for name in ("from", "until"):
            try:
                if name in asked and re.fullmatch(r"\d{4}-\d\d-\d\d", asked[name]):
                    dates[name] = datetime.date.fromisoformat(asked[name])
                elif name in asked:
                    raise ValueError
            except ValueError:
                return self.oai_error("badArgument", f"Reason: {name} date format must be YYYY-MM-DD.")
        first = dates.get("from", datetime.date(2005, 9, 16))
        last = dates.get("until", datetime.date.max)
        if first < datetime.date(2005, 9, 16):
            return self.oai_error("badArgument", "Reason: start date too early.")
        if "until" in dates and last > self.now.date() + datetime.timedelta(days=1):
            return self.oai_error("badArgument", "Reason: until date too late.")
        if last < first:
            return self.oai_error("badArgument", "Reason: until is before from.")
        found = [record for record in self.records().values() if first <= record.datestamp <= last
                 and ("set" not in asked or any(one == asked["set"] or one.startswith(asked["set"] + ":")
                                                for one in sets_of(record)))]
        found.sort(key=lambda record: (record.datestamp, record.id))
        page = found[start:start + self.page_size]
        if not page:
            return self.oai_error("noRecordsMatch", "Reason: No records match.")
        body = "".join(oai_record(record, form) for record in page)
        if start + len(page) < len(found):
            parameters = {name: value for name, value in asked.items() if name not in ("verb", "resumptionToken")}
            token = urllib.parse.urlencode(parameters | {"verb": verb, "skip": start + len(page)})
            self.tokens[token] = (asked, start + len(page))
            expires = f"{self.now.date() + datetime.timedelta(days=1)}T00:00:00Z"
            body += f"<resumptionToken expirationDate='{expires}'>{urllib.parse.quote(token, safe='')}</resumptionToken>"
        elif start > 0:
            body += "<resumptionToken/>"
        return self.oai_body(query, body)

    def oai_body(self, query, body):
        verb = query["verb"]
        request = "".join(f" {name}={quoteattr(value)}" for name, value in query.items())
        text = (f'<?xml version="1.0" encoding="UTF-8"?>\n{OAI_OPENING}\n<responseDate>{stamp(self.now)}</responseDate>\n'
                f"<request{request}>http://oaipmh.arxiv.org/oai</request>\n<{verb}>{body}</{verb}>\n</OAI-PMH>\n")
        return 200, {"Content-Type": "text/xml"}, text.encode()

    def oai_error(self, code, text):
        body = (f'<?xml version="1.0" encoding="UTF-8"?>\n{OAI_OPENING}\n<responseDate>{stamp(self.now)}</responseDate>\n'
                f"<request>http://oaipmh.arxiv.org/oai</request>\n<error code='{code}'>{escape(text)}</error>\n</OAI-PMH>\n")
        return 200, {"Content-Type": "text/xml"}, body.encode()


API_OPENING = ('<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" '
               'xmlns="http://www.w3.org/2005/Atom">')
RSS_OPENING = ('<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
               'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
               'version="2.0">')
ATOM_OPENING = ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="en-us">')
OAI_OPENING = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
OAI_FORMS = ("arXiv", "arXivRaw", "oai_dc")


def stamp(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def optional(tag, value):
    return f"      <{tag}>{escape(value)}</{tag}>\n" if value else ""


def error_feed(text, now, status=400):
    where = "https://arxiv.org/api/errors" + ("#" + re.sub(r"\W+", "_", text) if status == 400 else "")
    body = (f"<?xml version='1.0' encoding='UTF-8'?>\n{API_OPENING}\n  <id>https://arxiv.org/</id>\n"
            f"  <title>arXiv Search Results</title>\n  <updated>{stamp(now)}</updated>\n"
            "  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>\n  <opensearch:totalResults>1</opensearch:totalResults>\n"
            f"  <opensearch:startIndex>0</opensearch:startIndex>\n  <entry>\n    <id>{escape(where)}</id>\n"
            f"    <title>Error</title>\n    <updated>{stamp(now)}</updated>\n"
            f'    <link href={quoteattr(where)} rel="alternate" type="text/html"/>\n    <summary>{escape(text)}</summary>\n'
            "    <author>\n      <name>arXiv api core</name>\n    </author>\n  </entry>\n</feed>")
    return status, {"Content-Type": "application/atom+xml; charset=utf-8"}, body.encode()


def feed_error(asked, text):
    return (f"<?xml version='1.0' encoding='UTF-8'?>\n{RSS_OPENING}<channel><title>Feed error for query: {escape(asked)}"
            f"</title><link>http://rss.arxiv.org/</link><description>{escape(text)}</description></channel></rss>").encode()


def api_entry(record):
    at = f"{record.id}v{record.version}"
    authors = "".join(f"    <author>\n      <name>{escape(name)}</name>\n" + "".join(
        f"      <arxiv:affiliation>{escape(text)}</arxiv:affiliation>\n" for text in record.affiliations.get(place, []))
        + "    </author>\n" for place, name in enumerate(record.authors))
    doi = (f"    <arxiv:doi>{escape(record.doi)}</arxiv:doi>\n"
           f'    <link rel="related" href={quoteattr("https://doi.org/" + record.doi)} title="doi"/>\n' if record.doi else "")
    return (f"  <entry>\n    <id>http://arxiv.org/abs/{at}</id>\n    <title>{escape(record.title)}</title>\n"
            f"    <updated>{stamp(record.submitted)}</updated>\n"
            f'    <link href="https://arxiv.org/abs/{at}" rel="alternate" type="text/html"/>\n'
            f'    <link href="https://arxiv.org/pdf/{at}" rel="related" type="application/pdf" title="pdf"/>\n'
            f"    <summary>{escape(record.summary)}</summary>\n"
            + "".join(f'    <category term="{name}" scheme="http://arxiv.org/schemas/atom"/>\n' for name in record.categories)
            + f"    <published>{stamp(record.submitted)}</published>\n" + optional("arxiv:comment", record.comment)
            + f'    <arxiv:primary_category term="{record.categories[0]}"/>\n'
            + optional("arxiv:journal_ref", record.journal_ref) + authors + doi + "  </entry>\n")


def listing_entry(number, record):
    archive = record.categories[0].split(".")[0]
    authors = ", ".join(
        f'<a href="https://arxiv.org/search/{archive}?searchtype=author&amp;query={urllib.parse.quote_plus(name)}">'
        f"{html.escape(name, quote=False)}</a>" for name in record.authors)
    subjects = "; ".join(f"Subject of {name} ({name})" for name in record.categories[1:])
    extra = "".join(
        f"        <div class='list-{kind} mathjax'><span class='descriptor'>{label}:</span>\n"
        f"          {html.escape(value, quote=False)}\n        </div>\n"
        for kind, label, value in (("comments", "Comments", record.comment),
                                   ("journal-ref", "Journal-ref", record.journal_ref)) if value)
    return (f"<dt>\n      <a name='item{number}'>[{number}]</a>\n"
            f'      <a href ="/abs/{record.id}" title="Abstract" id="{record.id}">\n        arXiv:{record.id}\n      </a>\n'
            f'        [<a href="/pdf/{record.id}" title="Download PDF" id="pdf-{record.id}">pdf</a>]\n    </dt>\n    <dd>\n'
            "      <div class='meta'>\n        <div class='list-title mathjax'><span class='descriptor'>Title:</span>\n"
            f"          {html.escape(record.title, quote=False)}\n        </div>\n"
            f"        <div class='list-authors'>{authors}</div>\n{extra}"
            "        <div class='list-subjects'><span class='descriptor'>Subjects:</span>\n"
            f'          <span class="primary-subject">Subject of {record.categories[0]} ({record.categories[0]})</span>'
            f"{'; ' + subjects if subjects else ''}\n        </div>\n"
            f"        <p class='mathjax'>\n          {html.escape(record.summary, quote=False)}\n        </p>\n"
            "      </div>\n    </dd>\n")


def sets_of(record):
    sets = []
    for name in record.categories:
        archive = name.split(".")[0]
        group = "physics" if archive in PHYSICS else archive
        sets.append(f"{group}:{archive}:{name.split('.')[1]}" if "." in name else f"{group}:{archive}")
    return sets


def oai_record(record, form):
    status = ' status="deleted"' if record.deleted else ""
    header = (f"<header{status}><identifier>oai:arXiv.org:{record.id}</identifier><datestamp>{record.datestamp}</datestamp>"
              + "".join(f"<setSpec>{name}</setSpec>" for name in sets_of(record)) + "</header>")
    if record.deleted:
        return f"<record>{header}</record>\n"
    common = optional("comments", record.comment) + optional("journal-ref", record.journal_ref) + optional("doi", record.doi)
    rights = "<license>http://arxiv.org/licenses/nonexclusive-distrib/1.0/</license>"
    if form == "arXiv":
        authors = ""
        for name in record.authors:
            given, _, family = name.rpartition(" ")
            authors += f"<author><keyname>{escape(family)}</keyname>{optional('forenames', given)}</author>"
        body = (f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{record.id}</id><created>{record.submitted.date()}</created>'
                f"<authors>{authors}</authors><title>{escape(record.title)}</title>"
                f"<categories>{' '.join(record.categories)}</categories>{common}{rights}"
                f"<abstract>{escape(record.summary)}</abstract></arXiv>")
    elif form == "arXivRaw":
        versions = "".join(f'<version version="v{number}"><date>{email.utils.format_datetime(record.submitted, usegmt=True)}'
                           "</date><size>12kb</size></version>" for number in range(1, record.version + 1))
        body = (f'<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>{record.id}</id><submitter>Someone</submitter>{versions}'
                f"<title>{escape(record.title)}</title><authors>{escape(Arxiv.creators(record))}</authors>"
                f"<categories>{' '.join(record.categories)}</categories>{common}{rights}"
                f"<abstract>{escape(record.summary)}</abstract></arXivRaw>")
    else:
        creators = "".join(f"<dc:creator>{escape(', '.join(reversed([p for p in name.rpartition(' ')[::2] if p])))}</dc:creator>"
                           for name in record.authors)
        body = ('<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(record.title)}</dc:title>{creators}'
                f"<dc:description>{escape(record.summary)}</dc:description><dc:date>{record.submitted.date()}</dc:date>"
                f"<dc:type>text</dc:type><dc:identifier>http://arxiv.org/abs/{record.id}</dc:identifier></oai_dc:dc>")
    return f"<record>{header}<metadata>{body}</metadata></record>\n"


# Search.

TOKEN = re.compile(r'\s*(?:(\(|\))|(\w+):\[(\w+) TO (\w+)\]|(?:([a-zA-Z]+):)?(?:"([^"]*)"|([^\s()"]+)))')


def parse_search(text):
    """A predicate over records. Operators have one precedence and are taken from the left."""
    tokens, place = [], 0
    while text[place:].strip():
        match = TOKEN.match(text, place)
        if not match:
            raise ValueError("malformed query")
        tokens.append(match)
        place = match.end()
    at = 0

    def word(index):
        return tokens[index][0].strip() if index < len(tokens) else ""

    def term():
        nonlocal at
        if at >= len(tokens) or word(at) == ")":
            raise ValueError("malformed query")
        match = tokens[at]
        at += 1
        if match[1] == "(":
            inner = expression()
            if word(at) != ")":
                raise ValueError("malformed query")
            at += 1
            return inner
        if match[2]:
            if match[2] not in ("submittedDate", "lastUpdatedDate"):
                raise ValueError("malformed query")
            first, last = match[3].ljust(12, "0"), match[4] + "2359"[len(match[4]) - 8:]
            return lambda record: first <= f"{record.submitted:%Y%m%d%H%M}" <= last
        return field_test((match[5] or "all").lower(), match[6] if match[6] is not None else match[7])

    def expression():
        nonlocal at
        left = term()
        while at < len(tokens) and word(at) != ")":
            operator = "OR"
            if word(at) in ("AND", "OR", "ANDNOT"):
                operator = word(at)
                at += 1
            left = combine(operator, left, term())
        return left

    result = expression()
    if at != len(tokens):
        raise ValueError("malformed query")
    return result


def combine(operator, left, right):
    return {"AND": lambda record: left(record) and right(record), "OR": lambda record: left(record) or right(record),
            "ANDNOT": lambda record: left(record) and not right(record)}[operator]


def field_test(name, value):
    if name == "cat":
        if value.endswith(".*"):
            return lambda record: any(own.startswith(value[:-1]) for own in record.categories)
        return lambda record: value in record.categories
    texts = {"ti": lambda record: [record.title], "au": lambda record: record.authors, "abs": lambda record: [record.summary],
             "co": lambda record: [record.comment], "id": lambda record: [record.id],
             "all": lambda record: [record.title, record.summary, record.comment, *record.authors, *record.categories]}
    if name not in texts:
        raise ValueError("malformed query")
    wanted = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
    return lambda record: any(wanted.search(text) for text in texts[name](record))
