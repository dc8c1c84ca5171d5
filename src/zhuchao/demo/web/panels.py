"""What marks a demonstration: the log-ins where one logs in (nobody should go back to the console), the badge."""

from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.demo import selectors
from zhuchao.demo.engine.district import PASSWORD, log_ins
from zhuchao.frame.details import Panel
from zhuchao.frame.shell import DataNote
from zhuchao.terms.actor import Actor


def log_in_panel(actor: Actor) -> Panel | None:
    """The table of log-ins; None outside a demonstration home."""
    if not selectors.is_demonstration():
        return None
    page = reverse("accounts:login")
    rows = [(one, f"{page}?{urlencode({'login': one.login})}") for one in log_ins()]
    return Panel("示例区登录名", "demo/log_ins.html", {"rows": rows, "password": PASSWORD})


def data_note(actor: Actor) -> DataNote | None:
    """For the foot of every page, and the badge on top, whichever registry the demonstration was given."""
    if not selectors.is_demonstration():
        return None
    return DataNote("示例区：单位、人员和在办事项均为示例。", demo=True)
