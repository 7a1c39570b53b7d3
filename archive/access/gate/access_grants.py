"""What an officer has granted to one viewer: asked of the store and of the clock at every call.

A grant opens nothing by itself. It lets a viewer ask for a use that their role does not have, and consent
answers that as it answers every other (``gate.permitted``). So no grant is wider than a consent, and a
withdrawal ends it for the person's words without anybody ending it.
"""

from __future__ import annotations

from archive.model import AccessRequest, RequestStanding, Scope, Viewer
from archive.ports import Archive


def access_grants_of(archive: Archive, viewer: Viewer) -> list[AccessRequest]:
    """The grants that are open today for exactly this account, role and purpose, in the viewer's projects."""
    today = archive.clock.today()
    return [
        one
        for one in archive.store.access_requests.all(Scope.of(viewer.projects))
        if one.standing(today) is RequestStanding.OPEN
        and (one.user, one.role, one.purpose) == (viewer.user, viewer.role, viewer.purpose)
    ]
