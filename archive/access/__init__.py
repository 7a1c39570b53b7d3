"""Who may: the gate before every exit (``gate``), and the pure policy that it asks (``policy``)."""
