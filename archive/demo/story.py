"""Tells the story: three people ask the same thing, one participant withdraws, the three ask again."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from archive import oversight, reading, withdrawal
from archive.access.gate import UnitOfWork
from archive.app.settings import Settings
from archive.app.wiring import create, opened
from archive.audit.anchors import replace_durably
from archive.demo import collection, stages
from archive.errors import UsageError
from archive.model import Action, Passage, Role, Viewer
from archive.oversight import accounts as oversight_accounts
from archive.ports import Archive
from archive.search.query import parse

MARKER = "demo.txt"
QUESTION = '"turned away at the hospital"'
WITHDRAWN = "bd-p23"
"""Seat P3 of the group discussion in Chattogram, an invented man, withdraws."""


def run(settings: Settings, console: Console) -> None:
    """Make the demonstration archive in the folder of ``settings`` and tell the story on ``console``."""
    folder = settings.folder
    _make_room(folder)
    passphrase_file = folder.with_name(folder.name + ".passphrase")
    chosen = settings.changed(passphrase=" ".join(secrets.token_hex(4) for _ in range(5)))
    create(chosen, str(chosen.passphrase))
    replace_durably(folder / MARKER, b"A demonstration archive of invented people; it may be removed.\n")
    replace_durably(passphrase_file, f"{chosen.passphrase}\n".encode())
    with opened(chosen, str(chosen.passphrase)) as unlocked:
        archive = unlocked.archive
        projects = frozenset(r.project for r in collection.consents(archive.clock.now()))
        cast = stages.cast(projects)
        console.rule("Heard: a testimony travels the whole way")
        with _bar(console) as step:
            outcome = stages.make(archive, cast, step, settings.quarantine_days)
        _tell_making(console, outcome)
        _three_views(archive, cast, console, "Three people ask for the same words")
        _withdraw(archive, cast, console)
        _three_views(archive, cast, console, "The same question after the withdrawal")
        console.rule("The log")
        size = oversight.verify(UnitOfWork(archive, cast.officer), None)
        console.print(f"{size} events, each hashed into the tree, the tree signed: sound.", markup=False)
        accounts = _accounts(archive, cast, projects)
    _farewell(console, folder, passphrase_file, accounts)


def _make_room(folder: Path) -> None:
    if not folder.exists():
        return
    if not (folder / MARKER).exists():
        raise UsageError("That folder exists and is no demonstration archive; name another one.")
    shutil.rmtree(folder)


@contextmanager
def _bar(console: Console) -> Iterator[stages.Step]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks: dict[str, object] = {}

        def step(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total)
            progress.update(tasks[stage], completed=done)  # type: ignore[arg-type]

        yield step


def _tell_making(console: Console, outcome: stages.Outcome) -> None:
    counts = ", ".join(f"{n} {what}" for what, n in sorted(outcome.outcomes.items()))
    console.print(
        f"Testimonies: {counts}; {outcome.withheld} turns left out for want of consent.", markup=False
    )
    added, rejected = sum(r.added for r in outcome.judged), sum(r.rejected for r in outcome.judged)
    console.print(
        f"Review: {len(outcome.judged)} testimonies decided; {added} identifiers added that the machine had "
        f"missed, {rejected} findings rejected.",
        markup=False,
    )
    console.print(
        f"Quotes released: {outcome.quotes}. Codings by a researcher: {outcome.codes}.", markup=False
    )


def _three_views(archive: Archive, cast: stages.Cast, console: Console, title: str) -> None:
    console.rule(f"{title}: {QUESTION}")
    console.print("The researcher (research_project) reads pseudonymised passages:", style="bold")
    _passages(console, reading.search_passages(UnitOfWork(archive, cast.researcher), parse(QUESTION)))
    console.print("The advocate (advocacy_publish_quote) sees released quotes alone:", style="bold")
    _passages(console, reading.search_passages(UnitOfWork(archive, cast.advocate), parse(QUESTION)))
    console.print(
        "The protection officer sees no text, but who searched, when, why, under what:", style="bold"
    )
    asked = oversight.Question(action=Action.SEARCH_RUN)
    for row in oversight.answer(UnitOfWork(archive, cast.officer), asked)[-2:]:
        console.print("  " + oversight.line(row), markup=False)


def _passages(console: Console, passages: list[Passage]) -> None:
    for p in passages:
        where = f"quote {p.quote_id}" if p.exposure == "quote" else f"{p.testimony}, turn {p.turn}"
        console.print(f"  {where} · {p.country} · {p.speaker}", markup=False, style="dim")
        text = Text("    " + p.text)
        for start, end in p.marks:
            text.stylize("reverse", start + 4, end + 4)
        console.print(text)
        if p.codes:
            console.print("    codes: " + ", ".join(p.codes), markup=False)
    if not passages:
        console.print("  nothing", markup=False)


def _withdraw(archive: Archive, cast: stages.Cast, console: Console) -> None:
    console.rule("One member of the group withdraws")
    effect = withdrawal.effect(UnitOfWork(archive, cast.officer), WITHDRAWN, None)
    console.print("Before: " + effect.sentences(), markup=False)
    receipt = withdrawal.withdraw(UnitOfWork(archive, cast.officer), WITHDRAWN, None, "asked")
    console.print(receipt.sentences(), markup=False)


@dataclass(frozen=True, slots=True)
class _DemoAccount:
    """An account of the demonstration, with the password that is shown once."""

    user: str
    password: str = field(repr=False)


def _accounts(archive: Archive, cast: stages.Cast, projects: frozenset[str]) -> list[_DemoAccount]:
    """The administrator proposes; the officer, whose own password it is, countersigns."""
    accounts = []
    officer = Viewer(Role.DPO.value, Role.DPO, projects)
    for role in (Role.DPO, Role.RESEARCHER, Role.ADVOCACY, Role.STEWARD):
        given, password = secrets.token_urlsafe(12), secrets.token_urlsafe(12)
        oversight_accounts.propose(UnitOfWork(archive, cast.administrator), role.value, role, projects, given)
        if role is not Role.DPO:
            oversight_accounts.countersign(UnitOfWork(archive, officer), role.value)
        oversight_accounts.change_password(archive, role.value, given, password)
        accounts.append(_DemoAccount(role.value, password))
    return accounts


def _farewell(console: Console, folder: Path, passphrase_file: Path, accounts: list[_DemoAccount]) -> None:
    console.rule("Go on in the browser")
    for account in accounts:
        console.print(f"  {account.user:<14} {account.password}", markup=False)
    console.print(
        "Accounts of this demonstration, shown this once. The officer and the steward set up a passkey or an"
    )
    console.print("app that shows codes when they first sign in. Open the web application with:")
    console.print(
        f'  heard --archive "{folder}" --passphrase-file "{passphrase_file}" serve --port 8000',
        markup=False,
        style="bold",
    )
