"""``heard demo``: the whole story on the bundled collection, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from archive.app.settings import settings as settings_for
from archive.cli.command import app, out


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make the demonstration archive.")] = Path(
        "heard-demo"
    ),
) -> None:
    """Tell the whole story on the bundled collection.

    It goes through the archive, three people are shown what they see, and one voice is withdrawn.
    """
    from archive.demo.story import run

    run(settings_for(folder), out)
