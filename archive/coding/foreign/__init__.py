"""Databases of other coding tools, read as exchange projects: QualCoder and Taguette.

They are read from the bytes of their file, in memory: nothing of them changes and
nothing is left beside them.
"""
