"""Official texts come with the publishers' files, and are kept with the year of their framework."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import Heard, heard_in


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    command = heard_in(tmp_path_factory.mktemp("taxonomies"))
    assert command("init", command.archive).code == 0
    return command


def test_official_texts_are_kept_with_their_year_and_come_out_as_skos(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "global_targets.sw.yml").write_text('"3-8-title": Maneno ya majaribio\n', encoding="utf-8")
    done = heard("taxonomies", "load", tmp_path, "--lang", "sw", "--json")
    assert done.json()["texts"] == 1
    assert done.json()["year"] == 2020
    to = tmp_path / "targets.jsonld"
    assert heard("taxonomies", "write", "targets", to).code == 0
    graph = json.loads(to.read_text(encoding="utf-8"))["@graph"]
    assert len(graph) == 17 + 169
    (concept,) = [item for item in graph if item["@id"].endswith("/sdg/3.8")]
    assert concept["prefLabel"] == {"sw": "Maneno ya majaribio"}


def test_what_holds_no_texts_is_refused(heard: Heard, tmp_path: Path) -> None:
    (tmp_path / "global_targets.en.yml").write_text("secret: x\n", encoding="utf-8")
    done = heard("taxonomies", "load", tmp_path)
    assert done.code == 2
    assert "secret" not in done.out + done.err
    assert heard("taxonomies", "load", tmp_path / "nothing").code == 4
    assert heard("taxonomies", "write", "goals", tmp_path / "x").code == 2
