"""The signing list on the page of a ceremony."""

from django.urls import reverse

from zhuchao.frame.details import Panel
from zhuchao.frame.marks import Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects.selectors import signings
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan


def panel(actor: Actor, code: str) -> Panel | None:
    """What was signed there, as far as the actor sees the projects; none on other events."""
    found = signings.signings(actor, code)
    if not found.rows and code not in dict(signings.ceremonies(actor)):
        return None
    rows = [
        [
            Cell(row.name, reverse("projects:detail", args=[row.code])),
            row.company_name,
            row.what_name,
            row.number or "—",
            row.amount_wan,
            Tag(f"重复签约：{row.repeated}", "red") if row.repeated else Tag("首次", "green"),
        ]
        for row in found.rows
    ]
    headings = ("项目", "投资方", "种类", "合同编号", "金额（万元）", "是否重复")
    context = {
        "signed": Table(headings, rows),
        "formal": found.formal,
        "sum": printed_wan(found.formal_wan),
        "repeated": found.repeated,
    }
    return Panel("签约项目", "projects/panel_signings.html", context, order=20, wide=True)
