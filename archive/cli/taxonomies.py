"""``heard taxonomies``: the official wordings of goals, targets and indicators, as an archive keeps them.

The texts are the publishers' and public; they lie as one file a language in the archive's folder, with the
year of the framework and where they came from. No testimony is opened and no passphrase is asked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from archive.audit.anchors import replace_durably
from archive.cli.command import (
    Json,
    app,
    emit,
    out,
    settings,
)
from archive.cli.given_files import given_file
from archive.cli.writing import new_file, not_there
from archive.errors import NotFound, UsageError
from taxonomies import loader

taxonomies = typer.Typer(help="Official texts of the goals, and schemes as SKOS.", no_args_is_help=True)
app.add_typer(taxonomies, name="taxonomies")

FOLDER = "taxonomies"
SKOS_FILES = (".ttl", ".jsonld")
_KINDS = ("goals", "targets", "indicators")


@taxonomies.command("load")
def load(
    source: Annotated[
        Path,
        typer.Argument(help="open-sdg's global_*.yml, one or a folder of them; or SKOS: .ttl, .jsonld."),
    ],
    lang: Annotated[str, typer.Option("--lang", help="The language to take, such as en, ne or sw.")] = "en",
    as_json: Json = False,
) -> None:
    """Take official texts from the publishers' files.

    They are kept with the archive.
    """
    kept = settings().folder
    if not kept.is_dir():
        raise NotFound("There is no archive in that folder; make one with heard init.")
    if not lang.isalpha():
        raise UsageError("A language is given by its two or three letters, such as en.")
    texts = _texts(source, lang)
    target = kept / FOLDER / f"sdg.{lang}.json"
    replace_durably(target, texts.dump().encode())
    report = {
        "language": texts.language,
        "year": texts.year,
        "texts": len(texts.texts),
        "left_out": texts.left_out,
        "file": str(target),
    }
    emit(
        report,
        as_json,
        lambda: out.print(
            f"{len(texts.texts)} official texts in {lang}, framework of {texts.year}; "
            f"{texts.left_out} of retired or unknown codes left out.",
            markup=False,
        ),
    )


@taxonomies.command("write")
def write(
    scheme: Annotated[str, typer.Argument(help="drivers or targets")],
    to: Annotated[Path, typer.Argument(help="The .jsonld to write; it must not exist yet.")],
) -> None:
    """Write a scheme as SKOS in JSON-LD.

    The official texts that this archive keeps are in it.
    """
    if scheme not in {"drivers", "targets"}:
        raise UsageError("Say drivers or targets.")
    not_there(to)
    graph = loader.drivers_jsonld() if scheme == "drivers" else loader.targets_jsonld(kept_texts())
    new_file(to, json.dumps(graph, ensure_ascii=False, indent=1))
    out.print(f"{len(graph['@graph'])} concepts written.", markup=False)


def kept_texts() -> list[loader.OfficialTexts]:
    """The official texts that the archive keeps, one a language."""
    files = sorted((settings().folder / FOLDER).glob("sdg.*.json"))
    return [loader.load(file.read_text(encoding="utf-8")) for file in files]


def _texts(source: Path, lang: str) -> loader.OfficialTexts:
    try:
        if source.suffix in SKOS_FILES:
            return loader.from_skos(given_file(source), lang)
        files = [source] if source.is_file() else _of_language(source, lang)
        return loader.from_open_sdg([given_file(file).decode("utf-8") for file in files], lang)
    except loader.UnreadableTaxonomy as error:
        raise UsageError(str(error)) from None
    except UnicodeDecodeError:
        raise UsageError("A file there is not UTF-8; give the files as they were published.") from None


def _of_language(folder: Path, lang: str) -> list[Path]:
    """``global_goals.yml`` (in a folder of one language), or ``global_goals.en.yml``."""
    named = [folder / f"global_{kind}.{lang}.yml" for kind in _KINDS]
    plain = [folder / f"global_{kind}.yml" for kind in _KINDS]
    files = [file for file in named if file.is_file()] or [file for file in plain if file.is_file()]
    if not files:
        raise NotFound("No global_goals, global_targets or global_indicators file of this language is there.")
    return files
