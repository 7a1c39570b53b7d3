"""What every key ring promises."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.errors import KeyDestroyed, NotFound, SealBroken, UsageError
from archive.store.database import Database
from archive.store.engines import embedded_engine, postgres_engine
from archive.store.keybook import KeyBook
from archive.store.keytables import escrow, subjects
from archive.store.rotation import rewrap_batch
from archive.store.vault import transit_key
from archive.store.wrapping import MasterKey, Outer
from tests.contracts.conftest import fresh_database
from tests.servers.start import Servers
from tests.store.transit import TOKEN, Transit, serving

MASTER = b"m" * 32


class Opener:
    """Opens the same book as often as asked, as several processes would."""

    def __init__(self, folder: Path, url: str | None, outer: Callable[[], Outer]) -> None:
        self._folder, self._url, self._outer = folder, url, outer
        self.opened: list[KeyBook] = []

    def __call__(self) -> KeyBook:
        if self._url is None:
            engine = embedded_engine(self._folder / "keys.db", b"k" * 32, write_ahead=False)
        else:
            engine = postgres_engine(self._url)
        self.opened.append(KeyBook(Database(engine), self._outer()))
        return self.opened[-1]


@pytest.fixture(params=["embedded", "vault", pytest.param("production", marks=pytest.mark.servers)])
def adapter(request: pytest.FixtureRequest) -> str:
    """Besides the two of every suite: the outermost key on a stand-in for Vault's transit engine."""
    return str(request.param)


@pytest.fixture
def opener(adapter: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opener]:
    with ExitStack() as stack:
        url = None
        if adapter == "production":
            servers: Servers = request.getfixturevalue("servers")
            url = fresh_database(servers.postgres_url)
        outer: Callable[[], Outer] = lambda: MasterKey(MASTER)  # noqa: E731 - one of two ways to get one
        if adapter == "vault":
            transit = stack.enter_context(serving(Transit()))
            outer = lambda: transit_key(transit.url, TOKEN, "heard")  # noqa: E731
        made = Opener(tmp_path, url, outer)
        yield made
        for book in made.opened:
            book.close()


def test_a_key_is_made_once_and_outlives_the_process(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    key = book.key("p-1")
    book.create("p-1")
    assert len(key) == 32
    assert book.key("p-1") == opener().key("p-1") == key


def test_subjects_have_different_keys(opener: Opener) -> None:
    book = opener()
    for subject in ("p-1", "p-2", "t-1"):
        book.create(subject)
    assert len({book.key(s) for s in ("p-1", "p-2", "t-1")}) == 3


def test_a_key_that_was_never_made_is_not_found(opener: Opener) -> None:
    with pytest.raises(NotFound):
        opener().key("p-1")
    with pytest.raises(UsageError):
        opener().create("")


def test_a_destroyed_key_never_comes_back(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    book.create("p-2")
    book.key("p-1")
    book.destroy("p-1")
    book.destroy("p-1")
    for one in (book, opener()):
        with pytest.raises(KeyDestroyed):
            one.key("p-1")
        with pytest.raises(KeyDestroyed):
            one.create("p-1")
        assert one.destroyed() == {"p-1"}
        assert len(one.key("p-2")) == 32


def test_a_key_destroyed_elsewhere_is_dead_here_at_once(opener: Opener) -> None:
    here, there = opener(), opener()
    here.create("p-1")
    here.key("p-1")
    there.destroy("p-1")
    with pytest.raises(KeyDestroyed):
        here.key("p-1")


def test_an_id_can_be_barred_before_it_ever_had_a_key(opener: Opener) -> None:
    book = opener()
    book.destroy("p-1")
    with pytest.raises(KeyDestroyed):
        book.create("p-1")


def test_nothing_of_a_destroyed_key_stays_in_its_table(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    book.destroy("p-1")
    with book._database.reading() as connection:
        assert connection.execute(select(subjects)).all() == []


def test_many_keys_in_one_look(opener: Opener) -> None:
    book = opener()
    for subject in ("p-1", "p-2", "p-3"):
        book.create(subject)
    book.key("p-1")
    book.destroy("p-3")
    assert book.keys({"p-1", "p-2", "p-3"}) == {"p-1": book.key("p-1"), "p-2": book.key("p-2")}
    assert book.keys(()) == {}
    with pytest.raises(NotFound):
        book.keys({"p-1", "p-9"})


def test_secrets_are_stable_and_differ_by_use(opener: Opener) -> None:
    book = opener()
    assert book.secret("index") == opener().secret("index")
    assert len({book.secret(label) for label in ("index", "log", "pseudonyms", "")}) == 4


def test_rotation_keeps_every_key_and_lets_the_old_epoch_die(opener: Opener) -> None:
    book = opener()
    for number in range(7):
        book.create(f"p-{number}")
    before = {f"p-{n}": book.key(f"p-{n}") for n in range(7)}
    told: list[tuple[str, int, int]] = []
    assert book.rotate(lambda *step: told.append(step)) == 2
    assert told[-1][1:] == (7, 7)
    assert book.rows_behind() == 0
    assert book.epochs() == [1, 2]
    book.retire(1)
    assert book.epochs() == [2]
    again = opener()
    assert {subject: again.key(subject) for subject in before} == before
    again.create("p-new")
    assert again.rows_behind() == 0


def test_an_epoch_with_keys_or_the_newest_is_not_retired(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    with pytest.raises(UsageError):
        book.retire(1)
    book._epochs.begin()
    assert book.rows_behind() == 1
    with pytest.raises(UsageError):
        book.retire(1)
    with pytest.raises(NotFound):
        book.retire(9)
    assert len(book.key("p-1")) == 32


def test_a_rotation_cut_short_goes_on_where_it_stopped(opener: Opener) -> None:
    book = opener()
    for number in range(3):
        book.create(f"p-{number}")
    keys = [book.key(f"p-{n}") for n in range(3)]
    book._epochs.begin()
    assert rewrap_batch(book._database, book._epochs, subjects, 2, 1) == 1
    again = opener()
    assert again.rows_behind() == 2
    assert again.rotate() == 2
    assert again.rows_behind() == 0
    assert [again.key(f"p-{n}") for n in range(3)] == keys


def test_keys_can_be_read_while_they_are_rotated(opener: Opener) -> None:
    book, reader = opener(), opener()
    for number in range(30):
        book.create(f"p-{number}")
    expected = [book.key(f"p-{n}") for n in range(30)]
    seen: list[list[bytes]] = []
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(5):
                with reader._lock:
                    reader._keys.clear()
                seen.append([reader.key(f"p-{n}") for n in range(30)])
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    book.rotate()
    thread.join()
    assert failures == []
    assert seen == [expected] * 5


def test_no_key_in_a_repr(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    shown = repr(book) + str(book)
    assert book.key("p-1").hex() not in shown
    assert MASTER.decode() not in shown


# ---- escrow


def test_a_key_in_escrow_answers_like_a_destroyed_one_until_it_is_released(opener: Opener) -> None:
    book, elsewhere = opener(), opener()
    book.create("p-1")
    key = book.key("p-1")
    assert elsewhere.key("p-1") == key
    book.escrow("p-1", date(2027, 5, 1))
    for one in (book, elsewhere, opener()):
        with pytest.raises(KeyDestroyed):
            one.key("p-1")
        with pytest.raises(KeyDestroyed):
            one.create("p-1")
        assert one.keys({"p-1"}) == {}
        assert one.escrowed() == {"p-1": date(2027, 5, 1)}
        assert one.destroyed() == frozenset()
    book.escrow("p-1", date(2028, 5, 1))
    assert elsewhere.escrowed() == {"p-1": date(2028, 5, 1)}
    elsewhere.release("p-1")
    assert book.key("p-1") == key
    assert book.escrowed() == {}
    with pytest.raises(NotFound):
        book.release("p-1")


def test_a_key_dies_in_escrow_for_good(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    book.escrow("p-1", date(2027, 5, 1))
    book.destroy("p-1")
    assert book.destroyed() == {"p-1"}
    assert book.escrowed() == {}
    with pytest.raises(NotFound):
        book.release("p-1")
    with pytest.raises(KeyDestroyed):
        book.escrow("p-1", date(2027, 5, 1))
    with pytest.raises(NotFound):
        book.escrow("p-never", date(2027, 5, 1))


def test_keys_in_escrow_rotate_with_the_others_and_hold_their_epoch(opener: Opener) -> None:
    book = opener()
    for subject in ("p-1", "p-2"):
        book.create(subject)
    key = book.key("p-1")
    book.escrow("p-1", date(2027, 5, 1))
    book._epochs.begin()
    assert book.rows_behind() == 2
    rewrap_batch(book._database, book._epochs, subjects, 2, 9)
    with pytest.raises(UsageError):
        book.retire(1)
    assert book.rotate() == 2
    found = book.status()
    assert (found.epochs, found.keys, found.escrowed, found.rows_behind) == (((1, 0), (2, 2)), 1, 1, 0)
    assert found.retirable == (1,)
    book.retire(1)
    book.release("p-1")
    assert opener().key("p-1") == key


def test_the_day_of_an_escrow_cannot_be_moved_in_the_table(opener: Opener) -> None:
    book = opener()
    book.create("p-1")
    book.escrow("p-1", date(2027, 5, 1))
    with book._database.connection() as connection:
        connection.execute(update(escrow).values(until=date(2026, 1, 1)))
    with pytest.raises(SealBroken):
        book.release("p-1")
