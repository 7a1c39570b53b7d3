"""The history of a key ring's tables, which stand in a database of their own."""
