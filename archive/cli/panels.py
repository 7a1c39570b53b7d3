"""The panels of ``heard --help``: every command under the person who types it and the moment they do.

One table, so that a newcomer reads the whole of it in one place. The help stays plain text, without
frames or colour, for screen readers and for logs. No sentence of it is cut off: at 80 columns each fits its
line (a test says so), on a narrower terminal it is wrapped.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

PANELS: dict[str, tuple[str, ...]] = {
    "Start (administrator)": ("demo", "init", "user", "organisations", "serve"),
    "Bring in (collector)": ("inspect", "ingest", "quarantine"),
    "Review (steward)": ("review", "decide", "mark", "undo", "correct", "clear", "deidentify"),
    "Code (researcher)": ("codebook", "code", "memo", "tag", "round", "agree", "qda", "taxonomies"),
    "Find (researcher, advocacy)": ("search", "read", "quote", "requests"),
    "Count (researcher)": ("matrix", "silence", "saturation"),
    "Consents (protection officer)": ("consent", "withdraw", "receipt", "escrow", "emergency", "identities"),
    "Log (protection officer, auditor)": ("audit",),
    "Keys (administrator)": ("keys", "backup", "restore"),
}
"""Each panel's title and its commands, in the order in which an archive needs them."""

_ORDER = tuple(name for names in PANELS.values() for name in names)
_WHOLE = 10_000
"""A limit that no sentence reaches: on a narrow terminal a line is wrapped, never cut off."""


class InPanels(TyperGroup):
    """Lists the commands panel by panel; one without a panel comes last, where a test finds it."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names in the order of the panels."""
        return [
            *(name for name in _ORDER if name in self.commands),
            *sorted(self.commands.keys() - {*_ORDER}),
        ]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write one section a panel, all with the same indentation."""
        names = self.list_commands(ctx)
        width = max(map(len, names))
        for title, panel in (*PANELS.items(), ("Other", tuple(n for n in names if n not in _ORDER))):
            rows = [
                (name.ljust(width), self.commands[name].get_short_help_str(_WHOLE))
                for name in panel
                if name in self.commands
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
