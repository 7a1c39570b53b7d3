"""The type of what is written out as JSON in the next step: by ``--json``, by the API, in a standard's form.

A result inside the program is a dataclass. It becomes one of these at the border alone, in its ``as_data``,
and nothing reads a key out of it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

JsonObject: TypeAlias = Mapping[str, object]
"""Names and values that ``json.dumps`` writes."""
