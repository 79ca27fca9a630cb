"""Exports, feeds, saved pages and web archives, as people have them. All of it is made up."""

import gzip
import html
import io
import json
from types import SimpleNamespace

import pytest

import newsie
from newsie.article import Article, Unreadable
from newsie.cli import main
from newsie.errors import InputError, MissingExtraError
from newsie.readers import read

BODY = [
    "Floodwater from the Lugo river swept through the market town of Abela on Tuesday, killing three people.",
    "Rescue workers pulled eleven families from their roofs, the regional fire service said.",
    "The mayor called for boats and blankets, and asked people to stay away from the old bridge.",
]
PAGE = f"""<!doctype html><html lang="en"><head><title>Three die in Abela flood | The Lugo Post</title>
<meta property="og:title" content="Three die in Abela flood">
<meta property="og:site_name" content="The Lugo Post">
<link rel="canonical" href="https://post.example/abela">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}}, {{"@type": "NewsArticle",
"datePublished": "2025-05-06T23:40:00+02:00", "dateModified": "2025-05-08T09:00:00Z"}}]}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Three die in Abela flood</h1><p>{"</p><p>".join(BODY)}</p></article>
<aside><h2>Most read</h2><ul><li><a href="/x">Ten recipes for spring</a></li></ul></aside>
<footer>Subscribe to our newsletter</footer></body></html>"""
RSS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Lugo Post</title><item><title>Three die &amp; more missing</title><link>https://post.example/1</link><guid>g1</guid>
<pubDate>Tue, 06 May 2025 23:40:00 +0200</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>Three died in Abel\xe9.</p><p>Two are <b>missing</b>.</p>]]></content:encoded>
</item>
<item><title>Bridge closed</title></item><item><link>https://post.example/3</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lugo Post</title><entry><title>Flood</title>
<link rel="self" href="https://post.example/self"/><link href="https://post.example/1"/><id>urn:1</id>
<updated>2025-05-06T23:40:00Z</updated><summary>Three died.</summary></entry></feed>"""
ITEM = "<rss><channel><item><title>&a;</title></item></channel></rss>"
BOMB = f'<!DOCTYPE r [<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;">]>{ITEM}'
THIEF = f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>{ITEM}'


def only(path, data):
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (item,) = read(path)
    return item


def fields(item):
    a = Article.of(item)
    return (a.text, a.published, a.title, a.source, a.url, a.id)


@pytest.mark.parametrize(
    ("name", "record", "expected"),
    [
        (  # NewsAPI
            "a.jsonl",
            {
                "source": {"id": None, "name": "The Lugo Post"},
                "author": "A. Writer",
                "title": "Flood",
                "url": "https://post.example/1",
                "publishedAt": "2025-05-06T21:40:00Z",
                "content": "Three people died in Abela… [+1402 chars]",
            },
            (
                "Three people died in Abela",
                "2025-05-06",
                "Flood",
                "The Lugo Post",
                "https://post.example/1",
                None,
            ),
        ),
        (  # a list of GDELT's: headlines alone
            "a.json",
            {
                "articles": [
                    {
                        "url": "https://post.example/1",
                        "title": "Three die in flood",
                        "seendate": "20250506T214000Z",
                        "domain": "post.example",
                    }
                ]
            },
            (
                "Three die in flood",
                "2025-05-06",
                "Three die in flood",
                "post.example",
                "https://post.example/1",
                None,
            ),
        ),
        (  # Media Cloud
            "a.jsonl",
            {
                "id": "77",
                "title": "Three die in flood",
                "publish_date": "2025-05-06",
                "media_name": "Lugo Post",
                "media_url": "post.example",
            },
            ("Three die in flood", "2025-05-06", "Three die in flood", "Lugo Post", None, "77"),
        ),
    ],
)
def test_exports(tmp_path, name, record, expected):
    path = tmp_path / name
    text, published, title, source, url, own = fields(only(path, json.dumps(record)))
    assert (text, published, title, source, url) == expected[:5]
    assert own == (expected[5] or f"{path}{':1' if name == 'a.jsonl' else '#1'}")


def test_a_headline_is_no_text_where_a_text_was_to_be(tmp_path):
    assert isinstance(only(tmp_path / "a.jsonl", '{"title": "x", "url": "https://e.example"}'), Unreadable)


def test_csv_columns_are_known_by_name(tmp_path):
    item = only(
        tmp_path / "a.csv", "Headline;Full Text;Date;Outlet\nFlood;Three died.;2025-05-06;Lugo Post\n"
    )
    assert fields(item)[:4] == ("Three died.", "2025-05-06", "Flood", "Lugo Post")


def test_csv_without_text_says_which_columns_there_are(tmp_path):
    with pytest.raises(InputError, match=r"it has when, words\): name the column `text`"):
        only(tmp_path / "a.csv", "when,words\n1,x\n")


def test_rss(tmp_path):
    path = tmp_path / "a.rss"
    path.write_bytes(RSS.encode("latin-1"))
    whole, title_alone, nothing = read(path)
    assert fields(whole) == (
        "Three died in Abelé.\nTwo are missing.",
        "2025-05-06",
        "Three die & more missing",
        "The Lugo Post",
        "https://post.example/1",
        "g1",
    )
    assert title_alone == {
        "text": "Bridge closed", "title": "Bridge closed", "source": "The Lugo Post", "id": f"{path}#2"
    }  # fmt: skip
    assert nothing.error.startswith(f"{path}#3: no text")


def test_atom(tmp_path):
    item = only(tmp_path / "a.xml", ATOM)
    assert fields(item) == (
        "Three died.", "2025-05-06", "Flood", "The Lugo Post", "https://post.example/1", "urn:1"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (BOMB, "it declares entities"),
        (THIEF, "it declares entities"),
        ("<rss><channel>", "not XML"),
        ("<html><p>x</p></html>", "RSS or Atom is expected, not <html>"),
    ],
)
def test_what_is_no_feed_is_refused(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        only(tmp_path / "a.xml", text)


def test_a_saved_page(tmp_path):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    item = only(tmp_path / "page.html", PAGE)
    assert fields(item) == (
        "\n".join(BODY),
        "2025-05-06",
        "Three die in Abela flood",
        "The Lugo Post",
        "https://post.example/abela",
        "page",
    )
    assert item["published"] == "2025-05-06T23:40:00+02:00"


def test_a_page_without_an_article_is_named(tmp_path):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    assert "no article found" in only(tmp_path / "a.html", "<html><body></body></html>").error


def archived(url, kind, status):
    """Return a WARC record of the page, as a crawler writes it."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{PAGE}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n"
    kinds = "Content-Type: application/http; msgtype=response\r\n\r\n"
    return (head + kinds).encode() + answer + b"\r\n\r\n"


def test_a_web_archive(tmp_path):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    pytest.importorskip("warcio", reason="the extra `warc` is not installed")

    path = tmp_path / "a.warc.gz"
    records = (
        ("https://post.example/abela", "text/html; charset=utf-8", "200 OK"),
        ("https://post.example/gone", "text/html", "404 Not Found"),
        ("https://post.example/a.png", "image/png", "200 OK"),
    )
    path.write_bytes(b"".join(gzip.compress(archived(*record)) for record in records))
    (item,) = read(path)
    assert fields(item)[1:] == (
        "2025-05-06",
        "Three die in Abela flood",
        "The Lugo Post",
        "https://post.example/abela",
        "https://post.example/abela",
    )


def test_what_is_no_archive_is_refused(tmp_path):
    pytest.importorskip("warcio", reason="the extra `warc` is not installed")
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"not a web archive"))
    with pytest.raises(InputError, match="not a web archive"):
        list(read(tmp_path / "a.warc.gz"))


def test_a_damaged_archive_is_read_as_far_as_it_goes(tmp_path):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    pytest.importorskip("warcio", reason="the extra `warc` is not installed")
    good = archived("https://post.example/abela", "text/html", "200 OK")
    (tmp_path / "a.warc").write_bytes(good + good.replace(b"WARC-Target-URI", b"WARC-Tar"))
    items = read(tmp_path / "a.warc")
    assert next(items)["id"] == "https://post.example/abela"
    with pytest.raises(InputError, match="a damaged one"):
        next(items)


@pytest.mark.parametrize(("name", "extra"), [("a.html", "web"), ("a.warc", "warc")])
def test_a_missing_extra_says_how_to_get_it(tmp_path, monkeypatch, name, extra):
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    monkeypatch.setitem(__import__("sys").modules, "warcio.archiveiterator", None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'newsie\[{extra}\]'"):
        only(tmp_path / name, PAGE)


@pytest.mark.parametrize(
    ("text", "count"), [(ATOM, 1), (json.dumps([{"text": "Two died."}]), 1), ("Two died.", 1)]
)
def test_standard_input_is_known_by_how_it_begins(monkeypatch, text, count):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert len(list(read("-"))) == count


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path, capsys):
    for folder, place in (("north", "Goma"), ("south", "Lyon")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Gunmen killed four people in {place}, police said.")
    out = tmp_path / "r.html"
    paths = [str(tmp_path / folder / "a.txt") for folder in ("north", "south", "south")]
    assert main(["report", *paths, "-o", str(out)]) == 0
    assert '"Goma"' in out.read_text()
    assert '"Lyon"' in out.read_text()


# what fuzzing found: one odd byte lost every article of its file, or the whole run

DEEP, LONG = "[" * 100_000, "1" * 5000  # Python raises for each what is no JSONDecodeError
LATE = "Tue, 06 May 2025 23:40:00 +99999999999999"


@pytest.mark.parametrize("line", [DEEP, LONG, f'{{"text": {DEEP}', f'{{"text": "x", "a": {LONG}}}'])
def test_json_that_python_cannot_take_loses_no_other_line(tmp_path, line):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{line}\n{{"text": "y"}}\n')
    bad, good = read(path)
    assert isinstance(bad, Unreadable)
    assert "a.jsonl:1: not JSON (" in bad.error
    assert good["text"] == "y"


@pytest.mark.parametrize("text", [DEEP, LONG])
def test_a_file_of_json_that_python_cannot_take_says_so(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(InputError, match=r"a.json:1: not JSON \((nested too deep|a number of thousands)"):
        list(read(tmp_path / "a.json"))


@pytest.mark.parametrize("encoding", ["ISO-8718-1", "base64", "idna", "undefined", "\u00e9"])
def test_a_feed_in_an_encoding_that_is_none_says_so(tmp_path, encoding):
    (tmp_path / "a.rss").write_text(f'<?xml version="1.0" encoding="{encoding}"?><rss/>')
    with pytest.raises(InputError, match="not XML"):
        list(read(tmp_path / "a.rss"))


MARKUP = ["<![if !ie]>", "<![foo[bar]]>", "<![\x00", f"&#{LONG};", "<![", "<!DOCTYPE [<!foo>", "</"]


@pytest.mark.parametrize("markup", MARKUP)
def test_markup_that_python_stops_at_is_read_over(tmp_path, markup):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    page = PAGE.replace("</p>", f"</p>{markup}", 1)
    assert BODY[0] in fields(only(tmp_path / "a.html", page))[0]
    told = html.escape(f"<p>Two died.</p>{markup}".replace("\x00", "\x7f"))  # XML has no NUL
    feed = f"<rss><channel><item><description>{told}</description></item></channel></rss>"
    assert fields(only(tmp_path / "a.rss", feed))[0].startswith("Two died.")


def test_a_page_may_say_anything_of_its_place_and_day(tmp_path):
    pytest.importorskip("trafilatura", reason="the extra `web` is not installed")
    page = PAGE.replace("https://post.example/abela", "https://[post").replace(
        '<meta property="og:site_name" content="The Lugo Post">', ""
    )
    assert BODY[0] in fields(only(tmp_path / "a.html", page))[0]
    page = PAGE.replace('{"@type": "WebSite"}', LONG)
    assert BODY[0] in fields(only(tmp_path / "a.html", page))[0]


def test_a_day_with_an_impossible_zone_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "Two died.", "published": LATE}))
    [x] = newsie.extract_many(read(path))
    assert x.error == f"published must be an ISO date such as 2025-07-04, not {LATE!r}"


@pytest.mark.parametrize("name", ["id", "title", "published"])
def test_a_number_that_python_does_not_write_is_no_name(name):
    [x] = newsie.extract_many([{"text": "Two died.", name: 10**5000}])
    assert "not int" in x.error
