from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomies.codebook import Code, Codebook, CodebookError, standard
from taxonomies.codebook_exchange import (
    codes_in_csv,
    codes_in_qdc,
    to_csv,
    to_qdc,
)

TEXT = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    max_size=20,
)


def small() -> Codebook:
    return (
        Codebook("field")
        .add(Code("w", "Water"))
        .add(Code("w.far", "Far", "w", "Water is far away.", ("two hours",), "#aa0000", "ask again"))
        .add(Code("w.bad", "Bad", "w"))
    )


def test_the_standard_codebook_holds_every_target_and_driver() -> None:
    book = standard("sw")
    assert len(book.codes) == 17 + 169 + 5 + 34
    assert book.codes["V.ID"].parent == "V"
    assert book.codes["3.8"].label != standard().codes["3.8"].label


def test_every_act_is_a_version_and_leaves_the_old_one_alone() -> None:
    book = small()
    later = book.merge(("w.far",), "w.bad")
    assert later.version == book.version + 1
    assert later.act == "merge w.far into w.bad"
    assert not book.codes["w.far"].retired
    assert later.current("w.far") == ("w.bad",)


def test_a_split_code_stands_for_its_parts() -> None:
    book = small().split("w.bad", (Code("w.salt", "Salty", "w"), Code("w.iron", "Iron", "w")))
    assert book.version == small().version + 1
    assert book.current("w.bad") == ("w.salt", "w.iron")
    assert book.merge(("w.salt",), "w.iron").current("w.bad") == ("w.iron",)


def test_children_of_a_retired_code_move_up() -> None:
    book = small().retire("w")
    assert {code.id for code in book.children(None)} == {"w.far", "w.bad"}
    assert book.current("w") == ()


def test_what_does_not_fit_is_refused() -> None:
    book = small()
    for wrong in (
        lambda: book.add(Code("w", "Again")),
        lambda: book.add(Code("x", "X", "nowhere")),
        lambda: book.add(Code("x", "X", colour="red")),
        lambda: book.add(Code("", "X")),
        lambda: book.change(Code("w", "Water", "w.far")),
        lambda: book.change(Code("w", "Water", retired=True)),
        lambda: book.merge(("w",), "w"),
        lambda: book.split("w", (Code("a", "A"),)),
        lambda: book.retire("w").retire("w"),
        lambda: book.current("nothing"),
    ):
        with pytest.raises(CodebookError):
            wrong()


def by_id(codes: Iterable[Code]) -> dict[str, Code]:
    return {code.id: code for code in codes}


def test_csv_and_qdc_come_back() -> None:
    book = small()
    assert by_id(codes_in_csv(to_csv(book)).codes) == book.codes
    assert by_id(codes_in_qdc(to_qdc(book)).codes) == book.codes
    assert by_id(codes_in_qdc(to_qdc(standard())).codes) == dict(standard().codes)
    retired = book.retire("w.bad")
    assert by_id(codes_in_csv(to_csv(retired)).codes) == retired.codes
    assert "w.bad" not in by_id(codes_in_qdc(to_qdc(retired)).codes)


@given(TEXT, TEXT)
def test_csv_keeps_any_words_and_arms_no_formula(label: str, memo: str) -> None:
    book = Codebook("x").add(Code("a", f"={label}x", memo=memo))
    written = to_csv(book)
    assert not any(line.split(",")[1].startswith("=") for line in written.splitlines()[1:] if "," in line)
    assert by_id(codes_in_csv(written).codes) == book.codes


def test_a_codebook_of_another_tool_is_read_by_its_guids() -> None:
    content = (
        b'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>'
        b'<Code guid="11111111-1111-1111-1111-111111111111" name="Hope" isCodable="true" color="#AABBCC">'
        b'<Code guid="22222222-2222-2222-2222-222222222222" name="Help" isCodable="true"/></Code>'
        b"</Codes></CodeBook>"
    )
    codes = codes_in_qdc(content).codes
    assert [code.label for code in codes] == ["Hope", "Help"]
    assert codes[0].colour == "#aabbcc"
    assert codes[1].parent == codes[0].id


def test_dangerous_or_foreign_xml_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>'
    for content in (bomb, b"<x/>", b"not xml"):
        with pytest.raises(CodebookError):
            codes_in_qdc(content)
    with pytest.raises(CodebookError):
        codes_in_csv("weight\nx\n")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    "table",
    [
        'tag,description,number of highlights\naccess,about access,3\naccess.denial,"turned, away",2\n',
        "number of highlights;description;tag\n3;about access;access\n2;turned, away;access.denial\n",
        '"Code Name"\t"Description"\n"access"\t"about access"\n"access.denial"\t"turned, away"\n',
    ],
)
def test_the_table_of_another_program_is_read(table: str, mark: str) -> None:
    codes = codes_in_csv(mark + table).codes
    assert [(c.label, c.definition) for c in codes] == [
        ("access", "about access"), ("access.denial", "turned, away"),
    ]  # fmt: skip
    assert codes == codes_in_csv(table).codes
    book = standard().take(codes)
    assert {c.label for c in book.codes.values()} >= {"access", "access.denial"}


def test_categories_by_name_are_codes_above() -> None:
    read = codes_in_csv("code_name,category,memo,color\nfee,costs,asked twice,#F00\nqueue,,,puce\n")
    above, fee, queue = read.codes
    assert (above.label, fee.parent, queue.parent) == ("costs", above.id, None)
    assert (fee.colour, fee.memo) == ("#ff0000", "asked twice")
    assert queue.colour == Code("", "").colour
    assert read.notices == ("The colour of the code queue cannot be read; it gets the default one.",)
    assert Codebook("x").take(read.codes).codes.keys() == {above.id, fee.id, queue.id}


def test_a_qdc_without_its_namespace_in_braces_with_a_bad_colour_and_deep_is_read() -> None:
    guid = "{11111111-1111-1111-1111-11111111111A}"
    deep = "".join(f'<Code guid="g{n}" name="n{n}">' for n in range(2_000)) + "</Code>" * 2_000
    hope = f'<Code guid="{guid}" name="Hope" color="reddish"/>'
    read = codes_in_qdc(f"<CodeBook><Codes>{hope}{deep}</Codes></CodeBook>".encode())
    assert (read.codes[0].id, read.codes[0].colour) == (guid.strip("{}").lower(), Code("", "").colour)
    assert read.notices == ("The colour of the code Hope cannot be read; it gets the default one.",)
    assert len(read.codes) == 2_001


def test_a_file_adds_and_changes_but_takes_nothing_away() -> None:
    here = standard().add(Code("boat", "Boats")).add(Code("fare", "Fares", "boat")).retire("boat")
    came = Codebook("theirs").add(Code("boat", "Ships")).add(Code("fare", "The fare", "boat"))
    came = came.add(Code("queue", "Queues", "boat"))
    made = here.take(came.codes.values())
    assert made.version == here.version + 1
    assert made.codes["boat"] == here.codes["boat"]
    assert (made.codes["fare"].label, made.codes["fare"].parent) == ("The fare", None)
    assert made.codes["queue"].parent is None
    assert set(here.codes) <= set(made.codes)
    with pytest.raises(CodebookError, match="already"):
        made.take(came.codes.values())


def test_the_tree_puts_every_code_in_use_under_its_parent() -> None:
    book = standard().add(Code("boat", "Boats", "3.8")).retire("4.1")
    rows = list(book.tree())
    assert {code.id for _, code in rows} == {c.id for c in book.codes.values() if not c.retired}
    at = {code.id: (n, depth) for n, (depth, code) in enumerate(rows)}
    assert at["boat"] == (at["3.8"][0] + 1, at["3.8"][1] + 1)
