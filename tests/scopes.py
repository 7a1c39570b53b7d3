"""What tests look at: every project, as a walk of the archive does."""

from __future__ import annotations

from archive.model import Scope

EVERY = Scope.across("tests")
