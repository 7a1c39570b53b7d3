"""What the protection officer does with a key of their own: make it, have it appointed, open what is sealed
to it, accept an older log, answer for who withdrew, look into a sealed backup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from archive import oversight
from archive.access.gate import UnitOfWork
from archive.app import backup as backups
from archive.app.settings import Ring
from archive.app.wiring import SystemClock
from archive.audit import vouching
from archive.audit.officers import older_log, read_officer
from archive.cli.audit import audit
from archive.cli.command import (
    Json,
    emit,
    open_archive,
    out,
    passphrase,
    settings,
    viewer,
)
from archive.cli.keys import keys
from archive.cli.officer_key_file import (
    OfficerFile,
    needed_key,
    own_passphrase,
    own_settings,
)
from archive.cli.writing import code_word, new_file, not_there
from archive.errors import UsageError
from archive.model import Role, Viewer
from archive.oversight import key_administration
from archive.oversight.sessions import LOCAL


@keys.command("officer")
def make(
    to: Annotated[Path, typer.Argument(help="A new file for the key, on the officer's own medium.")],
    as_json: Json = False,
) -> None:
    """Make the protection officer's key file.

    Its public half is written beside it (FILE.pub). It opens to a passphrase of its own
    (HEARD_OFFICER_PASSPHRASE_FILE), which no administrator knows.
    """
    beside = to.with_name(to.name + ".pub")
    not_there(to, beside)
    chosen = own_settings()
    word = own_passphrase(new=True)
    if chosen.keyring is Ring.FILE and chosen.passphrase_file and word == passphrase(chosen):
        raise UsageError("This is the archive's own passphrase. The officer's key needs one of its own.")
    officer = key_administration.make_officer_key(to, word, chosen.unlock_kib).public
    new_file(beside, f"{officer}\n")

    def show() -> None:
        out.print(f"Key {officer.id} in {to}, its public half in {beside}.", markup=False)
        out.print(
            "Keep a copy of the file and its passphrase apart from the archive. Then have it appointed:"
        )
        out.print(f"heard keys appoint {beside}", markup=False)

    emit({"officer": officer.id, "file": str(to), "public": str(officer)}, as_json, show)


@keys.command("appoint")
def appoint(
    public: Annotated[Path, typer.Argument(help="The public half of the officer's key (FILE.pub).")],
    hand_over: Annotated[
        Path | None, typer.Option("--hand-over", help="The key file of the officer of before, who agrees.")
    ] = None,
    lost: Annotated[
        bool, typer.Option("--lost", help="The key of before is lost. The log keeps that for good.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Seal what the log hides to this officer from now on.

    Query texts, result ids and reasons in the log then open to nobody else.
    """
    officer = read_officer(oversight.text_of(public))
    before = key_administration.open_officer_key(hand_over, own_passphrase()) if hand_over else None
    with open_archive() as opened:
        handed = before.hand_over(opened.log.origin, officer) if before else ""
        following = key_administration.Following(officer, handed, lost)
        key_administration.appoint(
            UnitOfWork(opened.archive, viewer(opened, Role.DPO)), opened.log, following
        )
    emit({"officer": officer.id}, as_json, lambda: out.print(f"Appointed {officer.id}.", markup=False))


@audit.command("open")
def open_(
    export: Annotated[Path, typer.Argument(help="Exported entries (heard audit export, or take).")],
    checkpoint: Annotated[
        Path | None, typer.Option("--checkpoint", help="Their checkpoint; without it, FILE.note.")
    ] = None,
    key: OfficerFile = None,
    as_json: Json = False,
) -> None:
    """Open what exported entries seal to the officer.

    It needs the officer's key and nothing of the archive.
    """
    note = oversight.text_of(checkpoint or export.with_name(export.name + ".note"))
    opened = oversight.opened_lines(oversight.text_of(export), note, needed_key(key))

    def show() -> None:
        for row in opened:
            fields = row.opened.fields if row.opened else None
            sealed = json.dumps(fields, ensure_ascii=False) if fields else "another's key"
            out.print(f"{row.seq:>5} {row.action} {row.actor} {sealed}", markup=False)
        out.print(f"{len(opened)} sealed entries.", markup=False)

    emit([row.as_data() for row in opened], as_json, show)


@audit.command("accept")
def accept(
    origin: Annotated[str, typer.Argument(help="Whose log, heard/a-….")],
    entries: Annotated[int, typer.Argument(help="Entries of the restored log.")],
    root: Annotated[str, typer.Argument(help="Its root.")],
    known: Annotated[int, typer.Argument(help="Entries that it once had.")],
    known_root: Annotated[str, typer.Argument(help="The root over them: compare it with your checkpoint.")],
    to: Annotated[Path, typer.Option("--out", help="A new file for the signed note.")],
    key: OfficerFile = None,
) -> None:
    """Sign that a log goes on from an older moment.

    `heard restore` asks for it. The entries between are lost.
    """
    note = needed_key(key).accept(older_log(origin, entries, root, known, known_root))
    new_file(to, note)
    out.print(f"Signed in {to}. The restore takes it with --accepted.", markup=False)


@audit.command("vouch")
def vouch(  # noqa: PLR0913 - each option of the command is a parameter
    origin: Annotated[str, typer.Argument(help="Whose log, heard/a-….")],
    since: Annotated[str, typer.Argument(help="When the copy ends, as the restore printed it.")],
    withdrawals: Annotated[int, typer.Argument(min=0, help="How many withdrawals its ledger has.")],
    root: Annotated[str, typer.Argument(help="The root over them.")],
    to: Annotated[Path, typer.Option("--out", help="A new file for the signed note.")],
    withdrawn: Annotated[
        list[str] | None, typer.Option("--withdrawn", help="Who withdrew and is not among them; repeat.")
    ] = None,
    kept: Annotated[
        Path | None, typer.Option("--checkpoint", help="The newest checkpoint that you keep, to compare.")
    ] = None,
    key: OfficerFile = None,
) -> None:
    """Sign that nobody else withdrew since a backup.

    `heard restore` asks for it and takes it with --none-withdrawn, on the same day (UTC). It needs neither
    the archive nor its passphrase.
    """
    ledger = vouching.ledger_asked(withdrawals, root)
    if kept is not None:
        vouching.check_against(oversight.text_of(kept), origin, ledger)
    officer = needed_key(key)
    named = tuple(code_word(one) for one in withdrawn or ())
    word = vouching.Vouched(
        origin, officer.public.id, vouching.since_asked(since), SystemClock().now(), ledger, named
    )
    new_file(to, officer.vouch(word.text()))
    out.print(
        f"Signed in {to}: from {vouching.spelled(word.since)} until {vouching.spelled(word.until)} nobody "
        f"withdrew but the {ledger.length} in the ledger" + (f" and {', '.join(named)}." if named else "."),
        markup=False,
    )


@audit.command("sealed")
def sealed(
    data: Annotated[Path | None, typer.Option("--data", help="The file of the sealed data.")] = None,
    ring: Annotated[Path | None, typer.Option("--keys", help="The file of the keys.")] = None,
    newest: Annotated[int, typer.Option("--newest", min=0, help="So many entries of the log.")] = 20,
    as_json: Json = False,
) -> None:
    """Open a backup sealed for words.

    Log, consents and withdrawals are shown and no testimony: to find out what it does not know. Without
    --data and --keys: the archive's folder as it is.
    """
    if (data is None) != (ring is None):
        raise UsageError("Name both files, --data and --keys.")
    chosen = settings()
    files = (data, ring) if data is not None and ring is not None else None
    officer = Viewer(LOCAL, Role.DPO, frozenset())
    view = backups.view_sealed(chosen, passphrase(chosen), officer, files, newest)
    consents = [oversight.consent_row(record) for record in view.consents]
    rows = [oversight.closed_row(entry) for entry in view.newest]

    def show() -> None:
        for row in rows:
            out.print(oversight.line(row), markup=False)
        for one in consents:
            out.print(f"{one.participant}\t{one.standing}\t{', '.join(one.given)}", markup=False)
        for each in view.withdrawals:
            out.print(f"withdrew: {each.line.participant} {each.line.at.isoformat()[:19]}", markup=False)
        out.print(
            f"{view.entries} entries, {len(consents)} consents, {view.ledger.length} withdrawals in the "
            "ledger. No word was opened.",
            markup=False,
        )

    emit(
        {
            "entries": view.entries, "log": [row.as_data() for row in rows],
            "consents": [one.as_data() for one in consents],
            "withdrawals": [
                {"participant": w.line.participant, "at": w.line.at.isoformat(),
                 "purposes": [p.value for p in w.line.purposes]}
                for w in view.withdrawals
            ],
            "ledger": {"length": view.ledger.length, "root": view.ledger.root.hex()},
        },
        as_json, show,
    )  # fmt: skip
