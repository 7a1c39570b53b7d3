"""Whose voice a label is, as far as consents name it: by the label itself, else by a name that fits it alone.

Pure. A label is compared after folding (case, invisible signs, titles). A short form of a name stands for
the full one only if each is the only one that fits, in the file and among the consents. Where two people
could be meant, nobody is: it never chooses between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from archive.ingest.transcript.label_words import HONORIFICS, fold_label
from archive.ingest.transcript.labels import bare, is_known, seat, stem

_INVISIBLE = regex.compile(r"\p{Cf}")
_BRACKETED = regex.compile(r"[(（][^()（）]*[)）]?")


@dataclass(frozen=True, slots=True)
class NamedVoice:
    """A label that the consent of a participant gives them."""

    participant: str
    label: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VoiceMatch:
    """Whose voice a label is.

    ``participant`` is ``None`` where no consent names it, or where it could be one of several ``rivals``.
    ``named`` is how the consent calls a voice that it knows under a longer or a shorter name.
    """

    participant: str | None = None
    rivals: frozenset[str] = frozenset()
    named: str = field(default="", repr=False)


UNNAMED = VoiceMatch()
"""The match of a label that no consent names."""


def voice_key(label: str) -> str:
    """A label as it is compared: its seat, without signs that nobody sees."""
    return seat(_INVISIBLE.sub("", label))


def name_words(label: str) -> frozenset[str]:
    """The words of a name in a label, folded, without titles; none where it is a code or a role."""
    plain = bare(_INVISIBLE.sub("", label))
    if is_known(plain):
        return frozenset()
    words = [fold_label(word) for word in _BRACKETED.sub(" ", plain).split()]
    if "".join(words[:2]) in HONORIFICS and len(words) > 2:
        words = words[2:]
    kept = frozenset(word for word in words if word and word not in HONORIFICS)
    return kept if all(word.isalpha() or not word.isascii() for word in kept) else frozenset()


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name may be a short form of the other, or the same without its titles."""
    shorter = min(one, other, key=len)
    return any(len(word) > 1 for word in shorter) and (one <= other or other <= one)


def matches(labels: Collection[str], named: Sequence[NamedVoice], *, numbered: bool) -> dict[str, VoiceMatch]:
    """Whose each label of one file is, by ``voice_key``.

    Args:
        labels: every label of the file under which somebody speaks.
        named: the voices that consents name in this file.
        numbered: whether answers are counted (``A1``, ``A2``), so that the number is not the voice.
    """
    file = {voice_key(label): label for label in labels}
    exact = {key: {one.participant for one in named if voice_key(one.label) == key} for key in file}
    seated = {participant for participants in exact.values() for participant in participants}
    if numbered:
        by_stem = {key: {o.participant for o in named if stem(o.label) == stem(key)} for key in file}
        exact = {key: exact[key] or by_stem[key] for key in file}
    return {key: _match(key, file, exact, [one for one in named if one.participant not in seated])
            for key in file}  # fmt: skip


def _match(
    key: str, file: Mapping[str, str], exact: Mapping[str, set[str]], others: Iterable[NamedVoice]
) -> VoiceMatch:
    """The match of one label, where ``others`` are voices whose own label stands nowhere in the file."""
    words = name_words(file[key])
    near = [one for one in others if alike(name_words(one.label), words)] if words else []
    candidates = exact[key] | {one.participant for one in near}
    if len(candidates) > 1:
        return VoiceMatch(rivals=frozenset(candidates))
    if exact[key]:
        return VoiceMatch(next(iter(candidates)))
    if not near:
        return UNNAMED
    meant = [name_words(one.label) for one in near]
    rivals = [k for k, label in file.items() if k != key and not exact[k] and _fits(label, meant)]
    if rivals:
        return VoiceMatch(rivals=frozenset(candidates))
    return VoiceMatch(near[0].participant, named=near[0].label)


def _fits(label: str, names: Iterable[frozenset[str]]) -> bool:
    words = name_words(label)
    return bool(words) and any(alike(words, name) for name in names)
