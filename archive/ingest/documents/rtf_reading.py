"""What a file of Rich Text Format says, read from its first token to its last.

Written after the Rich Text Format Specification 1.9.1. Bytes are read in the code page of their font,
letters of Unicode once and not as their substitutes too, tables become rows, and the numbers that a list
shows are kept. The reader refuses a file whose groups are nested without end; all else it reads as far as
it goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field

from archive.errors import Unreadable
from archive.ingest.documents import rtf_tokens as rtf
from archive.ingest.documents import rtf_words as words
from archive.ingest.documents import symbols
from archive.ingest.documents.numbering import BULLET
from archive.ingest.documents.rtf_flow import Flow
from archive.ingest.documents.rtf_state import Font, State
from archive.ingest.documents.rtf_tokens import Shape, Token

_DEEPEST = 2_000
_PRIVATE = ("\uf020", "\uf0ff")
_OBJECTS = "Embedded objects were left out: if they hold words, import them as files."
_DELETED = "Deleted text of tracked changes was left out; insertions were taken as text."
_HIDDEN = "Hidden text was left out: if it holds words that count, show it, and save the document again."


Action = Callable[["Reading", int | None], None]
"""What a control word does, with its number if it has one."""


@dataclass(slots=True)
class Reading:
    """A file while it is read: the state of the innermost group, and everything that was collected."""

    body: Flow = field(default_factory=Flow)
    header: Flow = field(default_factory=Flow)
    footer: Flow = field(default_factory=Flow)
    notes: list[Flow] = field(default_factory=list)
    comments: list[Flow] = field(default_factory=list)
    names: list[Flow] = field(default_factory=list)
    fonts: dict[int, Font] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    page: int = 1252
    usual_font: int | None = None
    named_font: Font = field(default_factory=Font)
    pending: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    merging: bool = False
    notices: set[str] = field(default_factory=set)
    stack: list[State] = field(default_factory=list)

    @property
    def state(self) -> State:
        """What holds now."""
        return self.stack[-1]

    def take(self, token: Token) -> None:
        """Read one token."""
        if token.shape is Shape.UNICODE:
            self._unicode(token)
            return
        if self.to_skip and token.shape in {Shape.WORD, Shape.SIGN, Shape.BYTE, Shape.TEXT}:
            token = self._skip(token)
        if token.shape is Shape.TEXT or token.shape is Shape.BYTE:
            self.pending += token.data
            self.state.fresh = self.state.fresh and not token.data
            return
        self.flush()
        if token.shape is Shape.OPEN:
            self._open()
        elif token.shape is Shape.CLOSE:
            self._close()
        elif token.shape is Shape.SIGN:
            self._sign(token.word)
        else:
            self._word(token)

    def _unicode(self, token: Token) -> None:
        """Letters by their numbers, each with one sign after it for programs that do not know them."""
        if self.to_skip or self.state.fallback != 1:
            for single in rtf.tokens(token.data, runs=False):
                self.take(single)
            return
        self.flush()
        self.state.fresh = False
        if self.state.in_number:
            for letter in token.word:
                self.add(letter)
        else:
            self.add(token.word)

    def flush(self) -> None:
        """Hand the bytes that were collected to the flow, in the code page of their font."""
        if not self.pending:
            return
        data = bytes(self.pending)
        self.pending.clear()
        if self.state.in_fonts:
            self._name_font(data)
            return
        font = self._font()
        if font.is_symbol or symbols.is_symbol_font(font.name):
            text = "".join(chr(b) if b < 0x21 else symbols.symbol(font.name, b) for b in data)
            self.add(text, plain=True)
        else:
            self.add(rtf.decoded(data, font.page or self.page))

    def add(self, text: str, *, plain: bool = False) -> None:
        """Letters, unless the place or their look makes them no text."""
        state = self.state
        if state.skipping:
            return
        if (state.hidden or state.deleted) and text.strip():
            self.notices.add(_DELETED if state.deleted else _HIDDEN)
        if state.hidden or state.deleted:
            return
        if state.in_number:
            drawn = plain or _PRIVATE[0] <= text <= _PRIVATE[1]
            text = BULLET if drawn and text.strip() else text.replace("\t", "")
        state.flow.add(text, "" if plain else self._font().name, state.bold)

    def _name_font(self, data: bytes) -> None:
        """Take the name of a font, up to its semicolon."""
        font = self.named_font
        if font.name.endswith(";") or not self.state.skipping:
            return
        font.name = (font.name + rtf.decoded(data, font.page or self.page)).strip()
        if font.name.endswith(";"):
            font.name = font.name[:-1].strip()
            self.named_font = Font()

    def _font(self) -> Font:
        number = self.state.font if self.state.font is not None else self.usual_font
        return self.fonts.get(number, Font()) if number is not None else Font()

    def _skip(self, token: Token) -> Token:
        """Leave out what stands for a letter of Unicode in programs that do not know it."""
        count = len(token.data) if token.shape is Shape.TEXT else 1
        skipped = min(count, self.to_skip)
        self.to_skip -= skipped
        return Token(Shape.TEXT, data=token.data[skipped:] if token.shape is Shape.TEXT else b"")

    def _open(self) -> None:
        self.to_skip = 0
        if len(self.stack) > _DEEPEST:
            raise Unreadable("The rich text is nested too deep: save it again as a plain document.")
        inner = copy(self.state)
        inner.fresh, inner.optional = True, False
        self.stack.append(inner)

    def _close(self) -> None:
        self.to_skip = 0
        if len(self.stack) > 1:
            closed = self.stack.pop()
            if closed.in_number and not self.state.in_number:
                closed.flow.add(" ", "", closed.bold)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self.state.optional = self.state.fresh
            return
        self.state.fresh = False
        if sign in {"\n", "\r"}:
            self.end_paragraph()
        elif sign in words.SIGNS:
            self.add(words.SIGNS[sign])

    def _word(self, token: Token) -> None:
        name, fresh, optional = token.word, self.state.fresh, self.state.optional
        self.state.fresh = False
        if fresh and self._destination(name):
            return
        if fresh and optional and name not in words.SEEN_THROUGH:
            self.state.skipping = True
        elif name in words.LETTERS:
            self.add(words.LETTERS[name])
        elif name in words.ENDS_PARAGRAPH:
            self.end_paragraph()
        elif name in self.actions:
            self.actions[name](self, token.number)

    def _destination(self, name: str) -> bool:
        """Whether a word at the beginning of a group says that what follows goes elsewhere."""
        state = self.state
        if name in words.REVIVED:
            state.skipping = state.outer_skipping
        elif name in words.SKIPPED:
            state.outer_skipping, state.skipping = state.skipping, True
            if name == "object":
                self.notices.add(_OBJECTS)
        elif name == "fonttbl":
            state.in_fonts, state.skipping = True, True
        elif name in words.NUMBERS:
            state.in_number = True
        else:
            return self._elsewhere(name)
        return True

    def _elsewhere(self, name: str) -> bool:
        """Whether a group is a flow of its own."""
        state = self.state
        if name in words.NAMES:
            state.skipping = False
            state.flow = _opened(self.names)
        elif state.skipping:
            return False
        elif name in words.HEADERS | words.FOOTERS:
            state.flow = self.header if name in words.HEADERS else self.footer
            state.flow.end_paragraph(in_cell=False)
        elif name in {"footnote", "annotation"}:
            state.flow = _opened(self.notes if name == "footnote" else self.comments)
        elif name in words.BOXES:
            state.flow = _opened(state.flow.boxes)
        else:
            return False
        state.in_cell = state.bold = state.hidden = state.deleted = False
        return True

    def end_paragraph(self) -> None:
        """The end of a paragraph, unless its mark is no longer there or not seen."""
        state = self.state
        if not state.skipping and not state.deleted and not state.hidden:
            state.flow.end_paragraph(in_cell=state.in_cell)


def _opened(flows: list[Flow]) -> Flow:
    flows.append(Flow())
    return flows[-1]
