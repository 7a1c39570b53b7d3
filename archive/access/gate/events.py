"""The one builder of events: who did what, with which outcome, for which purpose.

Details are codes and counts. Nothing that anybody said stands in an event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from archive.model import (
    Action,
    Event,
    Outcome,
    Role,
    Viewer,
)

CODE_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}")
"""What may stand in the log for whoever got something: no blanks, nothing beyond ASCII; hardly a name."""


SYSTEM = Viewer("system", Role.DPO, frozenset())
"""In whose name the archive itself acts: it finishes what was cut off, ends what is over, proves itself."""


NOBODY = "-"
"""Who acts before anybody is known; no account can have this name."""


def event(
    viewer: Viewer, action: Action, object_type: str = "", object_id: str = "", **details: object
) -> Event:
    """What this viewer did, to the object named; details are codes and counts.

    The outcome is a permission; who builds a refusal or an error replaces it.
    """
    skeleton = Event(
        action=action,
        actor=viewer.user,
        role=viewer.role,
        outcome=Outcome.PERMIT,
        purpose=viewer.purpose,
    )
    return _of(skeleton, object_type, object_id, details)


def project_event(viewer: Viewer, action: Action, project: str, **details: object) -> Event:
    """The event of an action on a project as a whole; details are codes and counts."""
    return event(viewer, action, "project", project, **details)


def participant_event(viewer: Viewer, action: Action, participant: str, **details: object) -> Event:
    """The event of something done to what a participant agreed to or said; details are codes and counts."""
    one = event(viewer, action, "participant", participant, **details)
    return replace(one, participants=(participant,))


def refused_to_nobody(action: Action, object_type: str, object_id: str, reason: str) -> Event:
    """The refusal of somebody who is not known: they stand at the door. ``reason`` is a code."""
    skeleton = Event(action=action, actor=NOBODY, role=None, outcome=Outcome.DENY)
    return _of(skeleton, object_type, object_id, {"reason": reason})


def _of(skeleton: Event, object_type: str, object_id: str, details: Mapping[str, object]) -> Event:
    coded = tuple((name, str(value)) for name, value in details.items())
    return replace(skeleton, object_type=object_type, object_id=object_id, details=coded)
