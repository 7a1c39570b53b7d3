"""Coding goes out as a REFI-QDA file and a colleague's coding comes back, onto the originals.

What goes out is the research rendering of what consent opens to this viewer today, with a note of what was
withheld. What comes in is put on words that really stand there: a span whose words changed is listed for a
look, never moved onto others in silence. No name, no original and no answer that few people share goes out.
"""

from archive.study.exchange.receiving import (
    Came,
    Doubt,
    bring,
)
from archive.study.exchange.sending import Sent, send
from archive.study.exchange.tool_projects import project_in

__all__ = ["Came", "Doubt", "Sent", "bring", "project_in", "send"]
