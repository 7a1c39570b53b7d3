"""What the control words of RTF do that neither are letters nor open a destination, and the reading itself.

A word that is not in the table changes nothing in what is text, and is passed over, as the specification
asks.
"""

from __future__ import annotations

from archive.ingest.documents import rtf_tokens as rtf
from archive.ingest.documents.rtf_reading import Action, Reading
from archive.ingest.documents.rtf_state import Font, State

_LONGEST_FALLBACK = 16


def reading_of(content: bytes) -> Reading:
    """Everything that a file says.

    Raises:
        Unreadable: its groups are nested too deep.
    """
    reading = Reading(actions=ACTIONS)
    reading.stack.append(State(reading.body))
    for token in rtf.tokens(content):
        reading.take(token)
    reading.flush()
    return reading


def _choose_font(reading: Reading, number: int | None) -> None:
    """``\\f``: the font of what follows, or in the table of fonts the one that is described."""
    if reading.state.in_fonts:
        reading.named_font = reading.fonts.setdefault(number or 0, Font())
    else:
        reading.state.font = number or 0


def _unicode(reading: Reading, number: int | None) -> None:
    """``\\u``: a letter by its number in UTF-16, and how much after it stands for the same."""
    reading.to_skip = reading.state.fallback
    reading.add(chr((number or 0) % 0x10000))


def _plain(reading: Reading, _number: int | None) -> None:
    reading.state.font = None
    reading.state.bold = reading.state.hidden = reading.state.deleted = False


def _cell(reading: Reading, _number: int | None) -> None:
    if not reading.state.skipping:
        reading.state.flow.end_cell()


def _nested_cell(reading: Reading, _number: int | None) -> None:
    if not reading.state.skipping:
        reading.state.flow.end_cell(nested=True)


def _row(reading: Reading, _number: int | None) -> None:
    if not reading.state.skipping:
        reading.state.flow.end_row()


def _begin_row(reading: Reading, _number: int | None) -> None:
    reading.state.flow.merged.clear()
    reading.merging = False


def _end_column(reading: Reading, _number: int | None) -> None:
    reading.state.flow.merged.append(reading.merging)
    reading.merging = False


def _merging(reading: Reading, _number: int | None) -> None:
    reading.merging = True


def _bold(reading: Reading, number: int | None) -> None:
    reading.state.bold = number != 0


def _hidden(reading: Reading, number: int | None) -> None:
    reading.state.hidden = number != 0


def _deleted(reading: Reading, number: int | None) -> None:
    reading.state.deleted = number != 0


def _paragraph(reading: Reading, _number: int | None) -> None:
    reading.state.in_cell = False


def _in_table(reading: Reading, _number: int | None) -> None:
    reading.state.in_cell = True


def _fallback(reading: Reading, number: int | None) -> None:
    reading.state.fallback = min(max(0, 1 if number is None else number), _LONGEST_FALLBACK)


def _page(reading: Reading, number: int | None) -> None:
    reading.page = number or reading.page


def _usual_font(reading: Reading, number: int | None) -> None:
    reading.usual_font = number or 0


def _font_page(reading: Reading, number: int | None) -> None:
    reading.named_font.page = number


def _charset(reading: Reading, number: int | None) -> None:
    font = reading.named_font
    font.is_symbol = number == rtf.SYMBOL_CHARSET
    font.page = font.page or rtf.page_of_charset(number or 0, reading.page)


def _default_page(page: int) -> Action:
    return lambda reading, _: _page(reading, page)


ACTIONS: dict[str, Action] = {
    "ansicpg": _page,
    "b": _bold,
    "cell": _cell,
    "cellx": _end_column,
    "clmrg": _merging,
    "cpg": _font_page,
    "deff": _usual_font,
    "deleted": _deleted,
    "f": _choose_font,
    "fcharset": _charset,
    "intbl": _in_table,
    "nestcell": _nested_cell,
    "pard": _paragraph,
    "plain": _plain,
    "row": _row,
    "trowd": _begin_row,
    "u": _unicode,
    "uc": _fallback,
    "v": _hidden,
    **{word: _default_page(page) for word, page in rtf.DEFAULT_PAGES.items()},
}
"""Control words and what each does."""
