"""The collector: consents are recorded, files are sealed, and what consent takes away is closed."""
