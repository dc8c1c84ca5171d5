"""Leads, introducers and agency contracts to work with."""

from lead_makers import age, become_project, make_contract, make_introducer, make_lead, pdf  # noqa: F401 - fixtures
from meeting_makers import make_event, make_meeting, plan_meeting  # noqa: F401 - fixtures
