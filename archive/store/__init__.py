"""Everything durable but the log and the index, sealed: tables, envelope, key rings, migrations."""
