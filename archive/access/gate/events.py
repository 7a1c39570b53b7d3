"""The one builder of events: who did what, with which outcome, for which purpose.

Details are codes and counts. Nothing that anybody said stands in an event.
"""

from __future__ import annotations

import re
from dataclasses import replace

from archive.model import (
    Action,
    Event,
    Outcome,
    Viewer,
)

CODE_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}")
"""What may stand in the log for whoever got something: no blanks, nothing beyond ASCII; hardly a name."""


def event(viewer: Viewer, action: Action, outcome: Outcome = Outcome.PERMIT) -> Event:
    """The skeleton of an event by this viewer."""
    return Event(action=action, actor=viewer.user, role=viewer.role, outcome=outcome, purpose=viewer.purpose)


def project_event(viewer: Viewer, action: Action, project: str, **details: object) -> Event:
    """The event of an action on a project as a whole; details are codes and counts."""
    told = tuple((name, str(value)) for name, value in details.items())
    return replace(event(viewer, action), object_type="project", object_id=project, details=told)
