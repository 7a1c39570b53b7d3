"""Web pages and oTranscribe files: the text line by line, nothing of scripts and styles."""

from __future__ import annotations

import json

import pytest

from archive.errors import Unreadable
from archive.ingest import read

PAGE = """<!DOCTYPE html><html><head><title>x</title><style>p { color: red }</style></head><body>
<h1>Interview 4</h1>
<p><a name="ts_3000_6000_S00">S00: Tell me &amp; us.</a></p><p>S01: We <b>left</b><br>at
 night.</p><script>var a = 'S02: no';</script><p hidden>S03: hidden</p><p>S00: Who?</p></body></html>"""


def test_paragraphs_are_lines_and_scripts_are_nothing() -> None:
    (draft,) = read("a.html", PAGE.encode())
    assert draft.text == "Interview 4\nS00: Tell me & us.\nS01: We left\nat night.\nS00: Who?\n"
    assert [t.label for t in draft.turns] == [None, "S00", "S01", "S00"]


def test_a_table_of_turns_in_a_page_is_read_by_its_columns() -> None:
    rows = [("00:01", "Asha", "Tell me."), ("00:04", "Mina", "They sent us."), ("", "", "<p>Away.</p>")]
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    head = "<tr><th>Time</th><th>Speaker</th><th>Text</th></tr>"
    (draft,) = read("a.htm", f"<table>{head}{cells}</table>".encode())
    turns = [(t.label, draft.text[t.body : t.end].strip()) for t in draft.turns]
    assert turns[1:] == [("Asha", "Tell me."), ("Mina", "They sent us."), (None, "Away.")]
    assert len(draft.doubts) == 1


def test_otranscribe_keeps_a_page_in_json() -> None:
    content = json.dumps({"text": "<p>I: Tell me.</p><p>R: We left.</p>", "media": "a.mp3"})
    (draft,) = read("a.otr", content.encode())
    assert draft.text == "I: Tell me.\nR: We left.\n"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.html", "<html><script>x</script></html>", "no text"),
        ("a.html", "<div>" * 5000 + "x", "nested too deep"),
        ("a.otr", "{", "broken"),
        ("a.otr", "[]", "holds no text"),
    ],
)
def test_what_holds_no_text_is_refused(name: str, content: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read(name, content.encode())
