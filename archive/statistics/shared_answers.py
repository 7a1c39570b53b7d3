"""Which of people's answers may stand beside their own words: those whose whole combination many share.

An answer that ten people gave tells of nobody, and three such answers together may fit one person alone. So
what is published of a person is decided for all of their answers at once: k-anonymity, by withholding answers
question by question. It refuses to round, swap or invent any. Source: L. Sweeney, k-anonymity: a model for
protecting privacy (2002); K. LeFevre et al., Mondrian multidimensional k-anonymity (2006).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Answers = Mapping[str, str]


def shared_answers(people: Mapping[str, Answers], k: int) -> dict[str, tuple[tuple[str, str], ...]]:
    """Of each person the answers that may be published, as sorted ``(question, answer)``.

    Whatever is published of anybody, nothing included, is published alike of at least ``k`` people; of fewer
    than ``k`` people nothing is. Questions that more people answered are kept before others.
    """
    answered = Counter(question for answers in people.values() for question in answers)
    questions = sorted(answered, key=lambda question: (-answered[question], question))
    published: dict[str, tuple[tuple[str, str], ...]] = dict.fromkeys(people, ())
    if len(people) >= k:
        for group, kept in _split(sorted(people), people, questions, k):
            published |= dict.fromkeys(group, tuple(sorted(kept)))
    return published


def _split(
    group: Sequence[str], people: Mapping[str, Answers], questions: Sequence[str], k: int
) -> Iterable[tuple[Sequence[str], list[tuple[str, str]]]]:
    """The group in parts of at least ``k``, each with the answers that all of the part share."""
    if not questions:
        yield group, []
        return
    question, later = questions[0], questions[1:]
    for answer, part in _parts(group, people, question, k):
        for smaller, kept in _split(part, people, later, k):
            yield smaller, kept if answer is None else [(question, answer), *kept]


def _parts(
    group: Sequence[str], people: Mapping[str, Answers], question: str, k: int
) -> list[tuple[str | None, list[str]]]:
    """The group by its answers to one question; those that too few gave are together, without an answer."""
    by_answer: defaultdict[str | None, list[str]] = defaultdict(list)
    for who in group:
        by_answer[people[who].get(question)].append(who)
    rest = by_answer.pop(None, [])
    parts = sorted(by_answer.items(), key=lambda part: (len(part[1]), str(part[0])))
    while parts and (len(parts[0][1]) < k or 0 < len(rest) < k):
        rest += parts.pop(0)[1]
    return [*parts, *([(None, rest)] if rest else [])]
