"""Homes made by an earlier version are brought up to the present one with what they hold."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

DAY = datetime.date(2026, 3, 30)


def _migrated(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def _at(name):
    return _migrated([("engagements", name)]).get_model("engagements", "Lead")


@pytest.fixture
def back_to_the_present():
    """Whatever a test left, every later test finds the newest tables, without what was made in the old ones."""
    yield
    from zhuchao.engagements.models import Lead

    _migrated(MigrationExecutor(connection).loader.graph.leaf_nodes())
    Lead.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_lead_of_the_first_version_gets_the_last_day_of_its_verdict(back_to_the_present):
    """Three working days after it was opened: the rule of that day; 2026-03-30 is a Monday."""
    before = _at("0001_initial")
    before.objects.create(
        code="L-old", uscc="示例", company_name="示例旧线索公司", opened_on=DAY, answer_due=DAY
    )
    assert _at("0002_lead_judge_due").objects.get(code="L-old").judge_due == datetime.date(2026, 4, 2)


@pytest.mark.django_db(transaction=True)
def test_a_lead_without_reports_owes_one_two_weeks_after_it_was_last_dealt_with(back_to_the_present):
    """Nothing is lost, and no feed-back is asked for that was not asked when the lead was opened."""
    before = _at("0002_lead_judge_due")
    before.objects.create(
        code="L-old",
        uscc="示例",
        company_name="示例旧线索公司",
        source="referral",
        opened_on=DAY,
        answer_due=DAY,
        judge_due=DAY,
        verdict="follow",
    )
    lead = _at("0004_channels").objects.get(code="L-old")
    assert (lead.source, lead.verdict, lead.opened_on) == ("referral", "follow", DAY)
    assert (lead.active_on, lead.report_due) == (DAY, DAY + datetime.timedelta(days=14))
    assert (lead.feed_back_due, lead.introducer_code, lead.source_place) == (None, "", "")
