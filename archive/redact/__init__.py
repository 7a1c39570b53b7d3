"""Identifiers are found, decided upon and replaced; nothing here stores or searches."""
