"""Files become drafts: text normalised once, turns, speakers."""
