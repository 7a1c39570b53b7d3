"""From the lines of a document to its turns: how transcripts mark who speaks, and what is believed."""
