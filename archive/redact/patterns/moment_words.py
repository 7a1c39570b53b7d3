"""Words that tell when, in five languages and as three of them are typed in Latin letters.

They stand in ``language/data``; here each list gets the name that rules ask for, in all languages at once.
"""

from __future__ import annotations

from language.across import words_of_all
from language.lists import language_words

WHICH = words_of_all("which_time")
"""This, last, next."""
FIRM_WEEKDAYS = frozenset(language_words("sw").entries("weekdays"))
"""Weekdays of Swahili, which are told of one day more often than of every one."""
WEEKDAYS = words_of_all("weekdays") - FIRM_WEEKDAYS
SEASONS = words_of_all("seasons")
EVENTS = words_of_all("events")
BOUND_EVENTS = words_of_all("events_of_one_time")
"""Events of one time only: said in a case or with a word of time, they date a story by themselves."""
TIMES = words_of_all("times")
REIGNS = words_of_all("reigns")
AGES_OF_STATE = words_of_all("eras")
TAILS = words_of_all("date_tails")
"""Words that belong to a date when they follow it."""
LINKS = words_of_all("date_links")
"""Small words between a date and what belongs to it; never its end."""
COUNTED = words_of_all("days_counted")
"""Numbers of days before or after a feast."""
HABITS = words_of_all("habits")
"""Every: what follows happens again and again."""
UNTIL = words_of_all("until")
"""Words between the first and the last month of a season."""
PARTS = words_of_all("parts_of_month")
"""Parts of a month: before them a bare month is one of a year."""
PLAIN_MONTHS = words_of_all("plain_months")
"""Months whose names are nothing else."""
