"""Tags a stream of JSON lines, one text at a time, in order: nothing is kept, nothing is waited for.

In: ``{"id", "text", "lang"?}``. Out: ``{"id", "targets": [{"code", "score", "evidence"}], "drivers": […],
"ranked": […]}``. A line that cannot be read gets ``{"id", "error"}``; the sentence names its number and a
reason, never its text, and the callback is told the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from taxonomies.tagger import TagResult, tag

Complaint = Callable[[str], None]
"""Called with one sentence for each line that could not be read."""


def tag_lines(
    lines: Iterable[str],
    complain: Complaint = lambda sentence: None,
    tagger: Callable[[str, str | None], TagResult] = tag,
) -> Iterator[str]:
    """One answer (JSON, no line break) for each line, in order, as they are read; empty lines are skipped."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        request = _request(line)
        if isinstance(request, str):
            sentence = f"Line {number} was not tagged: {request}."
            complain(sentence)
            yield json.dumps({"id": None, "error": sentence})
            continue
        answer = {"id": request.id, **tagger(request.text, request.language).as_json()}
        yield json.dumps(answer, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Request:
    """One text to tag, the id that its answer bears, and its language (ISO 639-1) where the line has it."""

    id: str | int
    text: str = field(repr=False)
    language: str | None


def _request(line: str) -> _Request | str:
    """The request in a line, or why there is none."""
    try:
        value = json.loads(line)
    except ValueError:
        return "it is not JSON"
    if not isinstance(value, dict):
        return "it is not an object"
    key, text, language = value.get("id"), value.get("text"), value.get("lang")
    if not isinstance(key, str | int) or isinstance(key, bool):
        return 'it has no "id" that is a string or a whole number'
    if not isinstance(text, str):
        return 'it has no "text" that is a string'
    if not (language is None or isinstance(language, str)):
        return '"lang" is not a string'
    return _Request(key, text, language)
