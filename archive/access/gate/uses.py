"""What is about to happen to words: for what, in which form, before whom.

A viewer states a purpose; the use that it stands for is looked up here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.errors import Refused
from archive.model import Role, Viewer
from consent.record import Audience, Form, Purpose


@dataclass(frozen=True, slots=True)
class Use:
    """What is about to happen to words: for what, in which form, before whom."""

    purpose: Purpose
    form: Form
    audience: Audience


KEEP = Use(Purpose.STORE_SEALED, Form.RAW_TEXT, Audience.ARCHIVE)
DEIDENTIFY = Use(Purpose.PROCESS_DEIDENTIFY, Form.DEID_TEXT, Audience.ARCHIVE)
RESEARCH = Use(Purpose.RESEARCH_PROJECT, Form.DEID_TEXT, Audience.PROJECT)
PUBLISH = Use(Purpose.ADVOCACY_PUBLISH_QUOTE, Form.QUOTE, Audience.PUBLIC)
COUNT = Use(Purpose.AGGREGATE_SDG_REPORTING, Form.AGGREGATE, Audience.PUBLIC)


USES: Mapping[Purpose, Use] = {
    Purpose.PROCESS_DEIDENTIFY: DEIDENTIFY,
    Purpose.RESEARCH_PROJECT: RESEARCH,
    Purpose.RESEARCH_REUSE: Use(Purpose.RESEARCH_REUSE, Form.DEID_TEXT, Audience.COALITION),
    Purpose.ADVOCACY_PUBLISH_QUOTE: PUBLISH,
    Purpose.ADVOCACY_INTERNAL: Use(Purpose.ADVOCACY_INTERNAL, Form.QUOTE, Audience.COALITION),
    Purpose.MEDIA: Use(Purpose.MEDIA, Form.QUOTE, Audience.PUBLIC),
}
"""What a viewer's stated purpose means for the words it would show."""


def use_of(viewer: Viewer) -> Use:
    """The use that the viewer's stated purpose stands for. Raises ``Refused`` where there is none."""
    use = USES.get(viewer.purpose) if viewer.purpose else None
    if use is None:
        raise Refused("Say for which purpose you read.")
    return use


_BEYOND: Mapping[Role, Form] = {Role.ADVOCACY: Form.DEID_TEXT}
"""The form of words that a role does not read by itself. A researcher reads every form that is read here."""


def beyond_role(viewer: Viewer) -> Use | None:
    """What the viewer might ask an officer to read: the stated purpose before the same audience, in the form
    that the role does not read by itself. ``None`` for a role that has nothing to ask for.

    Raises ``Refused`` without a purpose.
    """
    form = _BEYOND.get(viewer.role)
    return None if form is None else replace(use_of(viewer), form=form)
