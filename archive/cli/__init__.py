"""The command ``heard``: thin, scriptable, and silent about whatever it may not show.

Every subcommand states its action, asks the same gate as the web application and ends with a documented
exit code. A passphrase is never an argument: other users of a machine can read process lists.
"""

from archive.cli.command import main

__all__ = ["main"]
