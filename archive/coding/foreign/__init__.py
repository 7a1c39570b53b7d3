"""Databases of other coding tools, read as exchange projects: QualCoder and Taguette.

They are read from their bytes, in memory: no file is opened, none changes, no journal is left beside one.
"""
