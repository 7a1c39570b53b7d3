"""Words around an age in Bangla, Hindi, Nepali, Swahili, Vietnamese and romanised speech.

They stand in ``language/data``; here each list gets the name that rules ask for, in all languages at once.
"""

from __future__ import annotations

from language.across import words_of_all

UNITS = words_of_all("year_units")
OLD = words_of_all("aged")
AGE_VERBS = words_of_all("age_verbs")
LOOSE = words_of_all("unsure_age_verbs")
"""Words after a number that make it an age only with a unit between."""
AGO = words_of_all("ago")
CUES = words_of_all("age_cues")
PASSED = words_of_all("passed_over")
SMALL = words_of_all("small_counts")
CLASSES = words_of_all("class_words")
ORDINALS = words_of_all("ordinals")
SELF_VI = words_of_all("self_words")
OLD_VI = words_of_all("age_adjectives")
LED_SW = words_of_all("age_leads")
NEARLY_SW = words_of_all("nearly")
LEAD_SW = words_of_all("years_before")
KEPT = words_of_all("age_kept")
"""What belongs to an age that it stands behind."""
PAST = words_of_all("not_age_before")
LASTING = words_of_all("lasting")
"""What lasts so many years: behind it a number is a duration."""
YEARS_OLD = words_of_all("years_old")
HALF, ALREADY = words_of_all("half"), words_of_all("already")
MONTHS_SW, YEARS_SW = words_of_all("months_word"), words_of_all("years_word")
BARE_LED_SW = words_of_all("bare_age_leads")
OWNERS, OWNED = words_of_all("owner_of_age"), words_of_all("age_said")
"""Of, behind a number, and what makes it an age there: ``तीस की थी``."""
OWNER_ENDINGS = tuple(words_of_all("age_owner_endings"))
COUNTERS = tuple(words_of_all("counters"))
"""How words begin that count people and things."""
ORDINAL_ENDINGS = tuple(words_of_all("class_ordinal_endings"))
CLASS_ALONE = words_of_all("class_word_alone")
CLASSES_VI, CLASS_LINKS = words_of_all("class_vi"), words_of_all("class_links")
