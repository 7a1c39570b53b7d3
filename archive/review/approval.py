"""A steward's decisions are kept, the original is opened to make them, and the renderings are vouched for.

Approval is refused while a doubtful finding is undecided. What readers could see before a decision goes back
into review, since what was approved was another rendering.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive import reading
from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.errors import Refused
from archive.model import (
    Action,
    Decision,
    Finding,
    Testimony,
    TestimonyState,
)
from archive.reading import quotes
from archive.redact.review_states import ready
from archive.review import project_terms
from consent.policy import Permit


def decide(work: UnitOfWork, testimony_id: str, decisions: Sequence[Decision],
           added: Sequence[Finding] = ()) -> None:  # fmt: skip
    """Keep a steward's decisions, and findings that the machine missed; learn from what was rejected.

    Decisions may be on other testimonies too. A testimony that readers could see goes back into review: what
    was approved was another rendering.
    """
    mine = {
        each: work.load_authorised(Action.FINDING_DECIDE, each)
        for each in dict.fromkeys((testimony_id, *(d.testimony for d in decisions)))
    }
    with work.store.transaction():
        for finding in added:
            work.store.reviews.add(finding)
        for decision in decisions:
            work.store.reviews.decide(decision)
        for testimony in mine.values():
            own = [d.finding for d in decisions if d.testimony == testimony.id]
            project_terms.learn(work.archive, testimony, own)
            if testimony.state in reading.MODES:
                work.store.testimonies.set_state(testimony.id, TestimonyState.DETECTED)
                work.index.remove(testimony=testimony.id)
            new = len(added) if testimony.id == testimony_id else 0
            work.record_event(Action.FINDING_DECIDE, testimony, decisions=len(own), added=new)


def approve(work: UnitOfWork, testimony_id: str) -> None:
    """A steward vouches for the renderings. Raises ``Refused`` while a doubtful finding is undecided.

    Quotes released before that read otherwise now are taken back.
    """
    testimony = work.load_authorised(Action.TESTIMONY_APPROVE, testimony_id)
    if testimony.state in (TestimonyState.SEALED, TestimonyState.MASKED):
        raise Refused("Nobody has looked for identifiers in this testimony yet; run the detection first.")
    findings = work.store.reviews.findings(testimony.id)
    if not ready(findings, work.store.reviews.decisions(testimony.id)):
        raise Refused("Some doubtful findings are not decided yet; decide them, then approve.")
    with work.store.transaction():
        work.store.testimonies.set_state(testimony.id, TestimonyState.APPROVED)
        gone = quotes.take_back(work.archive, testimony)
        counts = {"findings": len(findings), **({"quotes_withdrawn": gone} if gone else {})}
        work.record_event(Action.TESTIMONY_APPROVE, testimony, **counts)


@dataclass(frozen=True, slots=True)
class Original:
    """A testimony with its own words: what may be de-identified, blanks for the rest; offsets hold."""

    testimony: Testimony
    permits: Mapping[int, Permit] = field(repr=False)
    text: str = field(repr=False)


def open_original(work: UnitOfWork, testimony_id: str) -> Original:
    """A steward opens the original to redact it; an event. Raises ``NotFound`` or ``Refused``."""
    action = Action.TESTIMONY_UNSEAL

    def look() -> Original:
        testimony, permits = work.load_permitted(
            action, testimony_id, lambda t: work.permitted(t, gate.DEIDENTIFY)
        )
        words = work.store.testimonies.unseal(testimony.id, sorted(permits))
        return Original(testimony, permits, reading.whole_text(testimony, words))

    return work.read_consistently(
        look, lambda seen: work.record_reading(action, seen.testimony, seen.permits)
    )


def index(work: UnitOfWork, testimony_id: str) -> int:
    """Put the renderings that may be found into the index as keyed tokens; the number of documents."""
    testimony = reading.readable(work.load_authorised(Action.TESTIMONY_INDEX, testimony_id))
    documents = reading.index_documents(work.archive, testimony)
    indexed = work.event(Action.TESTIMONY_INDEX, "testimony", testimony.id)
    work.log.append(replace(indexed, version=testimony.version))
    work.index.remove(testimony=testimony.id)
    work.index.put(documents)
    return len(documents)
