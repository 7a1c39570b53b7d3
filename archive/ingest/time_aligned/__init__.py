"""Captions and other transcripts that keep each stretch of speech with its times."""
