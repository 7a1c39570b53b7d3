"""The history of the identity store's tables."""
