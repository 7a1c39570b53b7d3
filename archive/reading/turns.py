"""From a sealed turn to what one viewer may read: unseal, render for the audience, mark, describe.

The only place where words leave the store on their way to a reader. It returns renderings, never the
original, and takes no turn that ``access`` has not just permitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive.access import gate
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.errors import Refused
from archive.model import (
    ConsentRef,
    Finding,
    Hit,
    IndexDocument,
    Mode,
    Passage,
    Role,
    Suggestion,
    Testimony,
    TestimonyState,
    Turn,
    TurnKind,
    Viewer,
    new_id,
)
from archive.ports import Archive
from archive.redact.effective_findings import effective_findings
from archive.redact.rendering import Audience, Rendering, render
from archive.search.highlight import marks, snippet
from archive.search.keyed import QUOTE, TURN, TokenKeys, with_tokens
from archive.search.query import Query
from archive.search.query_terms import Sought, sought
from consent.policy import Permit
from taxonomies.tagger import Tag

MODES: Mapping[TestimonyState, Mode] = {
    TestimonyState.APPROVED: Mode.REVIEWED,
    TestimonyState.MASKED: Mode.RECALL_FIRST,
}
"""The states in which somebody may read a testimony, and who vouches for its renderings."""


@dataclass(frozen=True, slots=True)
class RenderedTurn:
    """One turn as an audience may read it, with the way back to the original.

    ``speaker`` is shown instead of the label, which can be a name; ``start`` is where its words begin in
    the testimony; ``rendering`` counts from there.
    """

    index: int
    kind: TurnKind
    speaker: str
    start: int
    participant: str | None
    consents: tuple[ConsentRef, ...]
    codes: tuple[str, ...]
    rendering: Rendering = field(repr=False)

    @property
    def text(self) -> str:
        """The words as this audience reads them."""
        return self.rendering.text


def whole_text(testimony: Testimony, words: Mapping[int, str]) -> str:
    """The testimony's text with blanks in place of every turn that cannot be read; offsets hold."""
    return "".join(words.get(t.index, " " * (t.end - t.start)) for t in testimony.turns)


def rendered(
    archive: Archive, testimony: Testimony, open_turns: Mapping[int, Permit], audience: Audience
) -> list[RenderedTurn]:
    """The permitted turns, rendered in their order. Header lines and unreadable turns are absent.

    Each rendering carries the mode in which the testimony came to it.
    """
    words = archive.store.testimonies.unseal(testimony.id, sorted(open_turns))
    masked = masked_in(archive, testimony)
    mode = MODES.get(testimony.state)
    codings = archive.store.codings.of(testimony.id)
    return [
        RenderedTurn(
            index=turn.index,
            kind=turn.kind,
            speaker=voice(testimony, turn.index),
            start=turn.body,
            participant=turn.participant,
            consents=gate.consent_refs([open_turns[turn.index]]),
            codes=tuple(sorted({c.code for c in codings if c.turn == turn.index})),
            rendering=body(words[turn.index], turn, masked, audience, mode),
        )
        for turn in testimony.turns
        if turn.index in words and turn.index in open_turns and turn.kind is not TurnKind.HEADER
    ]


def masked_in(archive: Archive, testimony: Testimony) -> list[Finding]:
    """The findings that are masked in a testimony, as its decisions left them."""
    reviews = archive.store.reviews
    return effective_findings(reviews.findings(testimony.id), reviews.decisions(testimony.id))


def body(
    words: str, turn: Turn, masked: Sequence[Finding], audience: Audience, mode: Mode | None
) -> Rendering:
    """The rendering of what follows a turn's label; a finding that reaches over an end covers what is in."""
    spoken = words[turn.body - turn.start :].rstrip("\n")
    inside = [cut for f in masked if (cut := _cut(f, turn.body, len(spoken))) is not None]
    return render(spoken, inside, (), audience, mode)


def _cut(finding: Finding, body: int, length: int) -> Finding | None:
    start, end = max(0, finding.start - body), min(length, finding.end - body)
    if start >= end:
        return None
    whole = (start, end) == (finding.start - body, finding.end - body)
    return replace(finding, start=start, end=end, quote=finding.quote if whole else "")


def voice(testimony: Testimony, index: int) -> str:
    """How a voice is shown: by its number among the speakers, never by its label."""
    turn = testimony.turns[index]
    if turn.kind is TurnKind.QUESTION:
        return "Interviewer"
    if turn.kind is TurnKind.NOTE:
        return "Note"
    if turn.kind is TurnKind.SEVERAL or turn.participant is None or turn.participant == testimony.group:
        return "A voice of the group" if turn.kind is not TurnKind.SEVERAL else "Several"
    order = list(dict.fromkeys(t.participant for t in testimony.turns if t.participant))
    return f"Voice {order.index(turn.participant) + 1}"


# --- codes -----------------------------------------------------------------------------------------


def suggestions(
    testimony: Testimony, turn: RenderedTurn, tags: Sequence[Tag], made_by: str
) -> list[Suggestion]:
    """The tagger's tags on a rendered turn, anchored to the original by their first evidence."""
    proposed = []
    for tag in tags:
        at = tag.evidence[0] if tag.evidence else (0, len(turn.text))
        start, end = turn.rendering.map.span_to_original(*at)
        if start < end:
            proposed.append(
                Suggestion(
                    id=new_id("s"),
                    testimony=testimony.id,
                    version=testimony.version,
                    turn=turn.index,
                    start=turn.start + start,
                    end=turn.start + end,
                    code=tag.code,
                    score=tag.score,
                    made_by=made_by,
                )  # fmt: skip
            )
    return proposed


def unseen(work: UnitOfWork, testimony: Testimony, turns: Sequence[RenderedTurn]) -> list[RenderedTurn]:
    """The turns without anybody's codes, for a viewer who codes this testimony in a blind round."""
    if blindness.blind_in(work.archive, work.viewer, testimony) is None:
        return list(turns)
    return [replace(turn, codes=()) for turn in turns]


# --- the index -------------------------------------------------------------------------------------


def index_documents(archive: Archive, testimony: Testimony) -> list[IndexDocument]:
    """Keyed documents of everything in the testimony that some reader may find today."""
    keys = TokenKeys(archive.keys.secret("index"))
    turns = gate.permitted(archive, testimony, gate.RESEARCH)
    documents = [
        with_tokens(_document(testimony, t.index, f"{testimony.id}.{t.index}", TURN, t.codes), t.text, keys)
        for t in rendered(archive, testimony, turns, "research")
        if t.kind is not TurnKind.NOTE
    ]
    reviewed = testimony.state is TestimonyState.APPROVED
    public = gate.permitted(archive, testimony, gate.PUBLISH) if reviewed else {}
    codings = archive.store.codings.of(testimony.id)
    for quote in archive.store.quotes.of(testimony.id):
        if quote.turn in public:
            codes = tuple(sorted({c.code for c in codings if c.turn == quote.turn}))
            documents.append(
                with_tokens(_document(testimony, quote.turn, quote.id, QUOTE, codes), quote.text, keys)
            )
    return documents


def _document(
    testimony: Testimony, turn: int, document: str, exposure: str, codes: tuple[str, ...]
) -> IndexDocument:
    at = testimony.turns[turn]
    return IndexDocument(
        id=document, testimony=testimony.id, turn=turn, exposure=exposure, project=testimony.project,
        country=testimony.country or "", language=at.language or testimony.language or "mixed",
        participant=at.participant or "", codes=codes, tokens=(),
    )  # fmt: skip


# --- hits ------------------------------------------------------------------------------------------


def passages(
    work: UnitOfWork, query: Query, hits: Sequence[Hit], use: gate.Use | None = None
) -> list[Passage]:
    """What the viewer may see of the hits today, in their order; a hit that consent no longer opens,
    or whose testimony went back into review, is passed over without a trace in the answer.

    ``use`` is another than the stated purpose stands for: one that was granted.
    """
    wanted = sought(query)
    use = use or work.use()
    opened: dict[str, tuple[Testimony, dict[int, Permit]] | None] = {}
    visible: list[Passage] = []
    for hit in hits:
        if hit.testimony not in opened:
            opened[hit.testimony] = open_hit(work, hit.testimony, use)
        place = opened[hit.testimony]
        if place is None or hit.turn not in place[1]:
            continue
        passage = _passage(work.archive, place[0], place[1][hit.turn], hit, wanted)
        if passage is not None:
            blind = blindness.blind_in(work.archive, work.viewer, place[0]) is not None
            visible.append(replace(passage, codes=()) if blind else passage)
    return visible


def open_hit(
    work: UnitOfWork, testimony_id: str, use: gate.Use
) -> tuple[Testimony, dict[int, Permit]] | None:
    """A testimony that was found and its turns that are open for ``use`` today; ``None`` where nobody vouches
    for it before this viewer, or it is not of their projects."""
    testimony = work.store.testimonies.get(testimony_id)
    if testimony is None or not may_be_read(testimony, work.viewer):
        return None
    if testimony.project not in work.viewer.projects:
        return None
    return testimony, work.permitted(testimony, use)


def may_be_read(testimony: Testimony, viewer: Viewer) -> bool:
    """Whether anybody vouches for the testimony's renderings before this viewer: for research the
    recall-first machine is enough, for everybody else a steward has to have reviewed it."""
    mode = MODES.get(testimony.state)
    return mode is Mode.REVIEWED or (mode is Mode.RECALL_FIRST and viewer.role is Role.RESEARCHER)


def open_turns(work: UnitOfWork, testimony: Testimony, use: gate.Use | None = None) -> dict[int, Permit]:
    """The turns that this viewer may read today for ``use`` (for the stated purpose, without one): none
    where nobody vouches for the renderings before them. Raises ``Refused`` without a purpose."""
    if not may_be_read(testimony, work.viewer):
        return {}
    return work.permitted(testimony, use or work.use())


def readable(testimony: Testimony) -> Testimony:
    """The testimony itself, if somebody vouches for its renderings. Raises ``Refused``."""
    if testimony.state not in MODES:
        raise Refused("Researchers cannot read this testimony yet; a steward must finish its review first.")
    return testimony


def _passage(
    archive: Archive, testimony: Testimony, permit: Permit, hit: Hit, wanted: Sought
) -> Passage | None:
    if hit.exposure == QUOTE:
        quote = archive.store.quotes.get(hit.id)
        reviewed = testimony.state is TestimonyState.APPROVED
        if quote is None or quote.withdrawn_at is not None or not reviewed:
            return None
        text, codes, quote_id = quote.text, _codes(archive, testimony, quote.turn), quote.id
    else:
        turns = rendered(archive, testimony, {hit.turn: permit}, "research")
        if not turns:
            return None
        text, codes, quote_id = turns[0].text, turns[0].codes, ""
    language = testimony.turns[hit.turn].language or testimony.language
    cut = snippet(text, marks(text, language, wanted))
    return Passage(
        testimony=testimony.id, turn=hit.turn, exposure=hit.exposure, score=hit.score,
        project=testimony.project, country=testimony.country or "", language=language or "",
        participant=testimony.turns[hit.turn].participant or "",
        speaker=voice(testimony, hit.turn), quote_id=quote_id, codes=codes,
        consents=gate.consent_refs([permit]), text=cut.text if hit.exposure == TURN else text,
        marks=cut.marks if hit.exposure == TURN else marks(text, language, wanted),
    )  # fmt: skip


def _codes(archive: Archive, testimony: Testimony, turn: int) -> tuple[str, ...]:
    return tuple(sorted({c.code for c in archive.store.codings.of(testimony.id) if c.turn == turn}))
