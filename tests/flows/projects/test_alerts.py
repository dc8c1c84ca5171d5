"""Projects that ask to be looked at."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhuchao.projects.engine.alerts import ALERTS, alerts_of
from zhuchao.projects.flows import leave_project, note_delay, set_plan
from zhuchao.projects.models import Project
from zhuchao.projects.selectors.alerts import alert_counts, alerts, days_of
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
OPENED = date(2025, 1, 6)
#: A lead is overdue after 45 days.
DUE = OPENED + timedelta(days=45)


def kinds(page):
    return {a.kind for a in page.rows}


def test_a_stage_that_is_overdue(actors, make_project):
    """From the day after it was due; unreported from a week later on, unless its cause was noted."""
    code = make_project()
    officer = actors["officer"]
    assert Project.objects.get(code=code).due == DUE
    assert "stage-overdue" not in kinds(alerts(officer, today=DUE))
    assert kinds(alerts(officer, today=DUE + timedelta(days=1), kinds=["stage-overdue"])) == {"stage-overdue"}
    late = DUE + timedelta(days=8)
    assert kinds(alerts(officer, today=late)) == {"stage-overdue", "unreported", "silent"}
    note_delay(actor=officer, code=code, cause="market", since=DUE)
    assert kinds(alerts(officer, today=late)) == {"stage-overdue"}


def test_a_silent_one(actors, make_project):
    """Two weeks without a sign of life; any act is one."""
    make_project()
    day = OPENED + timedelta(days=15)
    found = alerts(actors["officer"], today=day)
    assert [(a.kind, a.days, a.text) for a in found.rows] == [("silent", 15, f"自 {OPENED} 起 15 天没有动态")]
    assert not alerts(actors["officer"], today=day - timedelta(days=1)).rows


def test_the_plan_near_and_past(actors, make_project):
    """A week before it is due, and after."""
    code = make_project()
    officer, due = actors["officer"], date(2025, 7, 1)
    given = {"what": "duty", "title": "交付场地", "side": "government", "said_on": date(2025, 6, 20)}
    set_plan(actor=officer, code=code, due_on=due, **given)
    asked = ["plan-soon", "plan-overdue"]
    for days, kind in ((8, set()), (7, {"plan-soon"}), (0, {"plan-soon"}), (-1, {"plan-overdue"})):
        found = alerts(officer, today=due - timedelta(days=days), kinds=asked)
        assert kinds(found) == kind
    assert "今天到期" in alerts(officer, today=due, kinds=asked).rows[0].text


def test_who_is_not_pursued_does_not_ask(actors, make_project):
    """Shelved and ended ones are quiet."""
    codes = [make_project(), make_project(name="示例项目二")]
    leave_project(what="shelved", actor=actors["office_head"], code=codes[0], reason="market")
    leave_project(what="ended", actor=actors["office_head"], code=codes[1], reason="market")
    assert alerts(actors["officer"]).total == 0


def test_who_sees_them(actors, make_project):
    """Each office its own, the district all; mine are those of the own office and post."""
    make_project()
    make_project("other_officer", name="示例项目二")
    day = OPENED + timedelta(days=20)
    seen = {name: alerts(actor, today=day).total for name, actor in actors.items()}
    assert seen == {
        "officer": 1,
        "office_head": 1,
        "other_officer": 1,
        "other_head": 1,
        "centre": 2,
        "department": 0,
        "leader": 2,
        "assessor": 2,
        "system_admin": 0,
        "security_admin": 0,
        "audit_admin": 0,
    }
    assert alerts(actors["centre"], today=day, mine=True).total == 0
    assert alerts(actors["officer"], today=day, mine=True).total == 1


def test_pages_and_counts(actors, make_project):
    """The longest due first, page by page; the counts are those of the whole."""
    for n in range(5):
        make_project(name=f"示例项目{n}", opened_on=OPENED + timedelta(days=n))
    day = DUE + timedelta(days=30)
    officer = actors["officer"]
    assert alert_counts(officer, today=day) == {
        "stage-overdue": 5,
        "plan-overdue": 0,
        "unreported": 5,
        "silent": 5,
        "plan-soon": 0,
    }
    whole = alerts(officer, today=day, limit=100)
    assert [a.day for a in whole.rows] == sorted(a.day for a in whole.rows)
    pages = [a for start in range(0, 15, 4) for a in alerts(officer, today=day, offset=start, limit=4).rows]
    assert pages == list(whole.rows)
    assert alerts(officer, today=day, limit=0).total == 15


def test_the_lists_find_what_the_engine_says(actors, make_project):
    """For every project and day the set of alerts is that of the engine."""
    officer = actors["officer"]
    codes = [make_project(name=f"示例项目{n}", opened_on=OPENED + timedelta(days=9 * n)) for n in range(4)]
    note_delay(actor=officer, code=codes[0], cause="land", since=OPENED)
    given = {"what": "duty", "title": "交付场地", "side": "government", "said_on": OPENED}
    set_plan(actor=officer, code=codes[1], due_on=date(2025, 3, 20), **given)
    for day in (OPENED + timedelta(days=n) for n in range(0, 120, 3)):
        told = {(a.code, a.kind) for a in alerts(officer, today=day, limit=100).rows}
        at = days_of(day)
        said = {
            (p.code, kind)
            for p in Project.objects.all()
            for kind in alerts_of(
                at,
                due=p.due,
                plan_due=p.plan_due,
                last_contact_on=p.last_contact_on,
                blocked=p.blocked_since is not None,
                may_be_silent=True,
            )
        }
        assert told == said


def test_the_same_few_queries(actors, make_project):
    """However many projects there are."""
    day = DUE + timedelta(days=30)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            alerts(actors["officer"], today=day)
        return len(captured)

    counts = []
    for n in range(2):
        for k in range(2 if n == 0 else 20):
            make_project(name=f"示例项目{n}-{k}")
        counts.append(asked())
    assert counts[0] == counts[1] <= 7


def test_refuses_an_unknown_kind(actors):
    """Kinds are those of the list."""
    with pytest.raises(Refused, match="没有提醒种类"):
        alerts(actors["officer"], kinds=["gossip"])
    assert "silent" in ALERTS
