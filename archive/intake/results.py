"""What became of a draft at the door, in words for whoever brought it.

Pure. Names and first words are in it, for the screen of the person who holds the file: none of it is logged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from archive.ingest.description import DescribedTurn, described, voices
from archive.intake.judgement import Judgement
from archive.model import SPOKEN, Draft


class IntakeStatus(StrEnum):
    """What became of a draft. Of a changed row the next version is still to be made."""

    TAKEN = "taken"
    COMPLETED = "completed"
    CHANGED = "changed"
    ALREADY = "already"
    QUARANTINED = "quarantined"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class VoiceWithoutConsent:
    """A voice whose words stay out because nobody knows whose consent holds for it. ``voice`` is its label,
    ``None`` where the file names nobody."""

    voice: str | None = field(repr=False)
    turns: int
    first_words: str = field(repr=False)
    sentence: str


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """What became of one draft; ``withheld`` counts turns left out for want of consent.

    ``name``, ``part``, ``notices`` and ``without_consent`` are for the screen only.
    """

    status: IntakeStatus
    sentence: str
    testimony: str | None = None
    withheld: int = 0
    name: str = field(default="", repr=False)
    part: str = field(default="", repr=False)
    notices: tuple[str, ...] = field(default=(), repr=False)
    without_consent: tuple[VoiceWithoutConsent, ...] = field(default=(), repr=False)


def result(
    judgement: Judgement,
    status: IntakeStatus,
    sentence: str,
    testimony: str | None = None,
    withheld: int = 0,
) -> IntakeResult:
    """The result with all that has to be said of the draft's voices."""
    draft = judgement.draft
    return IntakeResult(
        status, sentence, testimony, withheld, draft.source, draft.part,
        (*draft.notices, *_notices(judgement)), tuple(_without_consent(judgement)),
    )  # fmt: skip


def doubtful(draft: Draft, sentence: str) -> IntakeResult:
    """The result of a draft that waits until a person has chosen its layout: its doubts and the choices."""
    rivals = ", ".join(f'"{layout}"' for layout in draft.rivals)
    choices = (f"Choose one of these with --layout: {rivals}.",) if rivals else ()
    return IntakeResult(
        IntakeStatus.DOUBTFUL, sentence, name=draft.source, part=draft.part,
        notices=(*draft.notices, *draft.doubts, *choices),
    )  # fmt: skip


def _notices(judgement: Judgement) -> Iterator[str]:
    for label, named in judgement.voices.renamed:
        yield f'"{label}" was taken to be "{named}" of the consents, the only name that fits.'
    if judgement.near.withdrawn:
        yield (
            f"{len(judgement.near.withdrawn)} turn(s) repeat words that somebody withdrew or a steward let "
            "go, so nothing of them is kept."
        )
    if judgement.near.telling:
        yield (
            f"{len(judgement.near.telling)} turn(s) repeat what others said of somebody who withdrew; they "
            "wait hidden until a steward has looked at each."
        )
    by_group = len(judgement.voices.by_group & judgement.permitted)
    if by_group:
        yield f"{by_group} turn(s) fall under the group's consent: no consent names their voice."
    kept = sum(judgement.draft.turns[index].uncertain for index in judgement.permitted)
    if kept:
        yield f"{kept} turn(s) may be anybody's here; everybody agreed, so they were let in as nobody's own."


def _without_consent(judgement: Judgement) -> Iterator[VoiceWithoutConsent]:
    """Voices of which turns stay out and that no consent names for certain."""
    draft = judgement.draft
    left_out = [
        one for one in described(draft)
        if one.turn.index in judgement.withheld and one.turn.participant is None
    ]  # fmt: skip
    for share in voices(left_out):
        why = _why(judgement, left_out, share.voice)
        yield VoiceWithoutConsent(share.voice, share.turns, share.first_words, why)


def _why(judgement: Judgement, turns: list[DescribedTurn], voice: str | None) -> str:
    labels = {one.turn.label for one in turns if one.voice == voice and one.turn.kind in SPOKEN}
    if voice is None:
        return "The file does not say who speaks here. Add a label there, and import it again."
    if labels & set(judgement.voices.uncertain):
        return "Two people could be meant. Write the label in the consent of one as the file has it."
    return "No consent names this voice. Record the consent of whoever it is, and import it again."
