"""The figures that projects answer, by id, as the slot of figures takes them."""

from collections.abc import Callable

from zhuchao.engagements.selectors import company_names
from zhuchao.figures.engine.calculation import Asked, Calculation, Counted
from zhuchao.projects.selectors import (
    figures,
    figures_inspected,
    figures_leads,
    figures_rates,
    figures_stuck,
)
from zhuchao.projects.selectors.padding import marks
from zhuchao.projects.selectors.projects import project_names
from zhuchao.terms.actor import Actor

_ANSWERS: dict[str, Callable[[Actor, Asked], Counted]] = {
    "signed_count": figures.signed_count,
    "planned_total": figures.planned_total,
    "large_count": figures.large_count,
    "landed_count": figures.landed_count,
    "landing_rate": figures.landing_rate,
    "signed_not_started": figures.signed_not_started,
    "registered_rate": figures.stage_rate,
    "sited_rate": figures.stage_rate,
    "started_rate": figures.stage_rate,
    "completed_rate": figures.stage_rate,
    "produced_rate": figures.stage_rate,
    "reached_rate": figures.stage_rate,
    "listed_rate": figures.stage_rate,
    "money_arrived_rate": figures_rates.money_arrived_rate,
    "fulfilment_rate": figures_rates.fulfilment_rate,
    "inspected_projects": figures_inspected.inspected_projects,
    "leading_share": figures_rates.leading_share,
    "stuck_count": figures_stuck.stuck_count,
    "leader_needed": figures_stuck.leader_needed,
    "plan_overdue": figures_stuck.plan_overdue,
    "money_arrived": figures_stuck.money_arrived,
}


def calculations() -> dict[str, Calculation]:
    """Every figure of projects with the page and the names of its rows; 签约率 counts leads."""
    found = {
        name: Calculation(answer, url_name="projects:detail", names=project_names, marks=marks)
        for name, answer in _ANSWERS.items()
    }
    of_leads = Calculation(figures_leads.signing_rate, url_name="engagements:lead", names=company_names)
    return found | {"signing_rate": of_leads}
