"""One name, one meaning: whoever knows a module by its name is not misled by another of the same name."""

from __future__ import annotations

from collections import defaultdict

from tests.house.source import modules

MEANINGS = {
    "access_requests": "requests to read more than a role shows",
    "account": "one's own account, as its owner sees it",
    "accounts": "people who may sign in to the web application",
    "allow_list": "words that stewards rejected as identifiers",
    "audit": "the log: the engine, and the commands that read it",
    "audit_queries": "what the protection officer asks the log",
    "break_glass": "original words in an emergency, by two people",
    "codebook": "the codes of a project, in versions",
    "coding": "codes on spans of text",
    "consents": "consent records: recorded, kept, asked",
    "credentials": "what people prove themselves with, as it is kept",
    "demo": "the story on the bundled collection",
    "demographics": "what a form says of a person, in common terms",
    "detection": "identifiers that a machine looks for",
    "disclosures": "figures that somebody was shown",
    "events": "entries of the log",
    "figures": "what may be counted of a project's codings",
    "hints": "what readers are told of that they may not see",
    "identities": "who participants are, apart from what they said",
    "ingest": "files that become turns",
    "invitations": "codes that open an account to its person",
    "keys": "the key ring",
    "layouts": "the ways in which documents mark who speaks",
    "lists": "lists of words, read from data files",
    "log": "the log as its readers and writers see it",
    "organisations": "members of the coalition that use one archive",
    "outside_anchors": "where the newest checkpoint stands outside the archive's folder",
    "oversight": "what the protection officer answers for",
    "passkeys": "credentials of WebAuthn that sign people in",
    "policy": "what is allowed, as pure decisions: by role, by consent",
    "quarantine": "what came in and waits for a consent or a choice",
    "quotes": "excerpts that were released",
    "receipts": "what participants take home",
    "review": "a steward's decisions on findings",
    "rounds": "blind rounds of coding",
    "search": "finding passages by role",
    "second_factors": "what people prove beside a password",
    "sessions": "who is signed in, and for how long",
    "store": "everything durable but the log and the index",
    "study": "a researcher at work",
    "tables": "tables of a database",
    "taxonomies": "goals, drivers and groups that codes are taken from",
    "testimonies": "testimonies as the store keeps them",
    "fingerprints": "withdrawn words that are known when they come again",
    "submissions": "rows of forms that came before",
    "testimony": "one recorded event, with its turns",
    "turns": "what one speaker says before the next",
    "vocabulary": "words that the rules of a package look for, by language",
    "withdrawal": "from a withdrawal to its receipt",
    "words": "words of a text, by offset",
}
"""What a name stands for wherever it occurs more than once.

A desk, the port that it asks, the table that is kept of it, its pages, its part of the API and its commands
have one name, because they are one thing seen from several floors. Whatever means something else needs a name
of its own.
"""


def shared_names() -> dict[str, list[str]]:
    """Last names of modules and packages that occur more than once, with their whole names."""
    places = defaultdict(list)
    for name in modules():
        places[name.rpartition(".")[2]].append(name)
    return {last: names for last, names in places.items() if len(names) > 1}


def test_a_name_that_occurs_twice_has_one_meaning_that_is_written_down() -> None:
    assert sorted(shared_names().keys() - MEANINGS.keys()) == []


def test_no_meaning_is_written_down_that_nobody_shares() -> None:
    assert sorted(MEANINGS.keys() - shared_names().keys()) == []


def test_each_meaning_is_told_once() -> None:
    assert len(set(MEANINGS.values())) == len(MEANINGS)
