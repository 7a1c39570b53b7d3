"""A researcher at work: marks on testimony, the codebook, blind rounds, and what may be counted of it.

Every function asks the gate first (``archive.access.gate``) and writes its event. What can be told from plain
data alone (anchors, agreement, matrices) is in ``archive.coding`` and is only called from here.
"""
