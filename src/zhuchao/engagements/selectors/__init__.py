"""What is read about leads, and for whom."""

from zhuchao.engagements.selectors.duties import duties, my_work, work
from zhuchao.engagements.selectors.facts import (
    figure_answered_in_time,
    history,
    lead_records,
    punctuality,
)
from zhuchao.engagements.selectors.leads import (
    LeadPage,
    LeadView,
    choices,
    companies_in_talks,
    find_leads,
    lead,
    leads_of_company,
    leads_visible_to,
    may_open,
    office_name,
    office_names,
    office_stands,
    open_rows,
    row_for,
    statuses,
)

__all__ = [
    "LeadPage",
    "LeadView",
    "choices",
    "companies_in_talks",
    "duties",
    "figure_answered_in_time",
    "find_leads",
    "history",
    "lead",
    "lead_records",
    "leads_of_company",
    "leads_visible_to",
    "may_open",
    "my_work",
    "office_name",
    "office_names",
    "office_stands",
    "open_rows",
    "punctuality",
    "row_for",
    "statuses",
    "work",
]
