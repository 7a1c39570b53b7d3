"""Whatever leaves with a person's words or consents names who gets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.access.gate import UnitOfWork
from archive.app import wiring
from archive.app.settings import Settings
from archive.audit.queries import LEAVES
from archive.errors import NotFound, Refused
from archive.model import Action, Outcome, Role
from archive.oversight import agreements
from archive.reading import quote_export
from archive.study.exchange import sending
from consent.record import Purpose
from tests.web.made import viewer

PASSPHRASE = "seven quiet herons over the delta"
OWN_KEEPING = {Action.LOG_EXPORT, Action.BACKUP_MAKE}
"""These stay with the officer and the administrator, and hold no words that anybody could read."""
EXPORTS = {
    Action.QUOTE_EXPORT: (
        viewer(Role.ADVOCACY, Purpose.ADVOCACY_PUBLISH_QUOTE),
        lambda work, recipient: quote_export.taken_out(work, "delta", recipient),
    ),
    Action.CODING_EXPORT: (
        viewer(Role.RESEARCHER, Purpose.RESEARCH_PROJECT),
        lambda work, recipient: sending.send(work, "delta", recipient),
    ),
    Action.CONSENT_EXPORT: (
        viewer(Role.DPO), lambda work, recipient: agreements.exchange(work, recipient)
    ),
}  # fmt: skip
NOBODY = ["", "  ", "Mrs. Somebody of the paper", "partner-3\n", "\u202epartner", "=cmd", "x" * 101]


def test_every_action_by_which_words_leave_is_tried_here() -> None:
    assert set(EXPORTS) == LEAVES - OWN_KEEPING


@pytest.mark.parametrize("action", EXPORTS)
def test_it_leaves_for_somebody_who_is_named_by_a_code(action: Action, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "heard", unlock_kib=1024)
    wiring.create(settings, PASSPHRASE)
    who, export = EXPORTS[action]
    with wiring.opened(settings, PASSPHRASE) as found:
        work = UnitOfWork(found.archive, who)
        for recipient in NOBODY:
            with pytest.raises(Refused, match="for whom"):
                export(work, recipient)
        refusals = [e.event for e in work.log.entries(action=action.value)]
        assert [e.outcome for e in refusals] == [Outcome.DENY] * len(NOBODY)
        assert {dict(e.details)["reason"] for e in refusals} == {"recipient_missing"}
        try:
            export(work, "partner-3")
        except NotFound:
            return  # asked for nobody's word: there is nothing in an empty archive
