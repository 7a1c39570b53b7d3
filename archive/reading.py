"""From a sealed turn to what one viewer may read: unseal, render for the audience, mark, describe.

The only place where words leave the store on their way to a reader. It returns renderings, never the
original, and takes no turn that ``access`` has not just permitted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archive import access
from archive.errors import Refused, UsageError
from archive.model import (
    Coding,
    ConsentRef,
    Decision,
    Finding,
    Hit,
    IndexDocument,
    Passage,
    Quote,
    Suggestion,
    Testimony,
    TestimonyState,
    TurnKind,
    Viewer,
    new_id,
)
from archive.ports import Archive
from archive.redact.rendering import Audience, Rendering, render
from archive.search.highlight import marks, snippet
from archive.search.keyed import QUOTE, TURN, TokenKeys, with_tokens
from archive.search.query import Query
from archive.search.sought import Sought, sought
from consent.policy import Permit
from taxonomies.tagger import Tag


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
    """The permitted turns, rendered in their order. Header lines and unreadable turns are absent."""
    words = archive.store.testimonies.unseal(testimony.id, sorted(open_turns))
    findings = archive.store.reviews.findings(testimony.id)
    decisions = archive.store.reviews.decisions(testimony.id)
    codings = archive.store.codings.of(testimony.id)
    return [
        RenderedTurn(
            index=turn.index,
            kind=turn.kind,
            speaker=voice(testimony, turn.index),
            start=turn.body,
            participant=turn.participant,
            consents=access.refs([open_turns[turn.index]]),
            codes=tuple(sorted({c.code for c in codings if c.turn == turn.index})),
            rendering=_body(words[turn.index], turn.start, turn.body, findings, decisions, audience),
        )
        for turn in testimony.turns
        if turn.index in words and turn.index in open_turns and turn.kind is not TurnKind.HEADER
    ]


def _body(
    words: str,
    start: int,
    body: int,
    findings: Sequence[Finding],
    decisions: Sequence[Decision],
    audience: Audience,
) -> Rendering:
    """Render what follows the label."""
    spoken = words[body - start :].rstrip("\n")
    inside = [
        replace(f, start=f.start - body, end=f.end - body)
        for f in findings
        if body <= f.start and f.end <= body + len(spoken)
    ]
    return render(spoken, inside, decisions, audience)


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
    found = []
    for tag in tags:
        at = tag.evidence[0] if tag.evidence else (0, len(turn.text))
        start, end = turn.rendering.map.span_to_original(*at)
        if start < end:
            found.append(
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
    return found


def coding_of(
    archive: Archive, testimony: Testimony, span: tuple[int, int, int], code: str, coder: str
) -> Coding:
    """A coding of ``(turn, start, end)`` in the original, with the words there as its quote."""
    turn, start, end = span
    words = archive.store.testimonies.unseal(testimony.id, [turn]).get(turn)
    at = testimony.turns[turn]
    if words is None or not at.start <= start < end <= at.end:
        raise UsageError("That span is not in the turn it names, or the turn can no longer be read.")
    return Coding(
        id=new_id("c"), testimony=testimony.id, version=testimony.version, turn=turn, start=start, end=end,
        code=code, coder=coder, at=archive.clock.now(), quote=words[start - at.start : end - at.start],
    )  # fmt: skip


# --- quotes ----------------------------------------------------------------------------------------


def excerpt(archive: Archive, testimony: Testimony, turn: int, span: tuple[int, int], by: str) -> Quote:
    """A quote of ``span`` in the original, in its ``public`` rendering."""
    at, (start, end) = testimony.turns[turn], span
    words = archive.store.testimonies.unseal(testimony.id, [turn]).get(turn)
    if words is None or not at.body <= start < end <= at.end:
        raise UsageError("That span is not in the words of the turn it names.")
    body = _body(
        words, at.start, at.body, archive.store.reviews.findings(testimony.id),
        archive.store.reviews.decisions(testimony.id), "public",
    )  # fmt: skip
    shown = body.map.span_to_rendering(start - at.body, end - at.body)
    text = body.text[shown[0] : shown[1]].strip()
    if not text:
        raise Refused("Nothing is left of this span once it is made fit for publication; choose another.")
    return Quote(
        id=new_id("z"), testimony=testimony.id, version=testimony.version, turn=turn, start=start, end=end,
        released_by=by, at=archive.clock.now(), text=text,
    )  # fmt: skip


# --- the index -------------------------------------------------------------------------------------


def index_documents(archive: Archive, testimony: Testimony) -> list[IndexDocument]:
    """Keyed documents of everything in the testimony that some reader may find today."""
    keys = TokenKeys(archive.keys.secret("index"))
    turns = access.permitted(archive, testimony, access.RESEARCH)
    documents = [
        with_tokens(_document(testimony, t.index, f"{testimony.id}.{t.index}", TURN, t.codes), t.text, keys)
        for t in rendered(archive, testimony, turns, "research")
        if t.kind is not TurnKind.NOTE
    ]
    public = access.permitted(archive, testimony, access.PUBLISH)
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


def passages(archive: Archive, viewer: Viewer, query: Query, hits: Sequence[Hit]) -> list[Passage]:
    """What the viewer may see of the hits today, in their order; a hit that consent no longer opens,
    or whose testimony went back into review, is passed over without a trace in the answer."""
    wanted = sought(query)
    use = access.use_of(viewer)
    opened: dict[str, tuple[Testimony, dict[int, Permit]] | None] = {}
    shown: list[Passage] = []
    for hit in hits:
        if hit.testimony not in opened:
            opened[hit.testimony] = _open(archive, viewer, hit.testimony, use)
        found = opened[hit.testimony]
        if found is None or hit.turn not in found[1]:
            continue
        passage = _passage(archive, found[0], found[1][hit.turn], hit, wanted)
        if passage is not None:
            shown.append(passage)
    return shown


def _open(
    archive: Archive, viewer: Viewer, testimony_id: str, use: access.Use
) -> tuple[Testimony, dict[int, Permit]] | None:
    testimony = archive.store.testimonies.get(testimony_id)
    if testimony is None or testimony.state is not TestimonyState.APPROVED:
        return None
    if testimony.project not in viewer.projects:
        return None
    return testimony, access.permitted(archive, testimony, use)


def _passage(
    archive: Archive, testimony: Testimony, permit: Permit, hit: Hit, wanted: Sought
) -> Passage | None:
    if hit.exposure == QUOTE:
        quote = archive.store.quotes.get(hit.id)
        if quote is None or quote.withdrawn_at is not None:
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
        consents=access.refs([permit]), text=cut.text if hit.exposure == TURN else text,
        marks=cut.marks if hit.exposure == TURN else marks(text, language, wanted),
    )  # fmt: skip


def _codes(archive: Archive, testimony: Testimony, turn: int) -> tuple[str, ...]:
    return tuple(sorted({c.code for c in archive.store.codings.of(testimony.id) if c.turn == turn}))
