"""Codes on spans: anchors, re-anchoring, steps that can be undone, agreement, and what codings tell together.

Everything here is pure and works on offsets and codes; whose words they are, and who may see them, is
decided above.
"""
