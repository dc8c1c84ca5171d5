"""The fixtures of reports (tests/invented/report_fixtures.py), and real projects to count."""

from made_projects import advance, make_project, paper  # noqa: F401 - fixtures
from paid_projects import pay, sign, voucher_file  # noqa: F401 - fixtures
from report_fixtures import ask, book, drafter, form, issue, workbook  # noqa: F401 - fixtures
