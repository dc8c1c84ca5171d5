"""The fixtures of reports (tests/invented/report_fixtures.py)."""

from report_fixtures import ask, book, drafter, form, issue, workbook  # noqa: F401 - fixtures
