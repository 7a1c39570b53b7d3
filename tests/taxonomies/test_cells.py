"""No cell runs in a spreadsheet, every text comes back, and every table goes through the one rule."""

import ast
import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taxonomies.cells import plain_cell, safe_cell
from taxonomies.codebook import Code, Codebook
from taxonomies.codebook_exchange import codes_in_csv, to_csv

ROOT = Path(__file__).parents[2]
SIGNS = ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe62", "\ufe66"]
BEFORE = ["", " ", "\u00a0", "\ufeff", "\u200b", "\x00", "'", "''", " \u200b "]
BREAKS = ["\t", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"]
TEXTS = st.one_of(
    st.text(max_size=20),
    st.builds(
        "".join, st.tuples(st.sampled_from(BEFORE), st.sampled_from(SIGNS + BREAKS), st.text(max_size=9))
    ),
)


@pytest.mark.parametrize("sign", SIGNS + BREAKS)
@pytest.mark.parametrize("before", BEFORE)
def test_what_could_run_gets_an_apostrophe(before: str, sign: str) -> None:
    assert safe_cell(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["", "a", "a=b", "'tis said", "12", "1-2", "(-3)", "'", "ক-খ", "\u2212 5"])
def test_nothing_else_is_changed(text: str) -> None:
    assert safe_cell(text) == plain_cell(text) == text


@given(TEXTS)
@example("'=1")
@example("''")
def test_a_cell_never_begins_like_a_formula_and_comes_back(text: str) -> None:
    cell = safe_cell(text)
    begins = unicodedata.normalize("NFKC", cell.strip()[:1])
    assert begins not in {"=", "+", "-", "@"}
    assert cell[:1] not in BREAKS
    assert cell in (text, "'" + text)
    assert plain_cell(cell) == text


@given(TEXTS.filter(lambda text: "\x00" not in text))
def test_a_codebook_comes_back_from_its_table(text: str) -> None:
    label = text.replace("\r\n", "\n").replace("\r", "\n")
    book = Codebook("mine", "1", {"x": Code("x", f"l{label}", definition=label)})
    (back,) = codes_in_csv(to_csv(book)).codes
    assert (back.label, back.definition) == (f"l{label}", label)
    rows = csv.reader(io.StringIO(to_csv(book), newline=""))
    assert all(safe_cell(plain_cell(cell)) == cell for row in rows for cell in row)


def test_every_module_that_writes_csv_uses_the_one_rule() -> None:
    writers = []
    for top in ("archive", "consent", "taxonomies"):
        for path in (ROOT / top).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
            if names & {"writerow", "writerows"}:
                writers.append(path)
                assert "safe_cell" in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}, path
    assert len(writers) >= 4
