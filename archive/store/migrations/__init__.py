"""The history of the archive's tables, kept with the code that reads them."""
