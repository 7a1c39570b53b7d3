"""Consent as data and as one pure decision. Knows nothing of the archive that asks it."""
