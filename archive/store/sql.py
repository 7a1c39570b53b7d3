"""The store itself: every part over one database, one key ring, one transaction."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Engine, select, union

from archive.ports import KeyRing
from archive.store.access_requests import SqlAccessRequests
from archive.store.accounts import SqlAccounts
from archive.store.allow_list import SqlAllowList
from archive.store.ceremonies import SqlCeremonies
from archive.store.codebooks import SqlCodebooks
from archive.store.coding_tables import codebooks
from archive.store.codings import SqlCodings
from archive.store.column_choices import SqlColumnChoices
from archive.store.consents import SqlConsents
from archive.store.database import Database
from archive.store.demographics import SqlAttributes
from archive.store.disclosures import SqlDisclosures
from archive.store.engines import embedded_engine
from archive.store.fingerprints import SqlFingerprints
from archive.store.hints import SqlHints
from archive.store.invitations import SqlInvitations
from archive.store.layouts import SqlLayouts
from archive.store.memos import SqlMemos
from archive.store.organisations import SqlOrganisations, SqlShares
from archive.store.passkeys import SqlPasskeys
from archive.store.quarantine import SqlQuarantine
from archive.store.quotes import SqlQuotes
from archive.store.reviews import SqlReviews
from archive.store.risks import SqlRisks
from archive.store.rounds import SqlRounds
from archive.store.schema import upgrade
from archive.store.sealed_values import Sealer
from archive.store.second_factors import SqlSecondFactors
from archive.store.submissions import SqlSubmissions
from archive.store.tables import consents, quarantine, testimonies
from archive.store.tagger_verdicts import SqlTaggerVerdicts
from archive.store.testimonies import SqlTestimonies
from archive.store.withdrawals import SqlWithdrawals

DATABASE_FILE = "heard.db"
_DATABASE_SECRET = "heard.db"  # nosec B105 # noqa: S105 - the label of a secret, not the secret


class SqlStore:
    """A ``Store`` on SQLCipher or PostgreSQL. The database is brought up to date when it is opened.

    ``database`` is shared with the log, so that its events commit with what they tell of.
    """

    def __init__(self, database: Database, keys: KeyRing) -> None:
        upgrade(database.engine)
        sealer = Sealer(keys)
        self.database = database
        self._consents = SqlConsents(database, sealer)
        self._testimonies = SqlTestimonies(database, sealer)
        self._attributes = SqlAttributes(database, sealer)
        self._quarantine = SqlQuarantine(database, sealer)
        self._layouts = SqlLayouts(database, sealer)
        self._submissions = SqlSubmissions(database, sealer)
        self._access_requests = SqlAccessRequests(database, sealer)
        self._hints = SqlHints(database, sealer)
        self._fingerprints = SqlFingerprints(database, sealer)
        self._column_choices = SqlColumnChoices(database, sealer)
        self._disclosures = SqlDisclosures(database, sealer)
        self._reviews = SqlReviews(database, sealer)
        self._risks = SqlRisks(database, sealer)
        self._lessons = SqlAllowList(database, sealer)
        self._codings = SqlCodings(database, sealer)
        self._rounds = SqlRounds(database)
        self._memos = SqlMemos(database, sealer)
        self._codebooks = SqlCodebooks(database, sealer)
        self._learnt = SqlTaggerVerdicts(database, sealer)
        self._quotes = SqlQuotes(database, sealer)
        self._accounts = SqlAccounts(database)
        self._organisations = SqlOrganisations(database)
        self._shares = SqlShares(database)
        self._passkeys = SqlPasskeys(database, sealer)
        self._second_factors = SqlSecondFactors(database, sealer)
        self._ceremonies = SqlCeremonies(database)
        self._invitations = SqlInvitations(database, sealer)
        self._withdrawals = SqlWithdrawals(database, sealer)

    @property
    def consents(self) -> SqlConsents:
        """Consent records."""
        return self._consents

    @property
    def testimonies(self) -> SqlTestimonies:
        """Testimonies and their sealed turns."""
        return self._testimonies

    @property
    def attributes(self) -> SqlAttributes:
        """Answers of forms about who speaks."""
        return self._attributes

    @property
    def quarantine(self) -> SqlQuarantine:
        """What waits for a consent."""
        return self._quarantine

    @property
    def layouts(self) -> SqlLayouts:
        """Layouts that people chose for files."""
        return self._layouts

    @property
    def submissions(self) -> SqlSubmissions:
        """Which rows of forms came before."""
        return self._submissions

    @property
    def fingerprints(self) -> SqlFingerprints:
        """Withdrawn words, as keyed fingerprints."""
        return self._fingerprints

    @property
    def column_choices(self) -> SqlColumnChoices:
        """What people said of the columns of forms."""
        return self._column_choices

    @property
    def disclosures(self) -> SqlDisclosures:
        """Figures that were shown."""
        return self._disclosures

    @property
    def reviews(self) -> SqlReviews:
        """Findings, decisions, pseudonyms."""
        return self._reviews

    @property
    def risks(self) -> SqlRisks:
        """What may still single somebody out."""
        return self._risks

    @property
    def allow_list(self) -> SqlAllowList:
        """What reviews taught: words that are no identifiers."""
        return self._lessons

    @property
    def codings(self) -> SqlCodings:
        """Codings and suggestions."""
        return self._codings

    @property
    def rounds(self) -> SqlRounds:
        """Blind rounds."""
        return self._rounds

    @property
    def memos(self) -> SqlMemos:
        """Researchers' notes."""
        return self._memos

    @property
    def codebooks(self) -> SqlCodebooks:
        """The projects' codebooks."""
        return self._codebooks

    @property
    def learnt(self) -> SqlTaggerVerdicts:
        """What verdicts taught the tagger."""
        return self._learnt

    @property
    def quotes(self) -> SqlQuotes:
        """Released quotes."""
        return self._quotes

    @property
    def accounts(self) -> SqlAccounts:
        """Accounts and sessions."""
        return self._accounts

    @property
    def organisations(self) -> SqlOrganisations:
        """The organisations that use the archive."""
        return self._organisations

    @property
    def shares(self) -> SqlShares:
        """Projects that two organisations share."""
        return self._shares

    @property
    def passkeys(self) -> SqlPasskeys:
        """WebAuthn credentials of accounts."""
        return self._passkeys

    @property
    def second_factors(self) -> SqlSecondFactors:
        """Apps that show codes, and recovery codes."""
        return self._second_factors

    @property
    def ceremonies(self) -> SqlCeremonies:
        """WebAuthn exchanges that were begun."""
        return self._ceremonies

    @property
    def invitations(self) -> SqlInvitations:
        """Invitations to an account that nobody has opened yet."""
        return self._invitations

    @property
    def access_requests(self) -> SqlAccessRequests:
        """Requests to read more than a role shows."""
        return self._access_requests

    @property
    def hints(self) -> SqlHints:
        """What readers were told of before."""
        return self._hints

    @property
    def withdrawals(self) -> SqlWithdrawals:
        """Withdrawals on their way or done."""
        return self._withdrawals

    def projects(self) -> frozenset[str]:
        """Every project of which a consent, a testimony, a waiting file or a codebook is kept."""
        kept = (consents, testimonies, quarantine, codebooks)
        with self.database.reading() as connection:
            return frozenset(connection.scalars(union(*(select(t.c.project) for t in kept))))

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing; nesting joins the outer one."""
        return self.database.transaction()

    def close(self) -> None:
        """Let go of files and connections."""
        self.database.close()


def archive_engine(folder: Path, keys: KeyRing) -> Engine:
    """The engine on the encrypted file of an embedded archive: ``folder/heard.db``, made if missing."""
    return embedded_engine(folder / DATABASE_FILE, keys.secret(_DATABASE_SECRET))
