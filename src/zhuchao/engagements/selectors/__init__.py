"""What is read about leads, and for whom."""

from zhuchao.engagements.selectors.duties import duties, waiting, work
from zhuchao.engagements.selectors.facts import (
    LeadFile,
    LeadStep,
    figure_answered_in_time,
    lead_file,
    lead_records,
    punctuality,
)
from zhuchao.engagements.selectors.judging import FactFile, Judgement, fact_file, fact_row
from zhuchao.engagements.selectors.leads import (
    companies_in_talks,
    company_names,
    find_leads,
    lead,
    leads_of_company,
    leads_visible_to,
    may_open,
    office_stands,
    open_rows,
    row_for,
    statuses,
)
from zhuchao.engagements.selectors.views import LeadPage, LeadView, choices, office_names

__all__ = [
    "FactFile",
    "Judgement",
    "LeadFile",
    "LeadPage",
    "LeadStep",
    "LeadView",
    "choices",
    "companies_in_talks",
    "company_names",
    "duties",
    "fact_file",
    "fact_row",
    "figure_answered_in_time",
    "find_leads",
    "lead",
    "lead_file",
    "lead_records",
    "leads_of_company",
    "leads_visible_to",
    "may_open",
    "office_names",
    "office_stands",
    "open_rows",
    "punctuality",
    "row_for",
    "statuses",
    "waiting",
    "work",
]
