"""How settings are read from environment variables, and the table of variables that the docs show.

A settings class marks each of its fields with a ``Variable``; what is read and what the table says both come
from that one mark. A secret may stand in the first line of a file that the variable with ``_FILE`` names.
Nothing here knows which settings there are, and no value of one is ever put into an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource

from archive.errors import LockedArchive, UsageError

PREFIX = "HEARD_"
_FILE = "_FILE"

Unchecked: TypeAlias = Mapping[str, object]
"""Settings by their names as the environment has them: what a settings class of pydantic takes and checks."""


@dataclass(frozen=True, slots=True)
class Variable:
    """The environment variable of a setting: what it means, what stands without it, what it has to be.

    ``name`` is made of the setting's own if it is empty. For a secret, ``file`` is what the variable of the
    same name with ``_FILE`` means; with ``file_only`` there is no other.
    """

    meaning: str
    default: str
    name: str = ""
    file: str = ""
    file_only: bool = False
    rule: str = "cannot be used."


class Row(NamedTuple):
    """One line of the table of variables, in Markdown."""

    name: str
    default: str
    meaning: str


def rows(cls: type[BaseSettings]) -> list[Row]:
    """The table of a settings class, in the order of its settings."""
    table = []
    for name, variable in _marked(cls):
        if variable.file:
            table.append(Row(name + _FILE, variable.default, variable.file))
        if not variable.file_only:
            table.append(Row(name, "none" if variable.file else variable.default, variable.meaning))
    return table


def values_in(environment: Mapping[str, str], cls: type[BaseSettings]) -> Unchecked:
    """What the environment says of each setting, not yet checked; an empty variable says nothing.

    Raises ``UsageError`` if a secret stands in two places, ``LockedArchive`` if its file cannot be read.
    """
    names = [name for name, variable in _marked(cls) if not variable.file_only]
    source = EnvSettingsSource(cls, env_prefix=PREFIX, env_nested_delimiter="_", env_nested_max_split=1)
    source.env_vars = {name.lower(): environment[name] for name in names if environment.get(name)}
    return {**source(), **_first_lines(environment, cls)}


def _first_lines(environment: Mapping[str, str], cls: type[BaseSettings]) -> dict[str, str]:
    """Secrets from the first lines of the files that the variables in ``_FILE`` name, by their settings."""
    secrets = {}
    for setting, field in cls.model_fields.items():
        variable = _mark(field)
        name = _name(setting, variable, PREFIX)
        path = path_in(environment, name + _FILE)
        if variable is None or not variable.file or path is None:
            continue
        if environment.get(name) and not variable.file_only:
            raise UsageError(f"Set {name} or {name}{_FILE}, not both.")
        secrets[setting] = first_line(path, name + _FILE)
    return secrets


def sentence_of(error: ValidationError, cls: type[BaseSettings]) -> str:
    """Which variable cannot be used and what it has to be, without what it is."""
    wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
    setting = str(wrong[0])
    variable = _mark(cls.model_fields[setting])
    name = _name("_".join(part for part in wrong if isinstance(part, str)), variable, PREFIX)
    return f"{name} {variable.rule if variable is not None else 'cannot be used.'}"


def path_in(environment: Mapping[str, str], name: str) -> Path | None:
    """The path that a variable holds, absolute; ``None`` if it is empty or not set."""
    return Path(environment[name]).expanduser().absolute() if environment.get(name) else None


def first_line(path: Path, name: str) -> str:
    """The first line of a file that holds a secret; ``name`` is the setting that names the file.

    Raises ``LockedArchive`` if it cannot be read or is empty.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise LockedArchive(
            f"The file named in {name} cannot be read; check its path and its permissions."
        ) from None
    if not lines or not lines[0].strip():
        raise LockedArchive(f"The file named in {name} is empty; put the secret on its first line.")
    return lines[0].strip()


def _marked(cls: type[BaseSettings], prefix: str = PREFIX) -> Iterator[tuple[str, Variable]]:
    """Every variable by its name, those of settings within settings where they stand."""
    for setting, field in cls.model_fields.items():
        variable, inner = _mark(field), field.annotation
        if variable is not None:
            yield _name(setting, variable, prefix), variable
        elif isinstance(inner, type) and issubclass(inner, BaseSettings):
            yield from _marked(inner, f"{prefix}{setting.upper()}_")


def _mark(field: FieldInfo) -> Variable | None:
    return next((mark for mark in field.metadata if isinstance(mark, Variable)), None)


def _name(setting: str, variable: Variable | None, prefix: str) -> str:
    return (variable.name if variable is not None else "") or prefix + setting.upper()
