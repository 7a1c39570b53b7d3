"""Sealed rows, the keys that open them and the tables that hold them."""
