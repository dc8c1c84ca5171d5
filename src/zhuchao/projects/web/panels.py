"""What projects show in the navigation and on the pages of lower nouns."""

from django.urls import reverse

from zhuchao.frame.details import Panel
from zhuchao.frame.marks import Action
from zhuchao.frame.menu import MenuItem
from zhuchao.projects import selectors
from zhuchao.projects.selectors import Wanted
from zhuchao.terms.actor import Actor

SECTION = "项目"


def menu(actor: Actor) -> list[MenuItem]:
    """The list and the stages for staff; the badge counts what is overdue and the actor's."""
    if not actor.is_staff:
        return []
    late = selectors.find_projects(actor, Wanted(mine=True, overdue=True), limit=0).total
    return [
        MenuItem("项目", "projects:list", SECTION, "briefcase", 10, badge=late or None),
        MenuItem("按阶段", "projects:kanban", SECTION, "layout-kanban", 20),
        MenuItem("台账导入", "projects:imports", SECTION, "file-import", 50),
        MenuItem("评分回看", "projects:back-test", SECTION, "scale", 60),
    ]


def _panel(title: str, found: list[selectors.ProjectView]) -> Panel:
    rows = [
        {
            "url": reverse("projects:detail", args=[p.code]),
            "name": p.name,
            "office_name": p.office_name,
            "stage_name": p.stage_name,
            "state_name": p.state_name,
            "amount_wan": p.amount_wan,
        }
        for p in found
    ]
    return Panel(title, "projects/panel_projects.html", {"projects": rows}, order=15)


def company_panel(actor: Actor, uscc: str) -> Panel | None:
    """The projects of a company that the actor may see."""
    if not actor.is_staff:
        return None
    return _panel("投资项目", selectors.projects_of_company(actor, uscc))


def lead_panel(actor: Actor, code: str) -> Panel | None:
    """The project a lead became, or the way to make it one."""
    if not actor.is_staff:
        return None
    found = selectors.find_projects(actor, Wanted(lead_code=code)).rows
    if found:
        return _panel("转成的项目", list(found))
    refusal = selectors.lead_refusal(actor, code)
    url = reverse("projects:open-from-lead", args=[code])
    action = Action("转为项目", url, icon="arrow-right", refusal=refusal)
    return Panel("项目", "projects/panel_lead.html", {"actions": [action]}, order=5)
