"""Articles from files, in the encodings and forms people have."""

import pytest

from newsie.article import Unreadable
from newsie.errors import InputError
from newsie.inputs.records import TEXT
from newsie.readers import read


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", "Zoë".encode(), [{"text": "Zoë", "id": "a"}]),
        ("a.txt", b"\xef\xbb\xbfHi", [{"text": "Hi", "id": "a"}]),
        ("a.txt", "Zoë".encode("cp1252"), [{"text": "Zoë", "id": "a"}]),
        ("a.txt", "Zoë".encode("utf-16"), [{"text": "Zoë", "id": "a"}]),
        ("a.jsonl", b'{"text": "x", "id": "1"}\n\n', [{"text": "x", "id": "1"}]),
        ("a.txt", "Zoë".encode("utf-16-le"), [{"text": "Zoë", "id": "a"}]),
        ("2025-03-14-a.txt", b"Hi", [{"text": "Hi", "id": "2025-03-14-a", "published": "2025-03-14"}]),
        ("2025-13-14-a.txt", b"Hi", [{"text": "Hi", "id": "2025-13-14-a"}]),
        ("a.json", b'{"articles": [{"content": "x", "id": 7}]}', [{"content": "x", "text": "x", "id": 7}]),
        ("a.csv", b'id,text\r\n1,"x\r\ny"\r\n', [{"text": "x\r\ny", "id": "1"}]),
        ("a.tsv", b"id\ttext\n1\tx\n", [{"text": "x", "id": "1"}]),
        ("a.csv", b"id;text;title\n1;x, y;\n", [{"text": "x, y", "id": "1"}]),
    ],
)
def test_reads(tmp_path, name, data, expected):
    (tmp_path / name).write_bytes(data)
    assert list(read(tmp_path / name)) == expected


def test_bad_records_are_named_and_lose_no_other(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('[1]\n{"title": "x"}\n{"text": "y"}\n')
    assert list(read(path)) == [
        Unreadable(f"{path}:1", f"{path}:1: an article is an object, not list"),
        Unreadable(f"{path}:2", f"{path}:2: no text (looked for {', '.join(TEXT)})"),
        {"text": "y", "id": f"{path}:3"},
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.json", "{", "a.json:1: not JSON"),
        ("a.json", "3", "a list of articles is expected, not int"),
        ("a.csv", "id,headline\n1,x\n", "no column with the text"),
    ],
)
def test_files_of_another_form_say_so(tmp_path, name, data, why):
    (tmp_path / name).write_text(data)
    with pytest.raises(InputError, match=why):
        list(read(tmp_path / name))
