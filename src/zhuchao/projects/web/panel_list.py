"""What stands on the page of a project, by name."""

from collections.abc import Callable

from zhuchao.frame.details import Panel
from zhuchao.projects.web import contracts, delays, linking, money, padding, papers, plans, screening
from zhuchao.terms.actor import Actor

#: Name → ``fn(actor, project_code)``; each panel says where it stands.
PROJECT: dict[str, Callable[[Actor, str], Panel | None]] = {
    "contracts": contracts.panel,
    "money": money.panel,
    "plan": plans.panel,
    "delays": delays.panel,
    "screening": screening.panel,
    "engagements": linking.project_panel,
    "papers": papers.panel,
    "padding": padding.panel,
}
