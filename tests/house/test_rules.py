"""Rules of this house that no linter knows, each with the reason for it.

A table in a rule is not a list of exceptions: it says of each place why the rule names it, and a place that
no longer needs to be there has to go.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator

import pytest
import regex

from tests.house.source import calls, chains, imports, modules, texts

Places = Iterator[tuple[int, str]]


def within(*roots: str) -> list[str]:
    """The modules in these packages."""
    return [name for name in modules() if any(name == root or name.startswith(f"{root}.") for root in roots)]


def offenders(names: Iterable[str], found: Callable[[ast.AST], Places]) -> list[str]:
    """``module:line what`` for everything that a rule finds in these modules."""
    return [f"{name}:{line} {what}" for name in names for line, what in found(modules()[name].tree)]


def where(found: Callable[[ast.AST], Places]) -> set[str]:
    """The modules in which a rule finds something."""
    return {name for name, module in modules().items() if any(True for _ in found(module.tree))}


def reads_a_store(tree: ast.AST) -> Places:
    """Any use of something's ``store``."""
    return ((line, chain) for line, chain in chains(tree) if chain.rpartition(".")[2] == "store")


def unseals_words(tree: ast.AST) -> Places:
    """Words of a testimony that leave their seal."""
    return ((line, chain) for line, chain in chains(tree) if chain.endswith("testimonies.unseal"))


def builds_an_event(tree: ast.AST) -> Places:
    """An event made from nothing; ``replace`` on one that was built is not meant."""
    return ((line, call) for line, call in calls(tree) if call.rpartition(".")[2] == "Event")


def crosses_projects(tree: ast.AST) -> Places:
    """A walk of the archive itself over every project."""
    yield from ((line, call) for line, call in calls(tree) if call == "Scope.across")


def asks_the_time(tree: ast.AST) -> Places:
    """The clock of the machine."""
    asked = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
    return ((line, call) for line, call in calls(tree) if call in asked)


def reads_the_environment(tree: ast.AST) -> Places:
    """Variables of the environment."""
    return ((line, chain) for line, chain in chains(tree) if chain in {"os.environ", "os.getenv"})


def draws_an_id(tree: ast.AST) -> Places:
    """Chance that is not meant for secrets, and ids of another make than ours."""
    drawn = {"uuid1", "uuid4", "uuid.uuid1", "uuid.uuid4"}
    yield from ((line, call) for line, call in calls(tree) if call in drawn or call.startswith("random."))
    yield from ((1, name) for name in imports(tree) if name == "random")


NATIVE = regex.compile(r"[\p{Bengali}\p{Devanagari}&&\p{L}]|[ăđơưĂĐƠƯ\u1ea0-\u1ef9]", regex.V1)
WORD = regex.compile(r"[\p{L}\p{M}]{2,}")
SET = regex.compile(r"\[[^\]]*\]")


def holds_words(tree: ast.AST) -> Places:
    """Words in Bangla, Devanagari or Vietnamese letters; single letters and sets of letters are none."""
    for line, text in texts(tree):
        if any(NATIVE.search(word) for word in WORD.findall(SET.sub(" ", text))):
            yield line, "words"


def test_web_and_command_never_touch_the_store() -> None:
    """What is shown passes the gate: a screen or a command that reads rows itself shows what nobody asked
    the consents about, and leaves no event."""
    assert offenders(within("archive.web", "archive.cli"), reads_a_store) == []


WORDS_LEAVE = {
    "archive.oversight.break_glass": "original words in an emergency, by two people",
    "archive.oversight.proofs": "thrown away at once: whether a seal still opens",
    "archive.reading.quotes": "the excerpt that a steward or researcher chose",
    "archive.reading.turns": "turns on their way to a reader, as renderings",
    "archive.review.approval": "what is indexed at approval, as keyed tokens",
    "archive.review.correction": "a transcript that is put right",
    "archive.review.cross_reference": "a name that is looked for in the other testimonies of a project",
    "archive.review.detection": "identifiers that are looked for",
    "archive.review.resubmission": "the answers of a submission before it was changed, on which codes stand",
    "archive.study.coding_acts": "the words under a new code, which become its anchor",
    "archive.withdrawal.escrow": "what a law keeps, opened by two officers",
    "archive.withdrawal.held_words": "what is compared with researchers' texts, and remembered keyed",
    "archive.withdrawal.reach": "what is indexed anew of those who stay",
}


def test_words_leave_their_seal_in_the_named_places_alone() -> None:
    """Whoever looks for the ways out of the archive reads this list and has read all of them."""
    assert where(unseals_words) == set(WORDS_LEAVE)


CROSS_PROJECTS = {
    "archive.access.gate.consents": "a speaker's no counts wherever it was recorded",
    "archive.access.policy.demographics": "what a person's own consents say of their age",
    "archive.app.backup.examining": "what a copy holds, before it is an archive",
    "archive.app.backup.restoring": "what comes back knows no projects",
    "archive.app.backup.sealed_view": "what a copy knows, shown to an officer without a word",
    "archive.app.indexing": "the index of everything is built anew",
    "archive.oversight.access_requests": "grants end by the clock, whoever is there",
    "archive.oversight.proofs": "whether every seal still opens",
    "archive.withdrawal.reach": "a withdrawal takes a person's words wherever they are",
}


def test_every_walk_across_projects_has_a_reason() -> None:
    """Everybody else lists what the gate's scope allows. A new place here says why no viewer asks."""
    assert where(crosses_projects) == set(CROSS_PROJECTS)


def test_events_are_built_by_the_gate_alone() -> None:
    """One builder gives every event its person, role, purpose and outcome. An event that a desk made itself
    could leave out the purpose, and the officer would never find it. The log builds those that it reads."""
    assert where(builds_an_event) == {"archive.access.gate.events", "archive.audit.events"}


ASK_THE_TIME = {
    "archive.app.wiring": "the clock that everything else is given",
    "archive.store.epochs": "when a key was made; a ring opens before there is an archive with a clock",
    "archive.store.keybook": "when a key died; the ring may stand on another machine than the archive",
}


def test_time_comes_from_the_clock() -> None:
    """Consents end on a day. A module with a clock of its own could not be tried on another day, and could
    see another day than the gate."""
    assert where(asks_the_time) == set(ASK_THE_TIME)


READ_THE_ENVIRONMENT = {
    "archive.app.settings": "the settings, with a table of them in the documentation",
    "archive.ingest.confinement.sandbox": "what an interpreter needs to start goes to the child",
}


def test_the_environment_is_read_in_one_place() -> None:
    """A variable that is read elsewhere is missing from the docs, and its secret can end in an error."""
    assert where(reads_the_environment) == set(READ_THE_ENVIRONMENT)


def test_ids_and_chance_come_from_the_system() -> None:
    """``secrets`` cannot be guessed; ``random`` and dated ids can, and a date tells when somebody spoke."""
    assert offenders(modules(), draws_an_id) == []


PARSERS = ("docx", "odfdo", "pdfminer", "pysubs2", "webvtt")


def test_files_from_outside_are_parsed_by_the_confined_child() -> None:
    """A parser has faults. In a child without keys, files or connections a fault costs one reading."""
    users = {name for name, module in modules().items() if imports_any(imports(module.tree), PARSERS)}
    assert users
    assert sorted(users - set(within("archive.ingest"))) == []


READS_FROM_OUTSIDE = (
    "consent.file_lines.lines_from", "consent.files.records_from", "archive.coding.refi.reader",
    "archive.coding.foreign.qualcoder", "archive.coding.foreign.taguette",
    "taxonomies.codebook_exchange.codes_in_csv", "taxonomies.codebook_exchange.codes_in_qdc",
    "archive.ingest.read", "archive.ingest.codebook_files", "archive.ingest.coding_projects",
)  # fmt: skip
OWN_FILES = {
    "archive.demo.collection": "the consents of the bundled collection come with the program",
    "consent.files": "the same reading for whoever has a file of their own making",
}


def test_what_parses_files_from_outside_is_called_in_the_confined_child_alone() -> None:
    """A consent file of five kilobytes once stopped the process that holds the keys for a minute."""
    users = {
        name for name, module in modules().items() if not imports(module.tree).isdisjoint(READS_FROM_OUTSIDE)
    }
    assert set(OWN_FILES) <= users
    assert sorted(users - set(within("archive.ingest")) - set(OWN_FILES)) == []


def imports_any(names: Iterable[str], libraries: Iterable[str]) -> bool:
    """Whether one of these libraries is among the imports."""
    return not {name.partition(".")[0] for name in names}.isdisjoint(libraries)


SEVERAL_LETTERS = {"language.transliteration": "letters that Unicode spells in two ways, as pairs"}


def test_words_of_a_language_are_data() -> None:
    """Linguists and field offices mend words. In code they cannot, and nobody sees a wrong letter."""
    assert where(holds_words) == set(SEVERAL_LETTERS)


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (reads_a_store, "self.work.store.risks.of(x)", "from archive.store.passphrase import Cost"),
        (unseals_words, "archive.store.testimonies.unseal(t)", "archive.log.unseal(x)"),
        (builds_an_event, "model.Event(a)", "replace(event, turn=1)"),
        (crosses_projects, "s = Scope.across('walk')", "s = Scope.of(projects)"),
        (asks_the_time, "day = date.today()", "day = archive.clock.today()"),
        (reads_the_environment, "os.environ['X']", "os.sep"),
        (draws_an_id, "name = uuid.uuid4()", "name = uuid5(SPACE, text)"),
        (draws_an_id, "import random", "import secrets"),
        (holds_words, "A = 'আমার নাম'", "A = '[ক-হ]'"),
        (holds_words, "A = 'phố'", "A = '\u0111'"),
        (holds_words, "A = r'मेरा|[a-z]'", '"""A docstring: मेरा"""'),
    ],
)
def test_each_rule_sees_what_it_is_for(rule: Callable[[ast.AST], Places], wrong: str, right: str) -> None:
    assert list(rule(ast.parse(wrong)))
    assert not list(rule(ast.parse(right)))
