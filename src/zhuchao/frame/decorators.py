"""Who may open a page: logged in, and with one of the roles. The rights of records stay with the selectors."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url

from zhuchao.terms.actor import ROLE_NAMES, STAFF_ROLES, Actor, Role
from zhuchao.terms.refusal import forbidden

View = Callable[..., HttpResponseBase]


class ActorRequest(HttpRequest):
    """The request inside a decorated view: ``request.actor`` is there and is an Actor."""

    actor: Actor


def page(*roles: Role) -> Callable[[View], View]:
    """Log-in and one of ``roles`` needed (any role at all when none is named).

    An actor who holds no role sees a page that says what to do; a wrong role is refused with 403.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None:
                return _to_login(request)
            if not actor.roles:
                return render(request, "frame/no_role.html", status=403)
            if roles and not actor.has(*roles):
                raise forbidden("frame.role", _why(actor, roles))
            return view(request, *args, **kwargs)

        return checked

    return decorate


def _why(actor: Actor, roles: tuple[Role, ...]) -> str:
    held = "、".join(ROLE_NAMES[r] for r in sorted(actor.roles))
    if frozenset(roles) >= STAFF_ROLES:
        return f"本页供办理业务的岗位使用，您现以“{held}”身份登录"
    allowed = "、".join(ROLE_NAMES[r] for r in roles)
    return f"本页供“{allowed}”使用，您现以“{held}”身份登录"


def _to_login(request: HttpRequest) -> HttpResponse:
    login = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request"):
        # A fragment must not swap a log-in page into the middle of a list.
        return HttpResponse(status=401, headers={"HX-Redirect": f"{login}?next={quote(request.path)}"})
    return redirect(f"{login}?next={quote(request.get_full_path())}")


#: Pages of business records: every staff role; administrators and enterprises are refused.
staff_page = page(*sorted(STAFF_ROLES))
