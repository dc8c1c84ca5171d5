"""What is still to be done after the password before anything else is open."""

from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY

from zhuchao.accounts import selectors
from zhuchao.terms.actor import Actor

#: The post chosen in this session.
POST_KEY = "post-code"
#: ``token``, ``password``, ``enrol`` or empty; kept in the session.
GATE_KEY = "gate"
GATES = {"token": "accounts:token", "password": "accounts:password", "enrol": "accounts:enrol"}


def set_gate(request: HttpRequest, actor: Actor) -> str:
    """Write down which step comes next: the one-time code, a password of one's own, or enrolling a device
    that the role needs; empty when the log-in is complete."""
    request.session[GATE_KEY] = _next(request, actor)
    return str(request.session[GATE_KEY])


def _next(request: HttpRequest, actor: Actor) -> str:
    factor = selectors.second_factor(actor)
    if factor.has and DEVICE_ID_SESSION_KEY not in request.session:
        return "token"
    if selectors.must_change_password(actor):
        return "password"
    return "enrol" if factor.needed and not factor.has else ""
