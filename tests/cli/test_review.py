"""A review from beginning to end by the real command: look, decide, mark, take back, approve, release."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import BOAT, MARKET, heard_in


def test_a_review_by_command(tmp_path: Path) -> None:
    heard = heard_in(tmp_path)
    assert heard("init", heard.archive).code == 0
    ids = heard.taken_in()
    boat, market = ids["boat.txt"], ids["market.txt"]
    queue = heard("review", "--json").json()["queue"]
    assert {row["testimony"] for row in queue} == {boat, market}
    assert [row["danger"] for row in queue] == sorted((row["danger"] for row in queue), reverse=True)

    start = BOAT.index("the compounder")
    span = f"{start}:{start + len('the compounder')}"
    assert heard("mark", boat, span, "ROLE", "--why", "--json", stdin="one man").json() == {"added": 1}
    notes = heard("review", boat, "--show", "--json").json()
    (added,) = notes["history"]
    assert (added["verdict"], added["why"]) == ("add", "one man")
    changed = heard("decide", boat, added["finding"], "--verdict", "change", "--read", "[a helper]", "--json")
    assert changed.json() == {"decided": 1}
    assert heard("undo", boat, "--json").json() == {"undone": 1}
    assert heard("decide", boat, added["finding"], "--verdict", "change").code == 2
    verdicts = [row["verdict"] for row in heard("review", boat, "--show", "--json").json()["history"]]
    assert verdicts == ["add", "change", "undo"]

    standing = heard("review", boat, "--accept-rest", "--approve", "--json").json()
    assert (standing["state"], standing["doubts"]) == ("approved", 0)
    told = heard("read", boat, "--json").json()
    assert {turn["mode"] for turn in told} == {"reviewed"}
    assert "compounder" not in str(told)
    turn = next(t["turn"] for t in told if "nine hours" in t["text"])
    quote = heard(
        "quote", "release", boat, "--turn", str(turn), "--json", stdin="We waited nine hours"
    ).json()
    assert quote["text"] == "We waited nine hours"
    assert heard("quote", "take-back", quote["quote"]).code == 0

    assert heard("review", market, "--recall-first", "--json").json()["state"] == "masked"
    told = heard("read", market, "--json").json()
    assert {turn["mode"] for turn in told} == {"recall-first"}
    assert "Akinyi" in MARKET
    assert "Akinyi" not in str(told)
    refused = heard("quote", "release", market, "--turn", str(told[-1]["turn"]), stdin="Nobody")
    assert refused.code == 3
    assert (
        heard("search", "marmalade", "--purpose", "advocacy_publish_quote", "--json").json()["passages"] == []
    )
