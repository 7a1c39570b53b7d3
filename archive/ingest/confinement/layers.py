"""Which rules hold the parsing child, told in plain words by ``heard inspect``, ``heard ingest`` and the log
of a person who asks. It promises nothing: the child says at its start what the system granted.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.model.json_object import JsonObject


@dataclass(frozen=True, slots=True)
class Layers:
    """What holds the child. ``landlock`` is the version of the kernel's interface, 0 where it has none;
    ``seccomp`` whether the kernel refuses every call that reading needs not; ``limits`` whether the system
    counts its memory and time; ``hook`` whether the interpreter refuses what its allow-list lacks."""

    landlock: int
    seccomp: bool
    limits: bool
    hook: bool

    def as_data(self) -> JsonObject:
        """The same for a program."""
        return {
            "landlock": self.landlock, "seccomp": self.seccomp, "limits": self.limits, "hook": self.hook
        }  # fmt: skip

    def sentence(self) -> str:
        """One sentence for a person."""
        kernel = [f"Landlock {self.landlock}"] * bool(self.landlock) + ["seccomp"] * self.seccomp
        own = ["limits of memory and time"] * self.limits + ["the interpreter's own rules"] * self.hook
        held = ", ".join([*kernel, *own]) or "nothing"
        weak = "" if kernel else " The system has no rules of its own for a process that reads files."
        return f"Files were read in a process confined by {held}.{weak}"
