"""A part is what its bytes and relations say, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest

from archive.errors import Unreadable
from archive.ingest import read
from archive.ingest.confinement import parts
from archive.ingest.confinement.container import MAX_INFLATED, inspect

DECLARED = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x "the words">]><d>&x;</d>'
NAMES = ("word/document.dat", "document", "word/embeddings/a.xml", "media/image.PNG", "a.XML")


def packed(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", ["", "\ufeff", " \r\n\t", " " * 9000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declaration_is_found_under_every_name(name: str, before: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="entities"):
        inspect(packed({name: (before + DECLARED).encode(encoding)}))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data",
    [
        DECLARED.encode("utf-16-le"),
        DECLARED.encode("utf-16-be"),
        DECLARED.encode("utf-32"),
        DECLARED.encode("utf-32-be"),
        DECLARED.encode("cp500"),
        DECLARED.encode("utf-7"),
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b'<?xml version="1.0"' + b" " * 700 + b'encoding="cp037"?><a/>',
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
    ],
)
def test_an_encoding_that_could_hide_a_declaration_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(Unreadable, match="encoding|entities"):
        inspect(packed({name: data}))


def moved(content: bytes, name: str, change: Any = lambda data: data) -> bytes:
    """The same document with its main part under another name, as its relations and content types say."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {info.filename: file.read(info) for info in file.infolist()}
    members[f"word/{name}"] = change(members.pop("word/document.xml"))
    members[f"word/_rels/{name}.rels"] = members.pop("word/_rels/document.xml.rels")
    for each in ("[Content_Types].xml", "_rels/.rels"):
        members[each] = members[each].replace(b"word/document.xml", f"word/{name}".encode())
    return packed(members)


def test_a_main_part_under_another_name_is_read(docx: Any) -> None:
    whole = docx("I: How are you?", "R: Not well.")
    assert read("a.docx", moved(whole, "document.dat"))[0].text == read("a.docx", whole)[0].text


def test_a_main_part_under_another_name_is_judged(docx: Any) -> None:
    def declare(data: bytes) -> bytes:
        head, mark, rest = data.partition(b"?>")
        return head + mark + b'<!DOCTYPE w [<!ENTITY x "Not well.">]>' + rest.replace(b"Not well.", b"&x;")

    with pytest.raises(Unreadable, match="entities"):
        read("a.docx", moved(docx("I: How are you?", "R: Not well."), "document.dat", declare))


def relation(kind: str, mode: str = "Internal", prefix: str = "") -> bytes:
    """A list of one relation, its names under a prefix of any choice."""
    space = f"xmlns{':' if prefix else ''}{prefix}='http://r.example/relationships'"
    mark = f"{prefix}:" if prefix else ""
    return (
        f"<{mark}Relationships {space}><{mark}Relationship Id='r' Type='http://x{kind}' Target='a' "
        f"TargetMode='{mode}'/></{mark}Relationships>"
    ).encode()


@pytest.mark.parametrize("prefix", ["", "p"])
@pytest.mark.parametrize("kind", ["/aFChunk", "&#47;aFChunk"])
def test_an_included_document_is_refused_however_its_relation_is_written(kind: str, prefix: str) -> None:
    with pytest.raises(Unreadable, match="another document"):
        inspect(packed({"word/_rels/document.xml.RELS": relation(kind, prefix=prefix)}))


def test_macros_are_refused_by_their_relation_and_their_content_type() -> None:
    with pytest.raises(Unreadable, match="macros"):
        inspect(packed({"a.rels": relation("/vbaProject")}))
    types = b'<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    with pytest.raises(Unreadable, match="macros"):
        inspect(packed({"[Content_Types].xml": types, "word/x.bin": b"x"}))


def test_links_elsewhere_are_told_and_hyperlinks_are_not() -> None:
    assert inspect(packed({"a.rels": relation("/image", "External")})).notices
    assert not inspect(packed({"a.rels": relation("/hyperlink", "External")})).notices


DRAWING = b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><svg></svg>'


def test_a_drawing_may_have_a_document_type_where_no_reader_takes_it_for_words() -> None:
    types = b'<Types><Default Extension="svg" ContentType="image/svg+xml"/></Types>'
    inspect(packed({"[Content_Types].xml": types, "word/media/a.svg": DRAWING}))
    inspect(packed({"mimetype": b"x", "Pictures/a.svg": DRAWING}))
    for name in ("content.xml", "word/document.svg"):
        with pytest.raises(Unreadable, match="entities"):
            inspect(packed({name: DRAWING}))


def test_xml_that_grows_beyond_reason_is_refused_before_it_has_grown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = packed({"word/document.xml": b"<w>" + b"a " * 22_500_000 + b"</w>"})
    assert len(bomb) < 100_000
    judged: list[int] = []
    monkeypatch.setattr(parts, "check_xml", lambda xml: judged.append(len(xml)))
    with pytest.raises(Unreadable, match="hundred times"):
        inspect(bomb)
    assert judged == []


def test_words_and_elements_are_counted_before_anything_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_CODE_POINTS", 10)
    parts.check_xml(b"<a><b/>1234567890</a>")
    parts.check_xml("<a>১২৩৪৫৬৭৮৯০</a>".encode())
    parts.check_xml(b"<a>&#2453;&#x995;&amp;4567890</a>")
    with pytest.raises(Unreadable, match="20 million"):
        parts.check_xml(b"<a>12345<b/>678901</a>")
    monkeypatch.setattr(parts, "MAX_ELEMENTS", 3)
    with pytest.raises(Unreadable, match="pieces"):
        parts.check_xml(b"<a><b/><b/></a>")


def test_the_limit_of_a_container_is_on_all_its_parts() -> None:
    half = bytes(MAX_INFLATED // 2)
    inspect(packed({"a.png": half, "b.png": half}))
    with pytest.raises(Unreadable, match="50 MB"):
        inspect(packed({"a.png": half, "b.png": half, "c.png": b"x"}))
