"""Tables of people, and what is withheld from them so that nobody can be worked out. Pure."""
