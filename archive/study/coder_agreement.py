"""How far coders agree whose codings stand on the same testimonies, without a blind round.

Two colleagues who coded in another program send a file each; whoever is signed in imports both. A coder here
is the name under which a coding is kept: what came in a file has the file's coder (``import …``), anything
else whoever was signed in. Nobody can say that they did not see each other's work, so a round tells more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.coding.agreement import Agreement, Stretch, compare
from archive.errors import UsageError
from archive.model import Action, Coding, Scope, Testimony
from archive.reading import MODES
from archive.study.exchange.receiving import IMPORT
from archive.study.notebook import usable
from archive.study.workspace import open_workspace


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """The agreement of coders over ``testimonies`` testimonies, in each of which every one of them coded;
    ``left_out`` are those that only some of them coded."""

    agreement: Agreement
    testimonies: int
    left_out: int


@dataclass(frozen=True, slots=True)
class _CodedText:
    """A testimony with the codings that the viewer may know of, each under its coder's name."""

    testimony: Testimony
    codings: tuple[Coding, ...]


def coder_of(coding: Coding) -> str:
    """Who coded: the coder of the file that it came in, else whoever was signed in."""
    return coding.source if coding.source.startswith(IMPORT) else coding.coder


def agreement_of(
    work: UnitOfWork, project: str, coders: Sequence[str] = (), codes: Sequence[str] = ()
) -> CoderAgreement:
    """Compare coders over the turns of a project that are open to the viewer today.

    ``coders`` are names as ``coder_of`` gives them, with or without their ``import``; without any, all that
    came in files are compared. Raises ``UsageError`` for fewer than two, for one who coded nothing here, or
    where no testimony was coded by all of them.
    """
    work.authorise_project(Action.CODING_READ, project)
    usable(work.archive, project, codes)
    coded = [_coded(work, t) for t in work.store.testimonies.all(Scope.of({project})) if t.state in MODES]
    chosen = _chosen(coders, sorted({c.coder for one in coded for c in one.codings}))
    whose = [(one, {c.coder for c in one.codings} & set(chosen)) for one in coded]
    together = [one for one, by in whose if len(by) == len(chosen)]
    opened = [open_workspace(work, Action.CODING_READ, one.testimony.id) for one in together]
    stretches = [
        Stretch(testimony.id, turn, testimony.turns[turn].body, testimony.turns[turn].end)
        for testimony, turns in opened
        for turn in sorted(turns)
        if testimony.turns[turn].body < testimony.turns[turn].end
    ]
    if not stretches:
        raise UsageError("No testimony that is open to you was coded by all of them; name other coders.")
    agreement = compare(stretches, [c for one in together for c in one.codings], chosen, codes)
    work.record_project(Action.CODING_READ, project, codes=len(agreement.codes))
    return CoderAgreement(agreement, len(together), sum(1 for _, by in whose if by) - len(together))


def _coded(work: UnitOfWork, testimony: Testimony) -> _CodedText:
    codings = blindness.visible(work.archive, work.viewer, testimony)
    return _CodedText(testimony, tuple(replace(c, coder=coder_of(c)) for c in codings))


def _chosen(asked: Sequence[str], here: Sequence[str]) -> list[str]:
    """The coders to compare, as they are kept."""
    chosen = [_known(one, here) for one in dict.fromkeys(asked)]
    if not chosen:
        chosen = [one for one in here if one.startswith(IMPORT)]
    if len(set(chosen)) < 2:
        raise UsageError(
            "Agreement needs two coders. Import each colleague's file with `heard qda in`, with --coder "
            "where both files name the same coder, or name two coders."
        )
    return chosen


def _known(asked: str, here: Sequence[str]) -> str:
    name = next((one for one in (f"{IMPORT} {asked}", asked) if one in here), None)
    if name is None:
        listed = ", ".join(here) or "nobody"
        raise UsageError(f"One of these coders coded nothing here. Coders of this project: {listed}.")
    return name
