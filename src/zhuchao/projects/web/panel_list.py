"""What stands on the page of a project, by name; each panel says where."""

from collections.abc import Callable

from zhuchao.frame.details import Panel
from zhuchao.projects.selectors import Whole
from zhuchao.projects.web import contracts, data, delays, linking, money, padding, papers, plans, screening

#: Name → the panel of a project that was read already.
OWN: dict[str, Callable[[Whole], Panel]] = {
    "data": data.panel,
    "contracts": contracts.panel,
    "money": money.panel,
    "plan": plans.panel,
    "delays": delays.panel,
    "papers": papers.panel,
    "screening": screening.panel,
    "engagements": linking.project_panel,
    "padding": padding.panel,
}


def panels(its: Whole) -> list[Panel]:
    """The panels of projects themselves, in order."""
    return sorted((panel(its) for panel in OWN.values()), key=lambda p: p.order)
