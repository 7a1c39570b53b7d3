"""A reader keeps every table that the pages show and solves them together: nothing small comes out.

The solver (``tests.statistics.reader``) reads the pages alone and shares no code with the guard. It is tried
on every pair of questions that the page offers, each pair asked by somebody who saw nothing before, and on
all of them asked by one person.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator, Sequence
from itertools import permutations, product
from pathlib import Path

import pytest

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.model import Role
from archive.ports import Archive
from archive.store.tables import disclosures
from archive.study import coding_acts
from archive.study.coding_acts import Selection
from tests.statistics.reader import Line, Name, Reader
from tests.study.group import INTERVIEW, consent, keep, researcher
from tests.web.made import account, signed_in

K = 5
PEOPLE = 34
CODES = ("3.8", "3.3", "6.1", "6.2", "V.SERV", "V.ID")
TOPS = {"3": ("3.3", "3.8"), "6": ("6.1", "6.2"), "V": ("V.ID", "V.SERV")}
TOP = {code: top for top, codes in TOPS.items() for code in codes}
TERMS = {"gender": ("man", "woman"), "group": ("farmers", "street dwellers", "weavers"), "country": ("BD",)}
PAIR = " × "
Question = tuple[str, str, str]
QUESTIONS: tuple[Question, ...] = (
    *((kind, term, rolled) for kind, rolled in (("matrix", ""), ("matrix", "yes")) for term in TERMS),
    *((kind, term, "") for kind in ("drivers", "silence") for term in TERMS),
    ("together", "group", ""),
)
Person = tuple[frozenset[str], str, str, str]


def persons() -> list[Person]:
    """Who says what, the same at every run."""
    luck = random.Random(7)
    often = dict(zip(CODES, (0.6, 0.35, 0.75, 0.2, 0.5, 0.3), strict=True))
    return [
        (
            frozenset(code for code in CODES if luck.random() < often[code]),
            luck.choice(TERMS["gender"]),
            luck.choice((*TERMS["group"], "farmers")),
            "BD",
        )
        for _ in range(PEOPLE)
    ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of interviews, each coded in one turn; everybody agreed to be counted."""
    folder: Path = tmp_path_factory.mktemp("figures")
    settings = Settings(folder / "heard", unlock_kib=1024)
    wiring.create(settings, "seven quiet herons over the delta")
    with wiring.opened(settings, "seven quiet herons over the delta") as opened:
        account(opened.archive, Role.ADVOCACY.value, Role.ADVOCACY, ["delta"])
        for at, (codes, gender, group, country) in enumerate(persons()):
            who = f"p-{at}"
            opened.archive.keys.create(who)
            opened.archive.store.consents.add(consent(who))
            sex = "female" if gender == "woman" else "male"
            lines = (INTERVIEW[0], (*INTERVIEW[1][:2], who))
            testimony = keep(opened.archive, lines, sex=sex, community=group, country=country)
            for code in sorted(codes):
                work = UnitOfWork(opened.archive, researcher())
                coding_acts.code(work, testimony, Selection(1, 0, 18), code)
        yield opened.archive


def forget(archive: Archive) -> None:
    """As if nobody had been shown anything: the next reader is another person, without another account."""
    with archive.store.transaction(), archive.store.database.connection() as connection:  # type: ignore[attr-defined]
        connection.execute(disclosures.delete())


def size(group: str, kind: Name) -> int:
    """The truth."""
    return sum(_is_in(group, one) and _lives(kind, one) for one in persons())


def _is_in(group: str, one: Person) -> bool:
    codes = one[0]
    if group in TOPS:
        return bool(codes & set(TOPS[group]))
    if group == "coded":
        return bool(codes)
    return set(group.split(PAIR)) <= codes


def _lives(kind: Name, one: Person) -> bool:
    return not kind or dict(zip(("gender", "group", "country"), one[1:], strict=True))[kind[0]] == kind[1]


def kinds() -> list[Name]:
    return [(), *((term, value) for term, values in TERMS.items() for value in values)]


def pairs() -> list[str]:
    return [PAIR.join((a, b)) for a, b in product(CODES, CODES) if a < b]


def pair(a: str, b: str) -> str:
    return PAIR.join((min(a, b), max(a, b)))


def read(reader: Reader, question: Question, page: str) -> None:
    """What stands on a page, and what its sentences say."""
    kind, term, _ = question
    for group, code in re.findall(r"<li><span>([^:<]+): fewer than 5 people speak of (\S+)", page):
        reader.between((code, term, html.unescape(group)), 0, K - 1)
    if kind == "silence" and "<h2" in page and "is withheld" not in page:
        listed = set(re.findall(r"<li><span>([^:<]+): fewer than 5 people speak of (\S+)", page))
        small = set(re.findall(r"<li><span>([^:<]+): fewer than 5 people of this group", page))
        for code, value in product(CODES, TERMS[term]):
            if (value, code) not in listed and value not in small:
                reader.between((code, term, value), K, None)
    table = re.search(r'aria-label="Table of people">(.*?)</table>', page, re.DOTALL)
    if table is None:
        return
    head = [html.unescape(one) for one in re.findall(r'<th scope="col">([^<]*)</th>', table[1])][1:]
    people = re.search(r"<p>(\d+) people", page)
    if people and kind != "drivers":
        reader.see(("coded",), int(people[1]))
    for label, cells in re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', table[1], re.DOTALL):
        row = named(html.unescape(label))
        values = [int(n) if n.isdigit() else None for n in re.findall(r'<td class="n">(\d+|<)', cells)]
        for column, value in zip(head, values, strict=True):
            reader.see(place(kind, row, term, column), value)


def named(label: str) -> str:
    if PAIR in label:
        a, b = label.split(PAIR)
        return pair(a.split()[0], b.split()[0])
    return label.split()[0]


def place(kind: str, row: str, term: str, column: str) -> Name:
    if kind == "together":
        other = column.split()[0]
        return (row,) if other == row else (pair(row, other),)
    return (row,) if column == "All" else (row, term, column)


def knowing(pages: Sequence[tuple[Question, str]]) -> Reader:
    """What these pages say, and what everybody knows of goals, pairs and attributes."""
    reader = Reader()
    for question, page in pages:
        read(reader, question, page)
    for kind in kinds():
        for code in CODES:
            reader.lies_in((code, *kind), (TOP[code], *kind))
            reader.lies_in((TOP[code], *kind), ("coded", *kind))
        reader.made_of(("coded", *kind), [(top, *kind) for top in TOPS])
        for top, codes in TOPS.items():
            reader.made_of((top, *kind), [(code, *kind) for code in codes])
        for both in pairs():
            for code in both.split(PAIR):
                reader.lies_in((both, *kind), (code, *kind))
    for term, group in product(TERMS, (*CODES, *TOPS, "coded", *pairs())):
        reader.add_up((group,), [(group, term, value) for value in TERMS[term]])
    return reader


def small() -> Iterator[tuple[Line, int]]:
    """Every number that nobody may work out."""
    for group, kind in product((*CODES, *TOPS, "coded", *pairs()), kinds()):
        n = size(group, kind)
        yield {(group, *kind): 1.0}, n
        wholes = [(one, *kind) for one in wholes_of(group)] + ([(group,)] if kind else [])
        for whole in wholes:
            if left := size(whole[0], whole[1:]) - n:
                yield {whole: 1.0, (group, *kind): -1.0}, left


def wholes_of(group: str) -> list[str]:
    if PAIR in group:
        return group.split(PAIR)
    if group in TOP:
        return [TOP[group], "coded"]
    return ["coded"] if group in TOPS else []


def solved(pages: Sequence[tuple[Question, str]]) -> list[str]:
    solver = knowing(pages).knows()
    return [f"{line} is {n}" for line, n in SMALL if n < K and solver.solves(line, n, K)]


SMALL = [(line, n) for line, n in small() if n < K]


def ask(client: object, question: Question) -> tuple[Question, str]:
    kind, term, rolled = question
    form = {"project": "delta", "question": kind, "term": term, **({"rolled": rolled} if rolled else {})}
    answer = client.post("/study", data=form)  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.text
    return question, answer.text


def test_no_pair_of_questions_gives_a_small_number_back(archive: Archive) -> None:
    client = signed_in(archive, Role.ADVOCACY)
    numbers = 0
    for first, second in permutations(QUESTIONS, 2):
        forget(archive)
        pages = [ask(client, first), ask(client, second)]
        assert solved(pages) == [], (first, second)
        numbers += len(re.findall(r'<td class="n">\d', pages[1][1]))
    assert numbers > 0, "something is still shown"


@pytest.mark.parametrize("seed", range(3))
def test_nor_do_all_of_them_in_any_order(archive: Archive, seed: int) -> None:
    client = signed_in(archive, Role.ADVOCACY)
    forget(archive)
    asked = random.Random(seed).sample(QUESTIONS, len(QUESTIONS))
    assert solved([ask(client, question) for question in asked]) == []


def test_pages_of_readers_who_saw_nothing_before_do(archive: Archive) -> None:
    """The same solver over the same questions, each shown to another person: it can find something."""
    client = signed_in(archive, Role.ADVOCACY)
    pages = []
    for question in QUESTIONS:
        forget(archive)
        pages.append(ask(client, question))
    assert solved(pages) != []
