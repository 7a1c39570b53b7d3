"""Spans with codes that stay on their words."""
