"""One's own account, for every role: what one comes in with, and where one is signed in.

Secrets are shown once, in the answer that makes them: recovery codes and the secret of an app stand in no
address and no log. What changes how somebody comes in is open for ten minutes after coming in, and a new
second factor ends every other session.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import RedirectResponse, Response

from archive.access.policy.roles import SECOND_FACTOR
from archive.errors import Refused, UsageError
from archive.model import Way
from archive.oversight import accounts as oversight_accounts
from archive.oversight import passkeys, second_factors
from archive.oversight import sessions as oversight_sessions
from archive.web.html import page
from archive.web.pages.forms import CodeForm, CodesForm, PasskeyForm, PasswordForm, SessionForm
from archive.web.passkey_address import why_not
from archive.web.quick_response import qr_path
from archive.web.viewer import COOKIE, Fresh, Party, SignedIn, Work, set_cookie


def account(request: Request, work: Work, present: SignedIn, party: Party) -> Response:
    """The page itself."""
    return _account(request, work, present, party)


def _account(
    request: Request, work: Work, present: SignedIn, party: Party, sentence: str = "", status: int = 200
) -> Response:
    mine = present.account
    return page(
        request, "account.html", status,
        sentence=sentence,
        projects=sorted(mine.projects),
        lacks=present.lacks_factor,
        takes=mine.role in SECOND_FACTOR,
        recovered=present.session.way is Way.RECOVERY,
        factors=second_factors.factors_of(work),
        passkeys=passkeys.own_passkeys(work),
        sessions=oversight_sessions.own_sessions(work, present),
        why_not=why_not(party, request.headers.get("host", "")),
        shortest=oversight_accounts.SHORTEST,
        most=passkeys.LONGEST_LABEL,
    )  # fmt: skip


def password(
    request: Request, work: Work, present: SignedIn, party: Party, form: Annotated[PasswordForm, Form()]
) -> Response:
    """Choose one's own password; every session ends, so the door comes next."""
    try:
        oversight_accounts.change_password(work.archive, work.viewer.user, form.old, form.new)
    except (UsageError, Refused) as error:
        return _account(request, work, present, party, str(error), 400)
    return RedirectResponse("/", 303)


def begin_app(request: Request, work: Work, present: Fresh) -> Response:
    """Show what an app has to be given, once."""
    return _app(request, second_factors.begin_app(work))


def _app(request: Request, new: second_factors.NewApp, sentence: str = "", status: int = 200) -> Response:
    picture = qr_path(new.address)
    secret = " ".join(new.secret[i : i + 4] for i in range(0, len(new.secret), 4))
    return page(request, "app.html", status, sentence=sentence, picture=picture, secret=secret)


def confirm_app(request: Request, work: Work, present: Fresh, form: Annotated[CodeForm, Form()]) -> Response:
    """Use the app from now on. Whoever has no recovery codes gets them; every other session ends."""
    try:
        second_factors.confirm_app(work, form.code)
    except UsageError as error:
        pending = second_factors.pending_app(work)
        if pending is None:
            raise
        return _app(request, pending, str(error), 400)
    if second_factors.factors_of(work).codes_left:
        response: Response = RedirectResponse("/account", 303)
    else:
        response = page(request, "recovery_codes.html", codes=second_factors.make_codes(work))
    return renewed(work, present, response, Way.TOTP)


def renewed(work: Work, present: SignedIn, response: Response, way: Way) -> Response:
    """The answer with the token of a new session: it alone is open from here on."""
    set_cookie(response, COOKIE, oversight_sessions.renew(work.archive, present.account, way))
    return response


def remove_app(request: Request, work: Work, present: Fresh, party: Party) -> Response:
    """Forget the app."""
    try:
        second_factors.remove_app(work)
    except UsageError as error:
        return _account(request, work, present, party, str(error), 400)
    return RedirectResponse("/account", 303)


def make_codes(request: Request, work: Work, present: Fresh, party: Party) -> Response:
    """New recovery codes, shown once; those before are void."""
    try:
        codes = second_factors.make_codes(work)
    except UsageError as error:
        return _account(request, work, present, party, str(error), 400)
    return page(request, "recovery_codes.html", codes=codes)


def keep_codes(work: Work, form: Annotated[CodesForm, Form()]) -> Response:
    """The codes that the page has just shown, as a file to keep or to print."""
    codes = second_factors.own_codes(work, form.codes.split())
    lines = [f"Recovery codes of {work.viewer.user} for Heard. Each works once.", "", *codes, ""]
    return Response(
        "\r\n".join(lines),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="heard-recovery-codes.txt"'},
    )


def remove_passkey(
    request: Request, work: Work, present: Fresh, party: Party, form: Annotated[PasskeyForm, Form()]
) -> Response:
    """Forget one passkey."""
    try:
        passkeys.remove(work, form.credential)
    except UsageError as error:
        return _account(request, work, present, party, str(error), 400)
    return RedirectResponse("/account", 303)


def end_sessions(work: Work, present: SignedIn, form: Annotated[SessionForm, Form()]) -> Response:
    """End one session of one's own, or all but this one."""
    oversight_sessions.end_sessions(work, present, form.session or None)
    return RedirectResponse("/account#sessions", 303)
