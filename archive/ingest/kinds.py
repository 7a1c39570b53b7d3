"""What event a document records, from its name, its header and how many speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.ingest.labels import seat
from archive.model import Kind, Turn, TurnKind

_SIGNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.FOCUS_GROUP,
        re.compile(
            r"(?<![a-z])fgd|focus group|group discussion|thảo luận nhóm|tln\b|দলীয় আলোচনা|"
            r"এফজিডি|समूह चर्चा|एफजीडी|"
            r"समूह छलफल|majadiliano ya kikundi",
            re.IGNORECASE,
        ),
    ),
    (
        Kind.COMMUNITY_DIALOGUE,
        re.compile(
            r"community dialogue|\bdialogue\b|mjadala|baraza\b|जनसंवाद|समुदाय संवाद|उঠান বৈঠক", re.IGNORECASE
        ),
    ),
    (Kind.KEY_INFORMANT, re.compile(r"(?<![a-z])kii(?![a-z])|key informant|केआईआई|কেআইআই", re.IGNORECASE)),
    (
        Kind.STORY,
        re.compile(r"\bstor(?:y|ies)\b|life history|गल्प|কাহিনী|कहानी|कथा|hadithi|câu chuyện", re.IGNORECASE),
    ),
    (
        Kind.INTERVIEW,
        re.compile(
            r"(?<![a-z])idi(?![a-z])|interview|সাক্ষাৎকার|साक्षात्कार|अन्तर्वार्ता|mahojiano|phỏng vấn", re.IGNORECASE
        ),
    ),
)
_MANY = 4


def kind_of(name: str, text: str, turns: Sequence[Turn]) -> Kind:
    """The kind that the name says, else the header, else what the turns look like."""
    header = text[turns[0].start : turns[0].end] if turns and turns[0].kind is TurnKind.HEADER else ""
    for words in (re.sub(r"[_\-]+", " ", name), header[:400]):
        for kind, sign in _SIGNS:
            if sign.search(words):
                return kind
    speakers = {seat(t.label) for t in turns if t.kind is TurnKind.SPEECH and t.label}
    if len(speakers) >= _MANY:
        return Kind.FOCUS_GROUP
    asked = any(t.kind is TurnKind.QUESTION for t in turns)
    return Kind.INTERVIEW if asked or len(speakers) > 1 else Kind.STORY
