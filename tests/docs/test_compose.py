"""The installation's files say what they must. No engine runs them here, so only their text is checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_everything_is_published_to_this_machine_alone() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"postgres", "elasticsearch", "web"}
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_image_installs_by_hash() -> None:
    assert "--require-hashes -r requirements/run.txt" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_holds_every_package_of_the_program() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "language" in packages
    assert [name for name in packages if f"COPY {name} {name}\n" not in image] == []
