"""Spreadsheets and survey exports: what a row is, what its columns are, which cells are words."""
