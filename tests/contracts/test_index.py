"""What every search engine promises, over keyed tokens."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.model import IndexDocument, Role, Viewer
from archive.ports import Index, IndexFilter, TokenQuery
from archive.search.elastic import ElasticIndex, elastic_client
from archive.search.find import find
from archive.search.fts5 import Fts5Index
from archive.search.keyed import TokenKeys, with_tokens
from archive.search.paging import FARTHEST
from archive.search.query import parse
from archive.search.scope import scope_for
from consent.record import Purpose
from tests.search.pages import decrypted
from tests.search.reference import answers
from tests.servers.start import Servers

KEY = bytes(range(32))
KEYS = TokenKeys(KEY)
ALL = IndexFilter(frozenset({"turn", "quote"}), frozenset({"coast", "hills"}))
RESEARCHER = Viewer("u1", Role.RESEARCHER, frozenset({"coast"}), Purpose.RESEARCH_PROJECT)
ADVOCATE = Viewer("u2", Role.ADVOCACY, frozenset({"coast"}), Purpose.ADVOCACY_PUBLISH_QUOTE)
TODAY = date(2026, 5, 4)
_NUMBERS = itertools.count()

Opened = Callable[[], Index]


@pytest.fixture
def opened(adapter: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opens the test's own index, as often as asked."""
    made: list[Index] = []
    if adapter == "production":
        servers: Servers = request.getfixturevalue("servers")
        name = f"heard-{os.getpid()}-{next(_NUMBERS)}"

    def again() -> Index:
        if adapter == "embedded":
            made.append(Fts5Index(tmp_path / "index.db", KEY))
        else:
            made.append(ElasticIndex(servers.elasticsearch_url, name))
        return made[-1]

    yield again
    for index in made:
        index.close()
    if adapter == "production":
        with elastic_client(servers.elasticsearch_url) as client:
            client.indices.delete(index=name, ignore_unavailable=True)


@pytest.fixture
def index(opened: Opened) -> Index:
    """An empty index."""
    return opened()


def bare(name: str, **other: str | tuple[str, ...]) -> IndexDocument:
    """A document without tokens; the part of its id before the dot is its testimony."""
    testimony, _, turn = name.partition(".")
    made = IndexDocument(name, testimony, int(turn or 0), "turn", "coast", "BD", "en", "p-1", (), ())
    return replace(made, **other)  # type: ignore[arg-type]


def spoken(name: str, text: str, **other: str | tuple[str, ...]) -> IndexDocument:
    """A document with the keyed tokens of a text."""
    return with_tokens(bare(name, **other), text, KEYS)


CORPUS = (
    spoken("t-1.0", "The guard at the clinic asked for our papers.", codes=("3.8", "V.ID")),
    spoken("t-1.1", "We lost the papers in the flood, papers and books.", codes=("13.1",)),
    spoken("t-2.0", "হাসপাতালে পানি নাই, ডাক্তারও নাই।", language="bn", codes=("6.1", "3.8")),
    spoken("t-3.0", "Bệnh viện không nhận con tôi vì không có giấy.", language="vi", country="VN"),
    spoken("t-4.0", "Walituambia turudi hospitalini kesho na watoto.", language="sw", country="KE"),
    spoken("t-5.0", "अस्पतालमा नागरिकताको कागज मागे।", language="ne", country="NP", project="hills"),
    spoken("q-1", "They asked for papers again.", exposure="quote", codes=("16.9", "V.ID")),
    spoken("q-2", "No clinic and no road.", exposure="quote", project="hills"),
    spoken("t-6.0", "Our co\u2011operative shop is naïve.", country="KE"),
    spoken("t-6.1", "They sent us to the hos-\npital gate.", country="KE"),
    spoken("t-6.2", "Gia đình sống hoà thuận.", language="vi", country="KE"),
    spoken("t-6.3", "ক্ষেত\u200bমজুর নেই", language="bn", country="KE"),
)


def ids(index: Index, text: str, viewer: Viewer = RESEARCHER) -> set[str]:
    """Ids that a viewer finds for a query."""
    return {hit.id for hit in find(index, KEYS, parse(text), scope_for(viewer, TODAY), limit=50)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("paper", {"t-1.0", "t-1.1", "q-1"}),
        ("papers clinics", {"t-1.0"}),
        ('"asked for our papers"', {"t-1.0"}),
        ('"asked for papers"', {"q-1"}),
        ('"papers asked"', set()),
        ("papers -flood", {"t-1.0", "q-1"}),
        ('papers -"asked for papers"', {"t-1.0", "t-1.1"}),
        ("flood OR guard", {"t-1.0", "t-1.1"}),
        ("papers flood OR guard", {"t-1.0", "t-1.1"}),
        ("হাসপাতাল", {"t-2.0"}),
        ("benh vien", {"t-3.0"}),
        ('"bệnh viện"', {"t-3.0"}),
        ("bênh", set()),
        ("mtoto hospitali", {"t-4.0"}),
        ("अस्पताल", set()),
        ("code:3.8", {"t-1.0", "t-2.0"}),
        ("code:3", {"t-1.0", "t-2.0"}),
        ("code:1", set()),
        ("code:V", {"t-1.0", "q-1"}),
        ("code:3.8 code:V.ID", {"t-1.0"}),
        ("country:VN country:KE lang:vi lang:sw", {"t-3.0", "t-4.0", "t-6.2"}),
        ("lang:bn", {"t-2.0", "t-6.3"}),
        ("papers code:13.1 country:BD lang:en", {"t-1.1"}),
        ("-papers country:BD", {"t-2.0"}),
        ("the papers", {"t-1.0", "t-1.1", "q-1"}),
        ("cooperative", {"t-6.0"}),
        ("co-operative", {"t-6.0"}),
        ('"our cooperative shop"', {"t-6.0"}),
        ('"gate cooperative"', set()),
        ("operative", {"t-6.0"}),
        ("naive", {"t-6.0"}),
        ("Naïve", {"t-6.0"}),
        ('"the hospital gate"', {"t-6.1"}),
        ("hòa", {"t-6.2"}),
        ("hoa", {"t-6.2"}),
        ("hóa", set()),
        ("ক্ষেতমজুর", {"t-6.3"}),
    ],
)
def test_queries_find_what_they_say(index: Index, text: str, found: set[str]) -> None:
    index.put(CORPUS)
    assert ids(index, text) == found


def test_a_viewer_finds_nothing_outside_the_scope(index: Index) -> None:
    index.put(CORPUS)
    assert ids(index, "papers", ADVOCATE) == {"q-1"}
    assert ids(index, "code:V", replace(ADVOCATE, projects=frozenset({"hills"}))) == set()
    assert ids(index, "अस्पताल", replace(RESEARCHER, projects=frozenset({"hills"}))) == {"t-5.0"}
    assert ids(index, "papers", replace(RESEARCHER, projects=frozenset())) == set()
    for empty in (replace(ALL, exposures=frozenset()), replace(ALL, projects=frozenset())):
        assert index.search(TokenQuery(), empty, limit=10) == []


def test_every_engine_answers_as_the_plain_reading_of_the_query(index: Index) -> None:
    """Two hundred random queries over random documents, against a reference that only loops."""
    draw = random.Random(7)
    words = [f"{number:024x}" for number in range(9)]
    codes = ["3.8", "3.8.1", "3.80", "V.ID", "V"]

    def phrase() -> tuple[str, ...]:
        return tuple(draw.choices(words, k=draw.choice([1, 1, 2, 3])))

    documents = [
        bare(
            f"t-{number % 7}.{number}",
            exposure=draw.choice(["turn", "quote"]),
            project=draw.choice(["coast", "hills", "other"]),
            country=draw.choice(["BD", "KE"]),
            language=draw.choice(["en", "sw"]),
            codes=tuple(draw.sample(codes, k=draw.randint(0, 2))),
            tokens=tuple(draw.choices(words, k=draw.randint(0, 8))),
        )
        for number in range(80)
    ]
    index.put(documents)
    for _ in range(200):
        query = TokenQuery(
            all_of=tuple(phrase() for _ in range(draw.choice([0, 1, 1, 2]))),
            any_of=tuple((phrase(), phrase()) for _ in range(draw.choice([0, 0, 1]))),
            none_of=tuple(phrase() for _ in range(draw.choice([0, 0, 1]))),
            codes=frozenset(draw.sample([*codes, "3"], k=draw.choice([0, 0, 0, 1, 2]))),
            countries=frozenset(draw.sample(["BD", "KE"], k=draw.choice([0, 0, 1]))),
            languages=frozenset(draw.sample(["en", "sw"], k=draw.choice([0, 0, 1]))),
        )
        found = index.search(query, ALL, limit=100)
        assert {hit.id for hit in found} == answers(query, ALL, documents), query


def test_the_best_comes_first_and_pages_do_not_overlap(index: Index) -> None:
    word = "a" * 24
    index.put(bare(f"t-1.{n}", tokens=(word,) * 3 + ("b" * 24,) * n) for n in range(9))
    found = index.search(TokenQuery(all_of=((word,),)), ALL, limit=9)
    assert [hit.turn for hit in found] == list(range(9))
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    paged = [index.search(TokenQuery(all_of=((word,),)), ALL, limit=4, offset=offset) for offset in (0, 4, 8)]
    assert [hit.id for page in paged for hit in page] == [hit.id for hit in found]
    hit = found[0]
    assert (hit.testimony, hit.turn, hit.exposure) == ("t-1", 0, "turn")


def test_equals_stand_in_the_order_of_their_ids(index: Index) -> None:
    index.put(bare(f"t-1.{n}", tokens=("a" * 24,)) for n in (3, 1, 2))
    for query in (TokenQuery(all_of=(("a" * 24,),)), TokenQuery()):
        found = index.search(query, ALL, limit=9)
        assert [hit.id for hit in found] == ["t-1.1", "t-1.2", "t-1.3"]


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (10, -1), (10, FARTHEST)])
def test_an_impossible_page_is_refused(index: Index, limit: int, offset: int) -> None:
    with pytest.raises(UsageError):
        index.search(TokenQuery(), ALL, limit=limit, offset=offset)


def test_what_is_put_again_takes_the_place_of_what_was(index: Index) -> None:
    index.put([spoken("t-1.0", "papers", codes=("3.8",))])
    index.put([spoken("t-1.0", "water", codes=("6.1",))])
    assert list(index.ids()) == ["t-1.0"]
    assert ids(index, "papers") == ids(index, "code:3.8") == set()
    assert ids(index, "water code:6.1") == {"t-1.0"}


def test_an_index_keeps_what_it_holds_until_it_is_cleared(index: Index, opened: Opened) -> None:
    index.put(CORPUS)
    index.close()
    again = opened()
    assert list(again.ids()) == sorted(document.id for document in CORPUS)
    again.clear()
    assert list(again.ids()) == []
    again.put(CORPUS[:1])
    assert ids(again, "papers") == {"t-1.0"}


def test_an_index_says_whether_it_has_to_be_built(index: Index, opened: Opened) -> None:
    assert index.stale()
    index.put(CORPUS)
    index.built()
    assert not index.stale()
    assert not opened().stale()
    index.clear()
    assert index.stale()
    assert opened().stale()


def test_putting_and_removing_nothing_is_no_error(index: Index) -> None:
    index.put([])
    index.remove()
    index.remove(ids=["t-9.9"], testimony="t-9")
    assert list(index.ids()) == []


def test_a_removal_leaves_no_token_in_any_file(
    index: Index, adapter: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Looks for the tails of tokens: engines store a word without what it shares with the one before."""
    draw = random.Random(11)
    gone = [draw.randbytes(12).hex() for _ in range(40)]
    kept = [draw.randbytes(12).hex() for _ in range(40)]

    def traces(tokens: Iterable[str]) -> int:
        if adapter == "embedded":
            held = decrypted(tmp_path / "index.db", KEY)
        else:
            folder: Path = request.getfixturevalue("servers").folder / "elasticsearch"
            held = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        return sum(token[8:].encode() in held for token in tokens)

    index.put(bare(f"t-{n % 2}.{n}", tokens=tuple(gone[n * 10 : n * 10 + 10])) for n in range(4))
    index.put(bare(f"t-5.{n}", tokens=tuple(kept[n * 10 : n * 10 + 10])) for n in range(4))
    assert traces(gone) == 40
    index.remove(testimony="t-0", ids=["t-1.1", "t-1.3", "t-8.8"])
    assert traces(gone) == 0
    assert list(index.ids()) == [f"t-5.{n}" for n in range(4)]
    assert index.search(TokenQuery(all_of=((gone[0],),)), ALL, limit=9) == []
    assert len(index.search(TokenQuery(all_of=((kept[0],),)), ALL, limit=9)) == 1
    assert traces(kept) == 40
