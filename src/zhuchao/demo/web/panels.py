"""The demonstration's log-ins on the log-in page: nobody should have to go back to the console for them."""

from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.demo import selectors
from zhuchao.demo.engine.district import PASSWORD, log_ins
from zhuchao.frame.details import Panel
from zhuchao.terms.actor import Actor


def log_in_panel(actor: Actor) -> Panel | None:
    """The table of log-ins; None outside a demonstration home."""
    if not selectors.is_demonstration():
        return None
    page = reverse("accounts:login")
    rows = [(one, f"{page}?{urlencode({'login': one.login})}") for one in log_ins()]
    return Panel("示例区登录名", "demo/log_ins.html", {"rows": rows, "password": PASSWORD})
