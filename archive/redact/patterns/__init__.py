"""Rules that find identifiers in a stretch of text: contacts, numbers, dates, ages, names, places, groups.

Every rule is a pure function ``(text, lang) -> list[Span]`` with offsets into the stretch it was given.
Repetition in every pattern is bounded, so that no input makes a rule slow.
"""
