"""``heard codebook`` and ``heard memo``: the codes of a project in versions, and what its researchers noted.

A memo can repeat what somebody said, so it is read from standard input and never from the command line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from archive.access.gate import UnitOfWork
from archive.cli.command import (
    Json,
    app,
    emit,
    open_archive,
    out,
    viewer,
)
from archive.cli.given_files import given_file
from archive.cli.writing import new_bytes, not_there
from archive.errors import UsageError
from archive.ingest.confinement.sandbox import Sandbox
from archive.model import MemoOn, Role
from archive.study import notebook
from consent.record import Purpose
from taxonomies.codebook import Code, Codebook
from taxonomies.codebook_exchange import to_csv, to_qdc
from taxonomies.skos import to_jsonld

codebook = typer.Typer(
    help="The codes of a project: show, change, merge, split, retire.", no_args_is_help=True
)
memo = typer.Typer(help="Memos on codes, codings and testimonies.", no_args_is_help=True)
app.add_typer(codebook, name="codebook")
app.add_typer(memo, name="memo")

Project = Annotated[str, typer.Argument(help="A project.")]
CodeId = Annotated[str, typer.Argument(help="A code's id.")]
Parent = Annotated[str | None, typer.Option("--parent", help="The code above it; '' for none.")]
Definition = Annotated[str | None, typer.Option("--definition", help="What belongs under it.")]
Colour = Annotated[str | None, typer.Option("--colour", help="# and six hexadecimal digits.")]
Label = Annotated[str | None, typer.Option("--label", help="Its name.")]
FORMS: dict[str, Callable[[Codebook, str], bytes]] = {
    ".csv": lambda book, _: to_csv(book).encode("utf-8-sig"),
    ".qdc": lambda book, _: to_qdc(book),
    ".jsonld": lambda book, project: to_jsonld(book, project).encode(),
}


@codebook.command("show")
def show(
    project: Project,
    retired: Annotated[bool, typer.Option("--retired", help="Also codes that are no longer in use.")] = False,
    as_json: Json = False,
) -> None:
    """Show the codes of a project, each under the one above it."""
    book = _read(project)
    codes = [c for c in book.codes.values() if retired or not c.retired]
    report = {
        "project": project,
        "version": book.version,
        "act": book.act,
        "codes": [asdict(c) for c in codes],
    }
    emit(report, as_json, lambda: _show(book, retired))


def _show(book: Codebook, retired: bool) -> None:
    out.print(f"Version {book.version} ({book.act}).", markup=False)
    for depth, code in book.tree():
        definition = f" – {code.definition}" if code.definition else ""
        out.print(f"{'  ' * depth}[bold]{escape(code.id)}[/bold] {escape(code.label + definition)}")
    for code in (c for c in book.codes.values() if c.retired and retired):
        after = f", now {', '.join(code.became)}" if code.became else ""
        out.print(f"{code.id} {code.label}: retired{after}", markup=False)


@codebook.command("add")
def add(
    project: Project,
    code: CodeId,
    label: Annotated[str, typer.Argument(help="Its name.")],
    parent: Parent = None,
    definition: Definition = None,
    colour: Colour = None,
) -> None:
    """Add a code."""
    entry = _given(Code(code, label), None, parent, definition, colour)
    _change(project, lambda book: book.add(entry))


@codebook.command("change")
def change(
    project: Project,
    code: CodeId,
    label: Label = None,
    parent: Parent = None,
    definition: Definition = None,
    colour: Colour = None,
) -> None:
    """Change what is given of a code; the rest stays."""
    _change(
        project,
        notebook.act_on("change", code, lambda here: _given(here, label, parent, definition, colour)),
    )


@codebook.command("merge")
def merge(
    project: Project,
    code: Annotated[list[str], typer.Argument(help="Codes to merge.")],
    into: Annotated[str, typer.Option("--into", help="The code that stays.")],
) -> None:
    """Merge codes into another one.

    Codings keep the code they were given and count under the new one.
    """
    _change(project, lambda book: book.merge(tuple(code), into))


@codebook.command("split")
def split(
    project: Project,
    code: CodeId,
    into: Annotated[list[str], typer.Option("--into", help="ID=LABEL of a new code; twice or more.")],
) -> None:
    """Split a code into new ones under the same parent."""
    pairs = [one.partition("=") for one in into]
    if not all(name.strip() and label.strip() for name, _, label in pairs):
        raise UsageError("Give each new code as ID=LABEL.")
    parts = [(name.strip(), text.strip()) for name, _, text in pairs]
    _change(project, notebook.act_on("split", code, lambda here: here, parts=parts))


@codebook.command("retire")
def retire(project: Project, code: CodeId) -> None:
    """Take a code out of use; what was coded with it stays readable."""
    _change(project, lambda book: book.retire(code))


@codebook.command("out")
def send(
    project: Project,
    to: Annotated[Path, typer.Argument(help="A new file: .csv, .qdc (REFI-QDA), .jsonld (SKOS).")],
) -> None:
    """Write the codebook for a spreadsheet or for another program."""
    if to.suffix.lower() not in FORMS:
        raise UsageError("Name the file .csv for a spreadsheet, .qdc for another coding program, or .jsonld.")
    not_there(to)
    new_bytes(to, FORMS[to.suffix.lower()](_read(project), project))


@codebook.command("in")
def bring(
    project: Project,
    path: Annotated[Path, typer.Argument(help="A .csv, .qdc, .jsonld or .ttl with codes.")],
    lang: Annotated[str, typer.Option("--lang", help="The language of SKOS labels to take.")] = "en",
) -> None:
    """Add the codes of a file, and change those that are there. Nothing is taken away."""
    content = given_file(path)
    with Sandbox() as sandbox:
        came = sandbox.codes(content, lang)
    _change(project, lambda book: book.take(came.codes))
    for sentence in came.notices:
        out.print(sentence, markup=False)


def _given(
    code: Code, label: str | None, parent: str | None, definition: str | None, colour: str | None
) -> Code:
    """The code with what was given of it; an empty parent puts it at the top."""
    return replace(
        code,
        label=code.label if label is None else label,
        parent=code.parent if parent is None else parent or None,
        definition=code.definition if definition is None else definition,
        colour=code.colour if colour is None else colour,
    )


def _read(project: str) -> Codebook:
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        return notebook.codebook(UnitOfWork(opened.archive, who), project)


def _change(project: str, act: Callable[[Codebook], Codebook]) -> None:
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        book = notebook.change_codebook(UnitOfWork(opened.archive, who), project, act)
    out.print(f"Version {book.version}.", markup=False)


# --- memos -----------------------------------------------------------------------------------------


@memo.command("list")
def list_(project: Project, as_json: Json = False) -> None:
    """Every memo of a project that is open today, in one report."""
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        memos = notebook.memos(UnitOfWork(opened.archive, who), project)

    def report() -> None:
        for one in memos:
            place = f"{one.on.value} {one.object}" + (f", turn {one.turn}" if one.turn is not None else "")
            out.print(f"{one.at:%Y-%m-%d} {one.author} on {place}:", markup=False)
            out.print("  " + one.text.replace("\n", "\n  "), markup=False)

    emit([{**asdict(one), "at": one.at.isoformat()} for one in memos], as_json, report)


@memo.command("write")
def write(
    project: Project,
    on: Annotated[MemoOn, typer.Argument(help="What it is on.")],
    about: Annotated[str, typer.Argument(help="The id of that code, coding or testimony.")],
) -> None:
    """Write a memo; its text comes on standard input.

    It replaces your last one there; an empty one removes it.
    """
    text = sys.stdin.read()
    with open_archive() as opened:
        who = viewer(opened, Role.RESEARCHER, Purpose.RESEARCH_PROJECT, project)
        notebook.write_memo(UnitOfWork(opened.archive, who), on, about, text, project)
    out.print("Kept." if text.strip() else "Taken away.", markup=False)
