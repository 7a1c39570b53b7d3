"""The organisations of an archive, and the projects they share, as rows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import insert, or_, select, update

from archive.errors import NotFound, UsageError
from archive.model import Organisation, Share
from archive.store.database import Database
from archive.store.organisation_tables import organisations, shares


class SqlOrganisations:
    """The part of the store that keeps organisations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, organisation: Organisation) -> None:
        """Keep a new one. Raises ``UsageError`` if its id is taken."""
        row = {"id": organisation.id, "name": organisation.name, "opened_at": organisation.opened_at}
        with self._database.connection() as connection:
            taken = select(organisations.c.id).where(organisations.c.id == organisation.id)
            if connection.scalar(taken) is not None:
                raise UsageError("There is an organisation with this id already. Choose another.")
            connection.execute(insert(organisations).values(row))

    def get(self, organisation: str) -> Organisation | None:
        """One by its id."""
        return next((each for each in self.all() if each.id == organisation), None)

    def all(self) -> list[Organisation]:
        """Every one, in the order of their opening."""
        with self._database.reading() as connection:
            query = select(organisations).order_by(organisations.c.opened_at, organisations.c.id)
            rows = connection.execute(query).all()
        return [Organisation(row.id, row.name, row.opened_at) for row in rows]

    def ids(self) -> frozenset[str]:
        """The ids of all."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(organisations.c.id)))

    def rename(self, organisation: str, name: str) -> None:
        """Give one another name. Raises ``NotFound``."""
        with self._database.connection() as connection:
            here = update(organisations).where(organisations.c.id == organisation)
            if not connection.execute(here.values(name=name)).rowcount:
                raise NotFound("There is no such organisation.")


class SqlShares:
    """The part of the store that keeps what two organisations share."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, share: Share) -> None:
        """Keep a proposal."""
        row = {
            "id": share.id, "project": share.project, "owner": share.owner, "partner": share.partner,
            "until": share.until, "proposed_by": share.proposed_by, "proposed_at": share.proposed_at,
        }  # fmt: skip
        with self._database.connection() as connection:
            connection.execute(insert(shares).values(row))

    def of(self, organisation: str) -> list[Share]:
        """Those in which an organisation is the owner or the partner, the oldest first."""
        either = or_(shares.c.owner == organisation, shares.c.partner == organisation)
        with self._database.reading() as connection:
            query = select(shares).where(either).order_by(shares.c.proposed_at, shares.c.id)
            return [Share(**row) for row in connection.execute(query).mappings()]

    def shared_with(self, organisation: str, today: date) -> frozenset[str]:
        """Projects of others that an organisation may work on today."""
        held = (share for share in self.of(organisation) if share.partner == organisation)
        return frozenset(share.project for share in held if share.in_force(today))

    def agree(self, share: str, by: str, at: datetime) -> bool:
        """Keep who agreed; no, if it was agreed to or ended before."""
        waiting = (shares.c.id == share) & (shares.c.agreed_by == "") & (shares.c.ended_by == "")
        with self._database.connection() as connection:
            agreed = connection.execute(update(shares).where(waiting).values(agreed_by=by, agreed_at=at))
            return agreed.rowcount > 0

    def end(self, share: str, by: str, at: datetime) -> bool:
        """Keep who ended it; no, if it had ended."""
        going = (shares.c.id == share) & (shares.c.ended_by == "")
        with self._database.connection() as connection:
            ended = connection.execute(update(shares).where(going).values(ended_by=by, ended_at=at))
            return ended.rowcount > 0
