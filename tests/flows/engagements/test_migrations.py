"""Homes made by an earlier version are brought up to the present one with what they hold."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

DAY = datetime.date(2026, 3, 30)


def _at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("engagements", name)])
    return executor.loader.project_state([("engagements", name)]).apps.get_model("engagements", "Lead")


@pytest.mark.django_db(transaction=True)
def test_a_lead_of_the_first_version_gets_the_last_day_of_its_verdict():
    """Three working days after it was opened: the rule of that day; 2026-03-30 is a Monday."""
    try:
        before = _at("0001_initial")
        before.objects.create(
            code="L-old", uscc="示例", company_name="示例旧线索公司", opened_on=DAY, answer_due=DAY
        )
        assert _at("0002_lead_judge_due").objects.get(code="L-old").judge_due == datetime.date(2026, 4, 2)
    finally:
        _at("0002_lead_judge_due").objects.all().delete()
