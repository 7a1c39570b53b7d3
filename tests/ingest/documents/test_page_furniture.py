"""Heads, feet and numbers of pages and lines are taken away only where they can be nothing else."""

from __future__ import annotations

from archive.ingest.documents.page_furniture import Cleared, Leaf, cleared
from archive.ingest.documents.page_rows import Row, Word


def row(y: float, text: str, x: float = 50) -> Row:
    """A row of words, each letter five points wide, with a blank as wide between."""
    words, at = [], x
    for word in text.split():
        words.append(Word(at, at + 5 * len(word), y, 10, word))
        at += 5 * (len(word) + 1.2)
    return Row(y, tuple(words))


def page(*rows: Row) -> Leaf:
    return Leaf(800, rows)


def texts(made: Cleared) -> list[list[str]]:
    return [[one.text for one in leaf.rows] for leaf in made.leaves]


def body(at: int) -> list[Row]:
    return [
        row(700 - 14 * line, f"R: words {'abcdefgh'[at]} of line {'abcdefgh'[line]}") for line in range(8)
    ]


def test_the_same_line_at_the_same_height_of_most_pages_is_a_head() -> None:
    leaves = [page(row(780, "Village report"), *body(at), row(20, f"Page {at} of 5")) for at in range(5)]
    made = cleared(leaves)
    assert made.edges == 10
    assert texts(made) == [[r.text for r in body(at)] for at in range(5)]


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    heads = ["The river", "The clinic"]
    leaves = [page(row(780, heads[at % 2]), *body(at % 8)) for at in range(8)]
    assert cleared(leaves).edges == 8


def test_what_also_stands_inside_a_page_or_asks_is_none() -> None:
    name = [page(row(780, "Mina Das"), *body(at), row(600, "Mina Das"), *body(at)) for at in range(4)]
    assert cleared(name).edges == 0
    asked = [page(row(780, "And then?"), *body(at)) for at in range(4)]
    assert cleared(asked).edges == 0
    elsewhere = [page(row(780 - 40 * at, "We went on."), *body(at)) for at in range(4)]
    assert cleared(elsewhere).edges == 0


def test_numbers_in_the_margin_of_the_page_are_its_number() -> None:
    made = cleared([page(*body(0), row(30, "- 7 -"))])
    assert made.edges == 1
    inside = cleared([page(row(500, "7"), row(480, "R: years."))])
    assert texts(inside) == [["7", "R: years."]]


def test_two_pages_with_one_head() -> None:
    leaves = [page(row(780, "Village report"), *body(at)) for at in range(2)]
    assert cleared(leaves).edges == 2
    lower = [page(row(600, "Village report"), *body(at)) for at in range(2)]
    assert cleared(lower).edges == 0


def numbered(numbers: list[int]) -> Leaf:
    return page(
        *(
            Row(700 - 14 * at, (Word(20, 30, 700, 8, str(n)), *row(700 - 14 * at, "R: some words").words))
            for at, n in enumerate(numbers)
        )
    )


def test_numbers_that_count_the_lines_are_taken_away() -> None:
    made = cleared([numbered([11, 12, 13, 14, 15])])
    assert made.numbers == 5
    assert texts(made) == [["R: some words"] * 5]


def test_every_fifth_line() -> None:
    rows = [row(700 - 14 * at, "R: some words") for at in range(25)]
    for at in range(4, 25, 5):
        rows[at] = Row(rows[at].y, (Word(20, 30, rows[at].y, 8, str(at + 1)), *rows[at].words))
    assert cleared([page(*rows)]).numbers == 5


def test_numbers_that_do_not_count_the_lines_stay() -> None:
    for numbers in ([3, 9, 21, 33, 62], [1, 2, 3, 3, 4], [5, 5, 5, 5, 5], [1, 2, 3]):
        assert cleared([numbered(numbers)]).numbers == 0
