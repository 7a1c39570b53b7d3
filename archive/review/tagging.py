"""The tagger proposes codes for a testimony that researchers may read, from that rendering alone.

A proposal counts nowhere until a person accepts it. What a project's verdicts taught its tagger is read
here and written by ``archive.study.learning``.
"""

from __future__ import annotations

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.model import (
    Action,
    Suggestion,
    TurnKind,
)
from archive.ports import Archive
from taxonomies.tagger import Refitted
from taxonomies.tagger import tag as tag_text
from taxonomies.tagger.refit import load


def suggest_codes(work: UnitOfWork, testimony_id: str) -> int:
    """Let the tagger propose codes for a testimony that researchers may read, from that rendering alone.

    The number of suggestions. They count nowhere until a person accepts them.
    """
    testimony = reading.readable(work.load_authorised(Action.TESTIMONY_TAG, testimony_id))
    turns = work.permitted(testimony, gate.RESEARCH)
    learnt = learnt_for(work.archive, testimony.project)
    proposed: list[Suggestion] = []
    for turn in reading.rendered(work.archive, testimony, turns, "research"):
        if turn.kind in (TurnKind.SPEECH, TurnKind.SEVERAL):
            language = testimony.turns[turn.index].language or testimony.language
            result = tag_text(turn.text, language, refitted=learnt)
            proposed += reading.suggestions(
                testimony, turn, [*result.targets, *result.drivers], result.tagger
            )
    with work.store.transaction():
        work.store.codings.suggest(testimony.id, proposed)
        work.record_event(Action.TESTIMONY_TAG, testimony, suggestions=len(proposed))
    return len(proposed)


def learnt_for(archive: Archive, project: str) -> Refitted | None:
    """What the project's tagger knows from verdicts, as long as no consent changed since it was learnt."""
    content = archive.store.learnt.get(project, archive.store.consents.count())
    return load(content) if content else None
