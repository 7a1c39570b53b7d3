"""Databases of other coding tools, read as exchange projects: QualCoder and Taguette.

They are opened read-only and immutable: not a byte of them changes, no journal is left beside them.
"""
