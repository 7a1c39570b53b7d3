"""The kind of event that a file's name says, in the languages that files are named in."""

import pytest

from archive.ingest.kinds import kind_of
from archive.model import Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fgd_03.docx", Kind.FOCUS_GROUP),
        ("समूह छलफल.txt", Kind.FOCUS_GROUP),
        ("উঠান বৈঠক.docx", Kind.COMMUNITY_DIALOGUE),
        ("baraza.txt", Kind.COMMUNITY_DIALOGUE),
        ("kii 2.txt", Kind.KEY_INFORMANT),
        ("গল্প.txt", Kind.STORY),
        ("কাহিনী.txt", Kind.STORY),
        ("câu chuyện.txt", Kind.STORY),
        ("mahojiano.txt", Kind.INTERVIEW),
        ("story in an interview.txt", Kind.STORY),
    ],
)
def test_a_file_is_named_for_what_it_records(name: str, kind: Kind) -> None:
    assert kind_of(name, "", ()) is kind
