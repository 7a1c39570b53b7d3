"""Screens: whole pages that work without any script, one file for each of the people who use them."""
