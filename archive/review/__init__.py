"""The steward: identifiers are looked for, decided on and approved; quotes are released."""
