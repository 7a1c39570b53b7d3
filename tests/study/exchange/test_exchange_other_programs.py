"""Projects of QualCoder, NVivo and Taguette go in, and out again, with every coding on its words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest

from archive.access.gate import UnitOfWork
from archive.coding.refi.reader import read
from archive.errors import UsageError
from archive.ingest.coding_projects import project_in
from archive.ports import Archive
from archive.study import coder_agreement, exchange
from tests.study.exchange.tool_files import Mark, nvivo, qualcoder, taguette
from tests.study.group import SAID, keep, researcher

LINES = (
    ("Q", "What happened after the flood?", None),
    ("R1", f"I am {SAID} of the camp 🌊. The clinic was closed for fifty days, and nobody said why.", "p-1"),
    ("R2", "খাল ভরে গেল। আমরা স্কুলে গেলাম, কেউ আসেনি 👩🏽‍🌾।", "p-2"),
    ("R1", "पुल टूट गया और हम नाव से चले। गाँव में काग़ज़ माँगे।", "p-1"),
    ("R2", "छोरीलाई अस्पतालबाट फर्काए, नागरिकताको कागज मागे।", "p-2"),
    ("R1", "Walituambia turudi kesho; watoto hawakupata dawa 𝒜𝒷 hospitalini.", "p-1"),
    ("R2", "Nước lên đến mái nhà, bệnh viện không nhận con tôi.", "p-2"),
)
CODED = (
    "closed for fifty days", "🌊. The clinic", "আমরা স্কুলে", "👩🏽‍🌾", "नाव से चले", "काग़ज़ माँगे",
    "नागरिकताको कागज", "dawa 𝒜𝒷 hospitalini", "bệnh viện không nhận", "mái nhà, bệnh viện", "nobody said why",
)  # fmt: skip
Writer = Callable[[str, Sequence[Mark]], bytes]


def text_of(lines: Sequence[tuple[str, str, str | None]]) -> str:
    """The talk as a colleague has it: a name on a line of its own, then the words, and a blank line."""
    return "\n".join(f"{label}  00:0{n}\n{words}\n" for n, (label, words, _) in enumerate(lines))


TEXT = text_of(LINES)


def marks(words: Sequence[str] = CODED, coder: str = "ana") -> list[Mark]:
    return [
        Mark(f"code {n % 3}", TEXT.index(one), TEXT.index(one) + len(one), coder)
        for n, one in enumerate(words)
    ]


@pytest.mark.parametrize("writer", [qualcoder, taguette, nvivo])
def test_every_coding_of_another_program_stands_on_its_words_and_goes_out_again(
    archive: Archive, group: object, writer: Writer
) -> None:
    testimony = keep(archive, LINES)
    work = UnitOfWork(archive, researcher())
    done = exchange.bring(work, "delta", project_in("talk", writer(TEXT, marks())), "ana")
    assert (done.brought, done.landed, done.put, done.look) == (len(CODED), len(CODED), len(CODED), ())
    assert sorted(c.quote for c in archive.store.codings.of(testimony)) == sorted(CODED)
    sent = exchange.send(work, "delta", "partner-3")
    back = read(sent.content)
    (source,) = [s for s in back.sources if s.passages]
    names = {entry.guid: entry.name.rpartition(" · ")[2] for entry in back.codes}
    assert sorted((source.text[p.start : p.end], names[p.codes[0].code]) for p in source.passages) == sorted(
        (TEXT[m.start : m.end], m.code) for m in marks()
    )
    assert sent.codings == len(CODED)
    again = exchange.bring(work, "delta", project_in("talk", writer(TEXT, marks())), "ana")
    assert (again.put, again.already, again.codes) == (0, len(CODED), ())


@pytest.mark.parametrize("writer", [qualcoder, taguette, nvivo])
def test_a_coding_over_a_masked_name_lands_whatever_the_name_was(
    archive: Archive, group: object, writer: Writer
) -> None:
    testimony = keep(archive, LINES)
    words = f"I am {SAID} of the camp"
    for name in (SAID, "Somebody Else"):
        text = TEXT.replace(SAID, name)
        at = text.index("I am ")
        mark = Mark(f"who {name}", at, at + len(words) - len(SAID) + len(name))
        project = project_in("talk", writer(text, [mark]))
        done = exchange.bring(UnitOfWork(archive, researcher()), "delta", project, "ana")
        assert (done.brought, done.landed, done.look) == (1, 1, ())
    assert {c.quote for c in archive.store.codings.of(testimony)} == {words}


def test_a_coding_whose_words_differ_is_named_with_its_code_its_text_and_its_place(
    archive: Archive, group: object
) -> None:
    keep(archive, LINES)
    text = TEXT.replace("fifty days", "five weeks")
    at = text.index("closed for five weeks")
    content = qualcoder(text, [Mark("delay", at, at + 21), Mark("flood", 0, 3)])
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", project_in("t", content))
    assert [(d.label, d.source, d.start, d.end) for d in done.look] == [
        ("delay", "talk", at, at + 21), ("flood", "talk", 0, 3),
    ]  # fmt: skip
    assert all(d.why for d in done.look)
    assert done.brought == done.landed + len(done.look) == 2


def test_a_document_without_quotes_places_nothing_and_says_so(archive: Archive, group: object) -> None:
    keep(archive, LINES)
    project = project_in("talk", nvivo(TEXT, marks(), named=False))
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", project)
    assert (done.brought, done.landed) == (len(CODED), 0)
    assert {d.why for d in done.look} == {
        "the file quotes no words, and positions in a formatted document cannot be told without them"
    }
    assert any("colour" in sentence for sentence in done.notices)


def test_the_codings_of_a_source_without_its_document_are_named_one_by_one(
    archive: Archive, group: object
) -> None:
    keep(archive, LINES)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(nvivo(TEXT, marks()))) as package, zipfile.ZipFile(out, "w") as changed:
        for info in package.infolist():
            if not info.filename.endswith(".docx"):
                changed.writestr(info.filename, package.read(info))
    project = project_in("talk", out.getvalue())
    done = exchange.bring(UnitOfWork(archive, researcher()), "delta", project)
    assert (done.brought, done.landed, done.strangers) == (len(CODED), 0, ())
    assert {(d.source, d.why) for d in done.look} == {("talk", "its source has no text in the file")}
    assert sorted(d.label for d in done.look) == sorted(m.code for m in marks())


def test_two_colleagues_files_are_compared(archive: Archive, group: object) -> None:
    keep(archive, LINES)
    work = UnitOfWork(archive, researcher())
    for coder, words in (("first", CODED), ("second", CODED[:6]), ("third", CODED[:1])):
        content = qualcoder(TEXT, marks(words, "default"))
        exchange.bring(work, "delta", project_in("talk", content), coder)
    compared = coder_agreement.agreement_of(work, "delta", ["first", "second"])
    assert compared.agreement.coders == ("import first", "import second")
    assert compared.testimonies == 1
    overlap = {c.code: c.overlap for c in compared.agreement.codes}
    assert len(overlap) == 3
    assert all(value is not None and 0 < value < 1 for value in overlap.values())
    same = coder_agreement.agreement_of(work, "delta", ["first", "import second"])
    assert same == compared
    assert len(coder_agreement.agreement_of(work, "delta").agreement.coders) == 3


def test_coders_are_those_that_the_package_names(archive: Archive, group: object) -> None:
    keep(archive, LINES)
    work = UnitOfWork(archive, researcher())
    both = [*marks(CODED[:4], "ana"), *marks(CODED[2:6], "ben")]
    done = exchange.bring(work, "delta", project_in("talk", nvivo(TEXT, both)))
    assert len(done.coders) == 2
    assert coder_agreement.agreement_of(work, "delta").agreement.coders == tuple(sorted(done.coders))


@pytest.mark.parametrize("coders", [(), ("first",), ("first", "nobody"), ("first", "first")])
def test_fewer_than_two_coders_are_not_compared(
    archive: Archive, group: object, coders: tuple[str, ...]
) -> None:
    keep(archive, LINES)
    work = UnitOfWork(archive, researcher())
    project = project_in("talk", qualcoder(TEXT, marks()))
    exchange.bring(work, "delta", project, "first")
    with pytest.raises(UsageError):
        coder_agreement.agreement_of(work, "delta", coders)
