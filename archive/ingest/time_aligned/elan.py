"""ELAN's annotation files (.eaf): tiers of time-aligned annotations, and tiers that depend on them.

A tier that depends on none is a voice: its participant, else its name. Of what depends on it, a translation
belongs to its words; a transcription under a tier of numbers is the words; the rest is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # nosec B405 # only makes or names elements; defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from archive.errors import Unreadable
from archive.ingest.text import Page
from archive.ingest.time_aligned.stretches import Stretch, page
from archive.ingest.time_aligned.tiers import Tier, TierRole, left_out, read_name, spoken

_EMPTY = "The ELAN file holds no annotation with words: check that its tiers were filled, and save it again."
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class _Annotation:
    text: str = field(repr=False)
    start: float | None = None
    end: float | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class _EafTier:
    """A tier as it stands in the file, with its annotations by id."""

    name: str = field(repr=False)
    participant: str = field(repr=False)
    kind: str
    parent: str = field(repr=False)
    annotations: Mapping[str, _Annotation] = field(repr=False)


def read(content: bytes) -> Page:
    """The canonical text of an .eaf, its annotations in the order of their times.

    Raises:
        Unreadable: no ELAN file, entities declared, or no words.
    """
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as broken:
        raise Unreadable(
            "The ELAN file is broken or declares entities: open it in ELAN and save it again."
        ) from broken
    if root.tag != "ANNOTATION_DOCUMENT":
        raise Unreadable("The file is no ELAN file (.eaf): open it in ELAN and save it again.")
    times = {slot.get("TIME_SLOT_ID", ""): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    tiers = {tier.name: tier for tier in (_tier(node, times) for node in root.iter("TIER"))}
    read_tiers = [one for tier in tiers.values() for one in _roles(tier, tiers)]
    return page(spoken(read_tiers), empty=_EMPTY, notices=left_out(read_tiers))


def _tier(node: Element, times: Mapping[str, str | None]) -> _EafTier:
    annotations: dict[str, _Annotation] = {}
    for child in node.iter():
        if child.tag in {"ALIGNABLE_ANNOTATION", "REF_ANNOTATION"}:
            annotations[child.get("ANNOTATION_ID", "")] = _Annotation(
                child.findtext("ANNOTATION_VALUE") or "",
                _seconds(times.get(child.get("TIME_SLOT_REF1", ""))),
                _seconds(times.get(child.get("TIME_SLOT_REF2", ""))),
                child.get("ANNOTATION_REF", ""),
            )
    return _EafTier(
        node.get("TIER_ID", ""),
        node.get("PARTICIPANT", "").strip(),
        node.get("LINGUISTIC_TYPE_REF", ""),
        node.get("PARENT_REF", ""),
        annotations,
    )


def _seconds(milliseconds: str | None) -> float | None:
    return int(milliseconds) / 1000 if milliseconds and milliseconds.isdigit() else None


def _roles(tier: _EafTier, tiers: Mapping[str, _EafTier]) -> Iterator[Tier]:
    """What a tier is, by its name, by its type, and by what it depends on."""
    root = _root(tier, tiers)
    named, kinded = read_name(tier.name), read_name(tier.kind)
    role = named.role if named.plain is False or named.role is TierRole.NOTES else None
    if role is None and not kinded.plain:
        role = kinded.role if tier.parent or kinded.role is not TierRole.OTHER else None
    words = _words_tier(root, tiers)
    if tier.name == words.name:
        role = TierRole.WORDS if role is not TierRole.NOTES else role
    elif tier.parent and role is not TierRole.TRANSLATION or not tier.parent and role is None:
        role = TierRole.OTHER
    voice = tier.participant or root.participant or (named.voice if tier is root else _voice(root))
    if role is TierRole.TRANSLATION and not (tier.parent or tier.participant or named.voice):
        voice = None
    yield Tier(role or TierRole.OTHER, voice, tuple(_timed(tier, tiers)))


def _voice(root: _EafTier) -> str | None:
    return read_name(root.name).voice or root.name or None


def _root(tier: _EafTier, tiers: Mapping[str, _EafTier]) -> _EafTier:
    for _ in range(_MAX_DEPTH):
        if tier.parent not in tiers:
            return tier
        tier = tiers[tier.parent]
    raise Unreadable("The tiers of the ELAN file depend on each other in a ring: mend it in ELAN.")


def _words_tier(root: _EafTier, tiers: Mapping[str, _EafTier]) -> _EafTier:
    """The tier of a voice that holds its words: the first, unless that one numbers what another tells."""
    if _tells(root):
        return root
    below = [t for t in tiers.values() if t.parent and _root(t, tiers) is root and _tells(t)]
    named = [t for t in below if (n := read_name(t.name)).role is TierRole.WORDS and not n.plain]
    plain = [t for t in below if read_name(t.name).role is TierRole.WORDS]
    return next(iter([*named, *plain]), root)


def _tells(tier: _EafTier) -> bool:
    """Whether most annotations hold more than a number or a code."""
    texts = [a.text for a in tier.annotations.values() if a.text.strip()]
    return sum(" " in t.strip() for t in texts) * 3 > len(texts) > 0


def _timed(tier: _EafTier, tiers: Mapping[str, _EafTier]) -> Iterator[Stretch]:
    every = {id_: a for t in _chain(tier, tiers) for id_, a in t.annotations.items()}
    for annotation in tier.annotations.values():
        aligned = _aligned(annotation, every)
        yield Stretch(None, annotation.text, aligned.start, aligned.end, begins=True)


def _chain(tier: _EafTier, tiers: Mapping[str, _EafTier]) -> Sequence[_EafTier]:
    chain = [tier]
    while chain[-1].parent in tiers and len(chain) < _MAX_DEPTH:
        chain.append(tiers[chain[-1].parent])
    return chain


def _aligned(annotation: _Annotation, every: Mapping[str, _Annotation]) -> _Annotation:
    """The annotation with times that this one has, or refers to."""
    for _ in range(_MAX_DEPTH):
        if annotation.start is not None or annotation.ref not in every:
            break
        annotation = every[annotation.ref]
    return annotation
