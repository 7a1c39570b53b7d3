"""Files as other tools write them, and files that mean harm."""

from __future__ import annotations

import io
import zipfile

import pytest

from archive.coding.refi.reader import read
from archive.coding.refi.source_text import settled
from archive.errors import Unreadable

PATHS = (
    "internal://one.txt", "one.txt", "sources/one.txt", r"Sources\one.txt", "relative:///one.txt",
    "internal://One.TXT",
)  # fmt: skip
CODE = "85D17F60-7BB0-481E-B742-B4861DD669DF"
TEXT = "They sent us away.\nবন্যা 🌊 took the house.\nNobody came.\n"


def project(inside: str, text_path: str = "internal://one.txt", position: tuple[int, int] = (0, 0)) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="other tool">
<Users><User guid="{{AD68FBE7-E1EE-4A82-A279-23CC698C89EB}}" name="C"/></Users>
<CodeBook><Codes>
<Code guid="{{{CODE}}}" name="Turned away" isCodable="true" color="#F00082"/></Codes></CodeBook>
<Sources><TextSource guid="69A4332D-5B31-4915-B520-5275CFC21B40" name="talk" plainTextPath="{text_path}">
<PlainTextSelection guid="4191294A-E287-4510-95B0-69BCE4638E56" startPosition="{position[0]}"
 endPosition="{position[1]}" name="Nobody came."><Coding guid="445A6AEC-1400-4502-919D-0867832FF211">
<CodeRef targetGUID="{CODE.lower()}"/></Coding>
</PlainTextSelection></TextSource></Sources>{inside}</Project>"""


def package(qde: str, parts: dict[str, bytes], name: str = "Project.qde") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(name, qde)
        for part, content in parts.items():
            file.writestr(part, content)
    return out.getvalue()


def words(content: bytes) -> str:
    source = read(content).sources[0]
    passage = source.passages[0]
    return source.text[passage.start : passage.end]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("folder", ["sources", "Sources"])
def test_a_source_is_found_however_its_path_is_written(path: str, folder: str) -> None:
    at = TEXT.index("Nobody")
    made = package(project("", path, (at, at + 12)), {f"{folder}/one.txt": TEXT.encode()}, "My study.qde")
    assert words(made) == "Nobody came."


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("unit", ["points", "utf16", "bytes"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_positions_are_understood_in_any_unit(line_end: str, unit: str, mark: str) -> None:
    before = TEXT[: TEXT.index("Nobody")].replace("\n", line_end)
    size = {
        "points": len(before),
        "utf16": len(before.encode("utf-16-le")) // 2,
        "bytes": len(before.encode()),
    }
    at = size[unit]
    content = (mark + TEXT.replace("\n", line_end)).encode()
    assert words(package(project("", position=(at, at + 12)), {"sources/one.txt": content})) == "Nobody came."


def test_guids_in_braces_and_capitals_meet() -> None:
    found = read(package(project("", position=(0, 5)), {"sources/one.txt": TEXT.encode()}))
    assert found.sources[0].passages[0].codes[0].code == found.codes[0].guid == CODE.lower()
    assert found.codes[0].colour == "#f00082"


def test_what_has_no_text_is_said_and_left_out() -> None:
    extra = '<Links><Link guid="x"/></Links><Graphs><Graph guid="y"/></Graphs>'
    found = read(package(project(extra), {}))
    assert found.sources == ()
    assert len(found.notices) == 3
    (source,) = found.without_text
    assert [(one.code, one.why) for one in source.unplaced] == [
        (found.codes[0].guid, "its source has no text in the file")
    ]


@pytest.mark.parametrize("raw", ["a\r\nb".encode("utf-16"), b"\xef\xbb\xbfa\r\nb", b"a\rb"])
def test_texts_settle_to_one_form(raw: bytes) -> None:
    assert settled(raw) == "a\nb"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", bytes(64 << 20))
    return out.getvalue()


HOSTILE = {
    "no zip": b"not a zip at all",
    "cut": package(project(""), {"sources/one.txt": TEXT.encode()})[:-40],
    "no project": package("<x/>", {}, "other.xml"),
    "other xml": package("<html/>", {}),
    "entities": package('<!DOCTYPE a [<!ENTITY b "boom">]><Project>&b;</Project>', {}),
    "outside": package('<!DOCTYPE a SYSTEM "file:///etc/passwd"><Project/>', {}),
    "climbing": package(project(""), {"../../evil.txt": b"x"}),
    "drive": package(project(""), {"c:/evil.txt": b"x"}),
    "broken xml": package("<Project><", {}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(HOSTILE[name])
    assert str(refused.value).endswith(".")


def test_a_package_that_inflates_beyond_reason_is_refused() -> None:
    with pytest.raises(Unreadable, match="inflates"):
        read(_bomb())


def test_codes_nested_two_thousand_deep_are_read_without_recursion() -> None:
    opening = "".join(f'<Code guid="g{n}" name="c{n}" isCodable="true">' for n in range(2_000))
    inside = f"<CodeBook><Codes>{opening}{'</Code>' * 2_000}</Codes></CodeBook>"
    qde = f'<Project xmlns="urn:QDA-XML:project:1.0">{inside}</Project>'
    assert len(read(package(qde, {})).codes) == 2_000
