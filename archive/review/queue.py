"""What waits for a steward, riskiest first, in counts and reasons.

No word of a testimony is shown here; ``archive.review.sheet`` opens one. Who reads what others have reviewed
is refused: how many doubts a testimony holds is a steward's business. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from archive.access.gate import UnitOfWork
from archive.access.policy.demographics import (
    AGE_BAND,
    DISABILITY,
    DISTRICT,
    GENDER,
    GROUP,
    JOB,
    REGION,
    people,
)
from archive.model import Action, Kind, Risk, Testimony, TestimonyState
from archive.model.json_object import JsonObject
from archive.ports import Archive
from archive.redact.effective_findings import effective_findings
from archive.redact.review_states import (
    danger,
    doubts,
    open_risks,
)
from archive.redact.risk import rare_combinations

FIELDS = (REGION, DISTRICT, GENDER, AGE_BAND, GROUP, JOB, DISABILITY)
"""Attributes that together may single a participant out."""
WAITING = (TestimonyState.SEALED, TestimonyState.DETECTED, TestimonyState.MASKED)


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """How far the review of one testimony has come: its findings, those that wait for a steward, the risks
    that can still be read. ``rare`` says which of its attributes few people share; ``danger`` orders the
    queue, larger first."""

    testimony: str
    project: str
    kind: Kind
    state: TestimonyState
    findings: int
    doubts: int
    risks: int
    rare: tuple[str, ...]
    danger: int

    def as_data(self) -> JsonObject:
        """The same as JSON values."""
        return asdict(self) | {"kind": self.kind.value, "state": self.state.value, "rare": list(self.rare)}


def queue(work: UnitOfWork) -> list[ReviewStatus]:
    """What waits for review in the viewer's projects, riskiest first. Raises ``Refused`` for a role that
    does not review."""
    scope = work.authorise_list(Action.FINDING_LIST)
    # A list of testimonies to the log: no word of any is in it, as there is where findings are shown.
    work.record(Action.TESTIMONY_LIST)
    waiting = [t for t in work.store.testimonies.all(scope) if t.state in WAITING]
    rows = _statuses(work.archive, waiting)
    return sorted(rows, key=lambda row: (-row.danger, -row.doubts, row.testimony))


def review_status(work: UnitOfWork, testimony_id: str) -> ReviewStatus:
    """The same for one testimony. Raises ``NotFound``, ``Refused``."""
    return _statuses(work.archive, [work.load_authorised(Action.FINDING_LIST, testimony_id)])[0]


def _statuses(archive: Archive, testimonies: Sequence[Testimony]) -> list[ReviewStatus]:
    risks = archive.store.risks.of([t.id for t in testimonies])
    rare = {project: _rare(archive, project) for project in {t.project for t in testimonies}}
    return [_status(archive, t, risks.get(t.id, []), rare[t.project]) for t in testimonies]


def _rare(archive: Archive, project: str) -> dict[str, str]:
    return rare_combinations(people(archive, [project]), FIELDS)


def _status(
    archive: Archive, testimony: Testimony, risks: Sequence[Risk], rare: Mapping[str, str]
) -> ReviewStatus:
    findings = archive.store.reviews.findings(testimony.id)
    decisions = archive.store.reviews.decisions(testimony.id)
    waiting = doubts(findings, decisions)
    readable = open_risks(risks, effective_findings(findings, decisions))
    reasons = tuple(sorted({rare[who] for who in testimony.participants() if who in rare}))
    return ReviewStatus(
        testimony.id,
        testimony.project,
        testimony.kind,
        testimony.state,
        len(findings),
        len(waiting),
        len(readable),
        reasons,
        danger(waiting, readable, bool(reasons)),
    )
