"""A project's codebook and its researchers' memos, each reading and change an event.

Memos can repeat what somebody said, so one is shown only where today's consent opens the words it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from archive import reading
from archive.access.gate import UnitOfWork
from archive.access.policy import blindness
from archive.errors import NotFound, UsageError
from archive.model import Action, Memo, MemoOn, Testimony, new_id
from archive.ports import Archive
from taxonomies.codebook import Code, Codebook, CodebookError, standard


def book_of(archive: Archive, project: str) -> Codebook:
    """The codebook of a project in its newest version: its own, or the standard one it starts with."""
    return archive.store.codebooks.get(project) or standard()


def usable(archive: Archive, project: str, codes: Collection[str]) -> None:
    """Raise ``UsageError`` unless the project's codebook has every one of these codes in use."""
    book = book_of(archive, project)
    if any(code not in book.codes or book.codes[code].retired for code in codes):
        raise UsageError("The codebook of this project has no such code in use; add it there first.")


def codebook(work: UnitOfWork, project: str) -> Codebook:
    """The codebook, for somebody who codes with it."""
    work.authorise_project(Action.CODEBOOK_READ, project)
    work.record_project(Action.CODEBOOK_READ, project)
    return book_of(work.archive, project)


def change_codebook(work: UnitOfWork, project: str, change: Callable[[Codebook], Codebook]) -> Codebook:
    """Make the next version: ``change`` is given the newest and returns it one act further.

    Raises ``UsageError`` where the act does not fit, or somebody else was quicker.
    """
    work.authorise_project(Action.CODEBOOK_CHANGE, project)
    try:
        book = change(book_of(work.archive, project))
    except CodebookError as error:
        raise UsageError(str(error)) from None
    with work.store.transaction():
        work.store.codebooks.put(project, book, work.viewer.user, work.clock.now())
        work.record_project(Action.CODEBOOK_CHANGE, project)
    return book


def act_on(
    kind: str, code: str, fill: Callable[[Code], Code], into: str = "", parts: Iterable[tuple[str, str]] = ()
) -> Callable[[Codebook], Codebook]:
    """One act as somebody asked for it: ``add``, ``change``, ``merge``, ``split`` or ``retire``.

    ``fill`` puts what was said of a code into it; ``into`` is the code that stays in a merge, ``parts`` are
    ids and labels of a split, under the same parent.
    """

    def act(book: Codebook) -> Codebook:
        if kind == "add":
            return book.add(fill(Code(code, "")))
        if kind == "merge":
            return book.merge((code,), into)
        if kind == "retire":
            return book.retire(code)
        here = book.in_use(code)
        if kind == "change":
            return book.change(fill(here))
        return book.split(code, tuple(Code(name, label, here.parent) for name, label in parts))

    return act


# --- memos -----------------------------------------------------------------------------------------


def write_memo(work: UnitOfWork, on: MemoOn, about: str, text: str, project: str) -> Memo:
    """Write a memo on a code, a coding or a testimony, in place of the viewer's last one on it; an empty one
    takes it away. Raises ``NotFound`` for what the viewer cannot see."""
    work.authorise_project(Action.MEMO_WRITE, project)
    memo = Memo(new_id("m"), project, on, about, work.viewer.user, work.clock.now(), text.strip())
    if on is MemoOn.CODE:
        usable(work.archive, project, [about])
    else:
        memo = _placed(work, memo)
    with work.store.transaction():
        work.store.memos.write(memo)
        event = work.project_event(Action.MEMO_WRITE, project, on=on.value)
        work.log.append(replace(event, turn=memo.turn))
    return memo


def _placed(work: UnitOfWork, memo: Memo) -> Memo:
    """The memo with the place of what it is on. Raises ``NotFound``."""
    coding = work.store.codings.get(memo.object) if memo.on is MemoOn.CODING else None
    testimony = work.store.testimonies.get(coding.testimony if coding else memo.object)
    if testimony is None or (memo.on is MemoOn.CODING and coding is None):
        raise NotFound("There is nothing at this address that you may open.")
    placed = replace(memo, testimony=testimony.id)
    if coding is not None:
        placed = replace(placed, version=coding.version, turn=coding.turn)
    if testimony.project != memo.project or not _open(work, placed, testimony):
        raise NotFound("There is nothing at this address that you may open.")
    return placed


def memos(work: UnitOfWork, project: str) -> list[Memo]:
    """Every memo of the project that the viewer may see today, in one report, oldest first."""
    work.authorise_project(Action.CODING_READ, project)
    return work.read_consistently(
        lambda: [m for m in work.store.memos.all(project) if _shown(work, m)],
        lambda listed: work.record_project(Action.CODING_READ, project, memos=len(listed)),
    )


def _shown(work: UnitOfWork, memo: Memo) -> bool:
    if memo.testimony is None:
        return True
    testimony = work.store.testimonies.get(memo.testimony)
    return testimony is not None and _open(work, memo, testimony)


def _open(work: UnitOfWork, memo: Memo, testimony: Testimony) -> bool:
    """Whether role, project and consent open what the memo is on, and no blind round hides it."""
    if testimony.project not in work.viewer.projects or not reading.may_be_read(testimony, work.viewer):
        return False
    turns = work.permitted(testimony, work.use())
    if memo.on is MemoOn.TESTIMONY:
        speaking = {t.index for t in testimony.turns if t.participant}
        whole = bool(turns) and speaking <= set(turns)
        return whole and (
            memo.author == work.viewer.user
            or blindness.blind_in(work.archive, work.viewer, testimony) is None
        )
    seen = {
        c.id for c in blindness.visible(work.archive, work.viewer, testimony, removed=True) if c.turn in turns
    }
    return memo.object in seen
