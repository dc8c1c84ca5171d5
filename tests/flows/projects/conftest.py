"""A project of 示例街道一 and what moves it on."""

from made_projects import advance, make_project, paper  # noqa: F401 - fixtures
from meeting_makers import make_event, make_meeting, plan_meeting  # noqa: F401 - fixtures
from paid_projects import pay, sign, voucher_file  # noqa: F401 - fixtures
