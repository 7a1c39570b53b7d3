"""What a bare yes covers: the one table from a purpose to forms and audiences.

Many forms ask only "may we use it for research?" and mean something by it. What they mean stands here
and nowhere else, each as narrow as the purpose can be served with. Purposes that need a list or a
separate, explicit question (sharing with named partners, legal use, training of models) cover nothing by
default: a bare yes to them permits nothing until the form says which form of the words and whose eyes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consent.record import Audience, Form, Purpose


@dataclass(frozen=True, slots=True)
class Cover:
    """The forms and audiences that one purpose reaches."""

    forms: frozenset[Form] = frozenset()
    audiences: frozenset[Audience] = frozenset()


def _cover(forms: Iterable[Form], audiences: Iterable[Audience]) -> Cover:
    return Cover(frozenset(forms), frozenset(audiences))


_INSIDE = (Audience.ARCHIVE,)
_TEAM = (Audience.PROJECT,)
_PARTNERS = (Audience.PROJECT, Audience.COALITION)
_OUTSIDE = (Audience.COALITION, Audience.PUBLIC)
_WORDS = (Form.DEID_TEXT, Form.QUOTE, Form.TAG)

COVERS: Mapping[Purpose, Cover] = {
    Purpose.STORE_SEALED: _cover(Form, _INSIDE),
    Purpose.PROCESS_DEIDENTIFY: _cover((Form.DEID_TEXT, Form.TAG), _INSIDE),
    Purpose.RESEARCH_PROJECT: _cover(_WORDS, _TEAM),
    Purpose.RESEARCH_REUSE: _cover(_WORDS, (Audience.COALITION,)),
    Purpose.ADVOCACY_INTERNAL: _cover((Form.DEID_TEXT, Form.QUOTE), _PARTNERS),
    Purpose.ADVOCACY_PUBLISH_QUOTE: _cover((Form.QUOTE,), _OUTSIDE),
    Purpose.AGGREGATE_SDG_REPORTING: _cover((Form.AGGREGATE, Form.TAG), (*_PARTNERS, Audience.PUBLIC)),
    Purpose.MEDIA: _cover((Form.QUOTE,), (Audience.PUBLIC,)),
    Purpose.NAMED_ATTRIBUTION: _cover((Form.QUOTE,), (Audience.PUBLIC,)),
    Purpose.SHARE_PARTNER: Cover(),
    Purpose.CROSS_BORDER: _cover((*_WORDS, Form.AGGREGATE), _PARTNERS),
    Purpose.RECONTACT: _cover((Form.TAG,), _TEAM),
    Purpose.LEGAL_TESTIMONY: Cover(),
    Purpose.MODEL_TRAINING: Cover(),
}
"""What a yes without further words covers. For ``recontact`` no words leave; the tag says only *whom*."""

NEVER_EMBARGOED = frozenset({Purpose.STORE_SEALED, Purpose.PROCESS_DEIDENTIFY})
"""An embargo keeps words from readers. It does not forbid to keep them or to prepare them."""
