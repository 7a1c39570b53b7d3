"""How a released quote is copied: its words, the voice, the country, and where it can be checked."""

from __future__ import annotations

from archive.reading.quotes import QuoteSheet
from archive.web.wording import country_name


def citation(quote: QuoteSheet) -> str:
    """The words with the line that goes under them wherever they are printed."""
    return cited(quote.text, quote.speaker, quote.country, quote.id, quote.project)


def cited(text: str, speaker: str, country: str, quote_id: str, project: str) -> str:
    """A quote as it is copied: words, voice, country, and the address by which it can be checked."""
    where = f", {country_name(country)}" if country else ""
    return f"“{text}” ({speaker}{where}. Heard quote {quote_id}, project {project})"
