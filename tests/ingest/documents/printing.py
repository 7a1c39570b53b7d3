"""PDF files with every word where a test wants it, in any script, without a font file."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 612, 792
_PICTURE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"


@dataclass(frozen=True)
class Put:
    """Words at a place of the page, in points from its lower left. Letters are half as wide as high."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "Body"
    turned: bool = False


@dataclass(frozen=True)
class Leaf:
    """A page: its words as they are drawn, how it is turned, and whether a picture fills it."""

    words: Sequence[Put] = ()
    rotate: int = 0
    picture: bool = False
    before: bytes = b""


def column(
    lines: Sequence[str], x: float = 50, top: float = 740, step: float = 14, **look: object
) -> list[Put]:
    """Lines below each other."""
    return [Put(x, top - step * at, line, **look) for at, line in enumerate(lines)]  # type: ignore[arg-type]


def pdf(*leaves: Leaf, mute: bool = False, packed: bool = False, extra: bytes = b"") -> bytes:
    """A PDF of pages. ``mute`` leaves out what its letters are, ``packed`` compresses the pages."""
    letters = sorted({c for leaf in leaves for put in leaf.words for c in put.text})
    codes = {letter: code for code, letter in enumerate(letters, 1)}
    fonts = sorted({put.font for leaf in leaves for put in leaf.words}) or ["Body"]
    objects: list[bytes] = [
        b"",
        b"",
        _stream(_map(codes)),
        _stream(
            b"\xff" * 3,
            _PICTURE,
        ),
    ]
    places = {}
    for font in fonts:
        objects.append(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{font}/CIDSystemInfo<</Registry(Adobe)/Ordering"
            f"(Identity)/Supplement 0>>/DW 500>>".encode()
        )
        known = b"" if mute else b"/ToUnicode 3 0 R"
        objects.append(
            f"<</Type/Font/Subtype/Type0/BaseFont/{font}/Encoding/Identity-H/DescendantFonts"
            f"[{len(objects)} 0 R]".encode()
            + known
            + b">>"
        )
        places[font] = len(objects)
    resources = "".join(f"/{font} {place} 0 R" for font, place in places.items())
    kids = []
    for leaf in leaves:
        objects.append(_stream(leaf.before + _drawn(leaf, codes), packed=packed))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {leaf.rotate}/Resources<</Font"
            f"<<{resources}>>/XObject<</Pic 4 0 R>>>>/Contents {len(objects)} 0 R>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R" + extra + b">>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return _file(objects)


def _drawn(leaf: Leaf, codes: dict[str, int]) -> bytes:
    picture = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Pic Do Q\n" if leaf.picture else ""
    texts = []
    for put in leaf.words:
        matrix = f"0 1 -1 0 {put.x} {put.y}" if put.turned else f"1 0 0 1 {put.x} {put.y}"
        shown = "".join(f"{codes[c]:04x}" for c in put.text)
        texts.append(f"BT /{put.font} {put.size} Tf {matrix} Tm <{shown}> Tj ET\n")
    return (picture + "".join(texts)).encode()


def _map(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}endcmap end end"
    ).encode()


def _stream(data: bytes, head: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, head = zlib.compress(data), head + b"/Filter/FlateDecode"
    return b"<</Length %d" % len(data) + head + b">>stream\n" + data + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )
