"""A review over several testimonies: one person is one pseudonym, a name is followed, a lesson is learnt."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive import reading
from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.errors import NotFound, Refused, UsageError
from archive.model import Finding, IdentifierType, Scope, TestimonyState, Verdict
from archive.ports import Archive
from archive.redact.review_states import SURE
from archive.review import decisions as review_decisions
from archive.review import detection, release
from archive.review import queue as review_queue
from archive.review.decisions import ReviewDecision
from archive.review.sheet import open_sheet
from archive.search.query import parse
from tests.review.interviews import ADVOCATE, RESEARCHER, STEWARD, interview, machine_found, read

PASSPHRASE = "nine quiet herons over the delta"


def found(archive: Archive, testimony: str, words: str) -> Finding:
    """The finding that covers these words."""
    every = archive.store.reviews.findings(testimony)
    return next(f for f in every if words in f.quote)


def covered(archive: Archive, testimony: str, words: str) -> bool:
    return any(words in f.quote for f in archive.store.reviews.findings(testimony))


def state(archive: Archive, testimony: str) -> TestimonyState:
    kept = archive.store.testimonies.get(testimony)
    assert kept is not None
    return kept.state


def approve(archive: Archive, testimony: str) -> None:
    review_decisions.accept_rest(UnitOfWork(archive, STEWARD), testimony)
    review_decisions.finish(UnitOfWork(archive, STEWARD), testimony)


def test_one_person_is_one_pseudonym_in_every_file_and_after_a_restart(tmp_path: Path) -> None:
    """The book is read from the store each time, so a new process gives the same names."""
    settings = Settings(tmp_path / "heard", unlock_kib=1024)
    wiring.create(settings, PASSPHRASE)
    shown = []
    for source in ("first", "second"):
        with wiring.opened(settings, PASSPHRASE) as opened:
            archive = opened.archive
            one = interview(archive, source, "My sister Halima Khatoon told me. She lives far off.")
            detection.detect(UnitOfWork(archive, STEWARD), one)
            shown.append(found(archive, one, "Halima Khatoon").research)
            book = archive.store.reviews.pseudonyms("delta")
            assert "Halima" not in "".join([*book, *book.values()])
    assert shown[0] == shown[1] != ""
    assert "Halima" not in shown[0]


def test_nobody_is_given_the_name_of_somebody_in_the_project(archive: Archive) -> None:
    """Every pseudonym that a woman of the first file could get is a real participant's, but one."""
    from archive.redact.pseudonyms import SOUTH_ASIA

    taken = [name[0] for name in SOUTH_ASIA["F"]][1:]
    for number, name in enumerate(taken[:12]):
        interview(archive, f"real{number}", "We spoke.", name=f"{name} Biswas")
    one = interview(archive, "one", "My sister Halima Khatoon told me. My sister Rokeya Bewa too.")
    detection.detect(UnitOfWork(archive, STEWARD), one)
    given = {found(archive, one, words).research.split()[0] for words in ("Halima", "Rokeya")}
    assert given.isdisjoint(taken[:12])
    assert len(given) == 2


def test_a_name_of_one_file_is_found_in_its_sisters(archive: Archive) -> None:
    """A whole name is masked at once; a part of one is a doubt. Both with the reason."""
    first = interview(archive, "first", "Then Zubaida Jharkhandi came by boat.")
    second = interview(archive, "second", "We saw Zubaida Jharkhandi there.", "Later Zubaida went home.")
    for each in (first, second):
        detection.detect(UnitOfWork(archive, STEWARD), each)
    machine_found(archive, first, ("Zubaida Jharkhandi", IdentifierType.PERSON))
    machine_found(archive, second)
    assert detection.cross_reference_names(UnitOfWork(archive, STEWARD), [first]) == 2
    whole, part = archive.store.reviews.findings(second)
    assert (whole.quote, part.quote) == ("Zubaida Jharkhandi", "Zubaida")
    assert whole.score >= SURE > part.score
    assert all(f.detector == "sister" and "another testimony" in f.reason for f in (whole, part))
    origin = archive.store.reviews.findings(first)[0]
    assert whole.entity == part.entity == origin.entity
    assert whole.research == origin.research
    assert part.research == origin.research.split()[0]
    assert detection.cross_reference_names(UnitOfWork(archive, STEWARD), [first, second]) == 0, (
        "nothing is found twice"
    )


def test_a_place_that_a_steward_rejected_is_not_asked_about_again(archive: Archive) -> None:
    first = interview(archive, "first", "Then Zubaida Jharkhandi came by boat.")
    second = interview(archive, "second", "We saw Zubaida Jharkhandi there.")
    for each in (first, second):
        detection.detect(UnitOfWork(archive, STEWARD), each)
        machine_found(archive, each, ("Zubaida Jharkhandi", IdentifierType.PERSON))
    (there,) = archive.store.reviews.findings(second)
    review_decisions.decide(UnitOfWork(archive, STEWARD), second, there.id, ReviewDecision(Verdict.REJECT))
    assert detection.cross_reference_names(UnitOfWork(archive, STEWARD), [first, second]) == 0


def test_a_participant_is_found_in_files_of_others_as_the_same_person(archive: Archive) -> None:
    first = interview(archive, "first", "I am glad to tell it.", name="Qamrun Jharkhandi")
    second = interview(archive, "second", "Then Qamrun Jharkhandi paid, 01712345678.")
    for each in (first, second):
        detection.detect(UnitOfWork(archive, STEWARD), each)
    machine_found(archive, second)
    assert detection.cross_reference_names(UnitOfWork(archive, STEWARD), [second]) == 1
    (named,) = archive.store.reviews.findings(second)
    assert (named.quote, named.entity) == ("Qamrun Jharkhandi", "p-first")


def test_an_approved_sister_is_masked_at_once_and_loses_the_quote(archive: Archive) -> None:
    old = interview(archive, "old", "Zubaida Jharkhandi paid twice a year.", "Nobody else paid.")
    detection.detect(UnitOfWork(archive, STEWARD), old)
    machine_found(archive, old)
    approve(archive, old)
    assert "Zubaida" in read(archive, old)
    quote = review_decisions.release_words(UnitOfWork(archive, STEWARD), old, 0, "Zubaida Jharkhandi paid")
    other = review_decisions.release_words(UnitOfWork(archive, STEWARD), old, 1, "Nobody else paid")
    new = interview(archive, "new", "Nothing much.", name="Zubaida Jharkhandi")
    detection.detect(UnitOfWork(archive, STEWARD), new)
    machine_found(archive, new, ("Nothing", IdentifierType.OTHER))
    assert detection.cross_reference_names(UnitOfWork(archive, STEWARD), [old, new]) == 1
    assert state(archive, old) is TestimonyState.APPROVED
    assert "Zubaida" not in read(archive, old)
    assert [q.id for q in archive.store.quotes.of(old)] == [other.id] != [quote.id]
    hits = reading.search_passages(UnitOfWork(archive, RESEARCHER), parse("zubaida"))
    assert hits == []


def test_a_rejection_teaches_the_project_and_an_undo_unteaches_it(archive: Archive) -> None:
    said = "We went with Karimganj Samity to the office. Nobody listened."
    first = interview(archive, "first", said)
    detection.detect(UnitOfWork(archive, STEWARD), first)
    name = found(archive, first, "Karimganj")
    review_decisions.decide(
        UnitOfWork(archive, STEWARD), first, name.id, ReviewDecision(Verdict.REJECT, why="a boat line")
    )
    assert list(archive.store.allow_list.allowed("delta").values()) == [(name.id,)]
    second = interview(archive, "second", said)
    detection.detect(UnitOfWork(archive, STEWARD), second)
    assert not covered(archive, second, name.quote)
    review_decisions.undo(UnitOfWork(archive, STEWARD), first)
    assert not archive.store.allow_list.allowed("delta")
    detection.detect(UnitOfWork(archive, STEWARD), second)
    assert covered(archive, second, name.quote)


def test_an_allowed_word_is_never_taken_from_a_known_name(archive: Archive) -> None:
    said = "We went with Karimganj Samity to the office. Nobody listened."
    first = interview(archive, "first", said)
    detection.detect(UnitOfWork(archive, STEWARD), first)
    review_decisions.decide(
        UnitOfWork(archive, STEWARD),
        first,
        found(archive, first, "Karimganj").id,
        ReviewDecision(Verdict.REJECT),
    )
    interview(archive, "third", "We spoke.", name="Samity Karimganj")
    second = interview(archive, "second", said)
    detection.detect(UnitOfWork(archive, STEWARD), second)
    assert covered(archive, second, "Karimganj")


def test_whoever_keeps_a_word_masked_unteaches_it(archive: Archive) -> None:
    said = "We went with Karimganj Samity to the office. Nobody listened."
    both = [interview(archive, source, said) for source in ("first", "second")]
    for each in both:
        detection.detect(UnitOfWork(archive, STEWARD), each)
    first, second = (found(archive, each, "Karimganj") for each in both)
    review_decisions.decide(UnitOfWork(archive, STEWARD), both[0], first.id, ReviewDecision(Verdict.REJECT))
    review_decisions.decide(UnitOfWork(archive, STEWARD), both[1], second.id, ReviewDecision(Verdict.ACCEPT))
    assert not archive.store.allow_list.allowed("delta")


def test_one_decision_reaches_the_project_and_one_undo_takes_it_back(archive: Archive) -> None:
    said = "My sister Halima Khatoon told me. Later we met Halima Khatoon again."
    both = [interview(archive, source, said) for source in ("first", "second")]
    for each in both:
        detection.detect(UnitOfWork(archive, STEWARD), each)
    name = found(archive, both[0], "Halima Khatoon")
    ruling = ReviewDecision(Verdict.CHANGE, "she asked for it", research="[a sister]", reach="project")
    count = review_decisions.decide(UnitOfWork(archive, STEWARD), both[0], name.id, ruling)
    assert count >= 4
    decided = [archive.store.reviews.decisions(each) for each in both]
    assert all(d.research == "[a sister]" and d.why and d.by == STEWARD.user for ds in decided for d in ds)
    assert review_decisions.undo(UnitOfWork(archive, STEWARD), both[0], "a mistake") == count
    for each, before in zip(both, decided, strict=True):
        after = archive.store.reviews.decisions(each)
        assert after[: len(before)] == before, "nothing is overwritten"
        assert {d.verdict for d in after[len(before) :]} == {Verdict.UNDO}
    with pytest.raises(UsageError):
        review_decisions.undo(UnitOfWork(archive, STEWARD), both[0])


def test_a_change_of_type_and_span_is_read_as_such(archive: Archive) -> None:
    one = interview(archive, "one", "My sister Halima Khatoon of the Lakeside clinic told me.")
    detection.detect(UnitOfWork(archive, STEWARD), one)
    name = found(archive, one, "Halima Khatoon")
    text = "R: My sister Halima Khatoon of the Lakeside clinic told me.\n"
    span = (text.index("My sister"), name.end)
    ruling = ReviewDecision(Verdict.CHANGE, type=IdentifierType.KIN, span=span)
    review_decisions.decide(UnitOfWork(archive, STEWARD), one, name.id, ruling)
    approve(archive, one)
    assert "Halima" not in read(archive, one)
    assert "My sister" not in read(archive, one)
    for wrong in (
        ReviewDecision(Verdict.CHANGE),
        ReviewDecision(Verdict.CHANGE, span=(0, 500)),
        ReviewDecision(Verdict.ADD),
    ):
        with pytest.raises(UsageError):
            review_decisions.decide(UnitOfWork(archive, STEWARD), one, name.id, wrong)
    with pytest.raises(NotFound):
        review_decisions.decide(
            UnitOfWork(archive, STEWARD), one, "f-nothing", ReviewDecision(Verdict.ACCEPT)
        )


def test_marked_words_are_masked_and_taking_the_mark_back_shows_them(archive: Archive) -> None:
    one = interview(archive, "one", "We sold the red bicycle in March and walked.")
    detection.detect(UnitOfWork(archive, STEWARD), one)
    review_decisions.mark_words(UnitOfWork(archive, STEWARD), one, 0, "red bicycle", IdentifierType.OTHER)
    approve(archive, one)
    assert "red bicycle" not in read(archive, one)
    review_decisions.undo(UnitOfWork(archive, STEWARD), one)
    assert state(archive, one) is TestimonyState.DETECTED
    with pytest.raises((NotFound, Refused)):
        read(archive, one)


def test_the_riskiest_comes_first_with_its_reasons(archive: Archive) -> None:
    calm = interview(archive, "calm", "It rained and we ate rice.")
    risky = interview(
        archive,
        "risky",
        "I am the only woman driver at the depot. My cousin was murdered; it was in the newspaper.",
    )
    for each in (calm, risky):
        detection.detect(UnitOfWork(archive, STEWARD), each)
    rows = review_queue.queue(UnitOfWork(archive, STEWARD))
    assert [row.testimony for row in rows] == [risky, calm]
    assert rows[0].risks >= 2
    flagged = open_sheet(UnitOfWork(archive, STEWARD), risky).flagged
    assert {f.risk.kind for f in flagged} >= {"event", "told"}
    assert all(f.risk.reason for f in flagged)


def test_a_rare_person_is_told_from_common_ones(archive: Archive) -> None:
    for number in range(5):
        interview(archive, f"many{number}", "It rained.", Age="34", District="Uria")
    rare = interview(archive, "rare", "It rained.", Age="81", District="Uria")
    row = review_queue.review_status(UnitOfWork(archive, STEWARD), rare)
    assert row.rare == ("Nobody else of 6 people has this age band.",)
    common = archive.store.testimonies.all(Scope.of({"delta"}))[0].id
    assert review_queue.review_status(UnitOfWork(archive, STEWARD), common).rare == ()


def test_a_quote_that_reads_otherwise_after_a_review_is_taken_back(archive: Archive) -> None:
    one = interview(archive, "one", "We sold the red bicycle in March and walked home.")
    detection.detect(UnitOfWork(archive, STEWARD), one)
    approve(archive, one)
    quote = review_decisions.release_words(UnitOfWork(archive, STEWARD), one, 0, "We sold the red bicycle")
    same = review_decisions.release_words(UnitOfWork(archive, STEWARD), one, 0, "walked home")
    review_decisions.mark_words(UnitOfWork(archive, STEWARD), one, 0, "red bicycle", IdentifierType.OTHER)
    review_decisions.finish(UnitOfWork(archive, STEWARD), one)
    gone = archive.store.quotes.get(quote.id)
    assert gone is None or gone.withdrawn_at is not None
    assert [q.id for q in archive.store.quotes.of(one)] == [same.id]
    release.withdraw_quote(UnitOfWork(archive, STEWARD), same.id)
    assert archive.store.quotes.of(one) == []
    with pytest.raises((NotFound, Refused)):
        release.withdraw_quote(UnitOfWork(archive, ADVOCATE), same.id)
    with pytest.raises((NotFound, Refused)):
        review_decisions.release_words(UnitOfWork(archive, RESEARCHER), one, 0, "walked home")
