"""The program put together: settings, wiring of the engines, hardening, backups."""
