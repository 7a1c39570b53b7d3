"""Who did what, when and why, in a log that cannot be edited unseen."""
