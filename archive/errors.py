"""One tree of errors. Each message is a sentence that says what to do next.

No message holds testimony, a name, a file's content or a key: what is interpolated is an id, a
format, a number or a setting's name.
"""

from __future__ import annotations


class HeardError(Exception):
    """Anything Heard refuses or cannot do. ``exit_code`` is what the command returns."""

    exit_code = 1


class UsageError(HeardError):
    """The call itself is wrong; nothing was touched."""

    exit_code = 2


class Refused(HeardError):
    """Role, purpose or consent does not allow it."""

    exit_code = 3


class NotFound(HeardError):
    """There is no such thing, or the viewer has no right to know that there is."""

    exit_code = 4


class Unreadable(HeardError):
    """A file could not be read. The rest of the import goes on; nothing of this file was kept."""

    exit_code = 5


class NoConsent(HeardError):
    """No consent record allows this material; it waits in quarantine."""

    exit_code = 6


class LockedArchive(HeardError):
    """The key ring could not be opened: wrong passphrase, missing file, or a placeholder passphrase."""

    exit_code = 7


class KeyDestroyed(HeardError):
    """The participant's key is gone, and the words with it. This is final."""

    exit_code = 8


class SealBroken(HeardError):
    """A sealed value does not fit its place: altered, moved, or an older version put back.

    ``record`` is the id of the row, where it is known, for the log.
    """

    exit_code = 9

    def __init__(self, sentence: str, record: str = "") -> None:
        super().__init__(sentence)
        self.record = record


class FileAltered(HeardError):
    """A page of the encrypted database does not prove itself: altered outside the archive, or damaged.

    It ends like a broken seal: nothing of the file can be trusted, and trying again changes nothing.
    """

    exit_code = 9


class LogUnwritable(HeardError):
    """The event could not be written, so nothing was served."""

    exit_code = 10


class LogBroken(HeardError):
    """The log does not prove itself; the message names the first bad leaf."""

    exit_code = 11


class Unavailable(HeardError):
    """A server that this archive needs does not answer. Nothing was changed; try again."""

    exit_code = 12


def was_stopped(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: within a library it may come out as another one."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, KeyboardInterrupt):
            return True
        seen.add(id(error))
        error = error.__context__
    return False


def unexpected(error: Exception) -> str:
    """The sentence for an error that nobody foresaw. None of its text is in it: it could quote somebody."""
    return f"Something unexpected happened ({type(error).__name__}); nothing more was done."
