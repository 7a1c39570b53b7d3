"""Word documents made of the bare XML of their parts, as Word writes it."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_ROOTS = {"document": "document", "numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}
_KINDS = {"document": "document.main"}
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def p(*inside: str, properties: str = "") -> str:
    """A paragraph of runs; words without a tag become a run."""
    runs = "".join(words if words.startswith("<") else r(words) for words in inside)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run with its words."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words: str, number: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """A table; a cell is words, or XML of its inside."""
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def levels(*made: tuple[str, str]) -> str:
    """The levels of an abstract list by form and template."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(made)
    )


def numbering(*abstract: str, changes: str = "") -> str:
    """The part of lists: each abstract one with a list of the same number, from 1, and more lists."""
    return (
        "".join(
            f'<w:abstractNum w:abstractNumId="{n}">{a}</w:abstractNum>' for n, a in enumerate(abstract, 1)
        )
        + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
            for n in range(1, len(abstract) + 1)
        )
        + changes
    )


def document(body: str, *, strict: bool = False, **parts: str) -> bytes:
    """A .docx of a body and of other parts (``numbering``, ``styles``, ``footnotes``)."""
    whole = {"document": f"<w:body>{body}</w:body>", **parts}
    files = {
        f"word/{name}.xml": f"<w:{_ROOTS[name]} {_SPACES}>{xml}</w:{_ROOTS[name]}>"
        for name, xml in whole.items()
    }
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{_KINDS.get(name, name)}+xml"/>'
        for name in whole
    )
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>'
    )
    files["_rels/.rels"] = _relations(["officeDocument"], {"officeDocument": "word/document.xml"})
    files["word/_rels/document.xml.rels"] = _relations(list(parts), {name: f"{name}.xml" for name in parts})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, xml in files.items():
            file.writestr(name, _strict(xml) if strict else xml)
    return buffer.getvalue()


def _relations(kinds: list[str], targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{kind}" Target="{targets[kind]}"/>'
        for n, kind in enumerate(kinds)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _strict(xml: str) -> str:
    """The addresses that Strict Open XML gives the same names."""
    for usual in ("wordprocessingml", "officeDocument"):
        xml = xml.replace(
            f"http://schemas.openxmlformats.org/{usual}/2006/", f"http://purl.oclc.org/ooxml/{usual}/"
        )
    return xml
