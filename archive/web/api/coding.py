"""A researcher's work over the API: codes, codebook, memos, and what may be counted."""

from __future__ import annotations

from dataclasses import asdict, replace

from archive.model import Memo
from archive.statistics.cross_tables import Table, as_data
from archive.study import (
    coding_acts,
    notebook,
    workspace,
)
from archive.study import (
    figures as study_figures,
)
from archive.study.coding_acts import Selection
from archive.study.workspace import CodingSheet, ShownCoding
from archive.web.api.shapes_coding import (
    ActIn,
    CodebookOut,
    CodedTurnOut,
    CodeIn,
    CodeOut,
    CodingSheetOut,
    CodingsOut,
    FiguresIn,
    FiguresOut,
    JudgeIn,
    MarkOut,
    MemoIn,
    MemoOut,
    ShelfOut,
    SilenceOut,
    TableOut,
)
from archive.web.inputs import Addressed
from archive.web.viewer import Work
from taxonomies.codebook import Code, Codebook


def worklist(work: Work) -> list[ShelfOut]:
    """What may be coded today."""
    return [
        ShelfOut(
            testimony=row.testimony.id, project=row.testimony.project, turns=row.turns, codings=row.codings,
            mine=row.mine, suggestions=row.suggestions, blind=row.blind,
        )
        for row in workspace.worklist(work)
    ]  # fmt: skip


def sheet(work: Work, testimony_id: Addressed) -> CodingSheetOut:
    """A testimony in its research rendering with its codes and suggestions."""
    return _sheet(coding_acts.sheet(work, testimony_id))


def _sheet(coding_sheet: CodingSheet) -> CodingSheetOut:
    return CodingSheetOut(
        testimony=coding_sheet.testimony, project=coding_sheet.project, version=coding_sheet.version,
        blind=coding_sheet.blind, can_undo=coding_sheet.can_undo, can_redo=coding_sheet.can_redo,
        look=[_mark(one) for one in coding_sheet.look],
        turns=[
            CodedTurnOut(
                turn=t.index, kind=t.kind.value, speaker=t.speaker, text=t.text,
                codings=[_mark(c) for c in t.codings], suggestions=[_mark(s) for s in t.suggestions],
            )
            for t in coding_sheet.turns
        ],
    )  # fmt: skip


def _mark(one: ShownCoding) -> MarkOut:
    return MarkOut(
        id=one.id, sort=one.sort, code=one.code, turn=one.turn, start=one.start, end=one.end, text=one.text,
        by=one.by, mine=one.mine, score=one.score if one.sort == "suggestion" else None, fit=one.fit.value,
        hidden=one.hidden,
    )  # fmt: skip


def put(work: Work, testimony_id: Addressed, body: CodeIn) -> CodingsOut:
    """Put a code on a span of the rendering; it is kept on the original."""
    selection = Selection(body.turn, body.start, body.end, body.to)
    return CodingsOut(codings=coding_acts.code(work, testimony_id, selection, body.code))


def remove(work: Work, coding_id: Addressed) -> None:
    """Take a coding of one's own away."""
    coding_acts.remove(work, coding_id)


def undo(work: Work, testimony_id: Addressed) -> CodingsOut:
    """Take one's last step back."""
    return CodingsOut(codings=coding_acts.undo(work, testimony_id))


def redo(work: Work, testimony_id: Addressed) -> CodingsOut:
    """Take one's last undo back."""
    return CodingsOut(codings=coding_acts.redo(work, testimony_id))


def judge(work: Work, testimony_id: Addressed, body: JudgeIn) -> CodingsOut:
    """Accept a suggestion, reject it, or change its code; accepted, it becomes a coding of one's own."""
    coding = coding_acts.judge(work, testimony_id, body.suggestion, body.verdict, body.code)
    return CodingsOut(codings=[coding.id] if coding else [])


# --- the codebook ----------------------------------------------------------------------------------


def codebook(work: Work, project: Addressed) -> CodebookOut:
    """The newest version, retired codes among it."""
    return _book(project, notebook.codebook(work, project))


def change(work: Work, project: Addressed, body: ActIn) -> CodebookOut:
    """Add, change, merge, split or retire; the version that it made."""
    parts = [(part.id, part.label) for part in body.parts]
    act = notebook.act_on(body.act, body.code, lambda code: _filled(code, body), body.into, parts)
    return _book(project, notebook.change_codebook(work, project, act))


def _book(project: str, book: Codebook) -> CodebookOut:
    codes = [
        CodeOut(**asdict(code) | {"examples": list(code.examples), "became": list(code.became)})
        for code in book.codes.values()
    ]
    return CodebookOut(project=project, version=book.version, act=book.act, codes=codes)


def _filled(code: Code, body: ActIn) -> Code:
    """The code with what was said of it; an empty parent puts it at the top."""
    given = body.model_dump(include={"label", "definition", "colour"}, exclude_none=True)
    if body.parent is not None:
        given["parent"] = body.parent or None
    if body.examples is not None:
        given["examples"] = tuple(body.examples)
    return replace(code, **given)


# --- memos and figures -----------------------------------------------------------------------------


def memos(work: Work, project: Addressed) -> list[MemoOut]:
    """Every memo that is open today, oldest first."""
    return [_memo(one) for one in notebook.memos(work, project)]


def write_memo(work: Work, project: Addressed, body: MemoIn) -> MemoOut:
    """Write a memo on a code, a coding or a testimony."""
    return _memo(notebook.write_memo(work, body.on, body.object, body.text, project))


def _memo(one: Memo) -> MemoOut:
    return MemoOut(
        id=one.id, on=one.on, object=one.object, author=one.author, at=one.at.isoformat(), text=one.text,
        testimony=one.testimony, turn=one.turn,
    )  # fmt: skip


def figures(work: Work, body: FiguresIn) -> FiguresOut:
    """Count people by code; small groups are withheld, and so is what would give them away."""
    if body.question == "silence":
        silences = study_figures.silence(work, body.project, body.term)
        quiet = [
            SilenceOut(group=s.group, code=s.code, heard=s.heard, smallest_group=s.k) for s in silences.quiet
        ]
        return FiguresOut(silent=quiet, groups_known=silences.known, note=silences.note)
    table = _table(work, body)
    return FiguresOut(table=TableOut.model_validate(as_data(table)), note=table.note)


def _table(work: Work, body: FiguresIn) -> Table:
    if body.question == "together":
        return study_figures.together(work, body.project)
    if body.question == "drivers":
        return study_figures.drivers_by_target(work, body.project, [body.term])
    return study_figures.matrix(work, body.project, body.term, rolled=body.goals_only)
