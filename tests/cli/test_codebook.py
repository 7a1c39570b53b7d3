"""The codebook and memos through the real command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PROJECT, heard_in


@pytest.mark.slow
def test_a_codebook_from_the_command(tmp_path: Path) -> None:
    heard = heard_in(tmp_path)
    heard("init", heard.archive)
    assert heard("codebook", "add", PROJECT, "boat", "Boats", "--parent", "3.8").code == 0
    assert heard("codebook", "change", PROJECT, "boat", "--definition", "ferries, fares").code == 0
    assert (
        heard("codebook", "split", PROJECT, "boat", "--into", "fare=Fares", "--into", "none=No boat").code
        == 0
    )
    assert heard("codebook", "split", PROJECT, "fare", "--into", "one").code == 2
    assert heard("codebook", "merge", PROJECT, "none", "--into", "fare").code == 0
    told = heard("codebook", "show", PROJECT, "--retired", "--json").json()
    codes = {code["id"]: code for code in told["codes"]}
    assert told["act"] == "merge none into fare"
    assert (codes["boat"]["definition"], codes["boat"]["became"]) == ("ferries, fares", ["fare", "none"])
    table = tmp_path / "codes.csv"
    assert heard("codebook", "out", PROJECT, table).code == 0
    assert heard("codebook", "out", PROJECT, table).code == 2
    assert heard("codebook", "in", PROJECT, table).code == 2  # nothing in it is new
    old = "id,label,parent\nfare,Tarifs à payer,3.8\nqueue,Queues,\n".encode("cp1252")
    table.write_bytes(old)
    assert heard("codebook", "in", PROJECT, table).code == 0
    assert "fare Tarifs à payer" in heard("codebook", "show", PROJECT).out
    assert heard("codebook", "retire", PROJECT, "queue").code == 0
    assert heard("memo", "write", PROJECT, "code", "fare", stdin="Whose boat is it?\n").code == 0
    assert [m["text"] for m in heard("memo", "list", PROJECT, "--json").json()] == ["Whose boat is it?"]
    assert heard("memo", "write", PROJECT, "code", "queue", stdin="x").code == 2
    assert heard("memo", "write", PROJECT, "testimony", "t-nothing", stdin="x").code == 4
