"""The planned history: the same for the same plan, believable, in order, with the flaws it is to have."""

from collections import Counter
from datetime import date, timedelta

import pytest

from zhuchao.demo.engine.acts import CHINA, moment, workday
from zhuchao.demo.engine.ceremonies import CEREMONIES
from zhuchao.demo.engine.district import FOUNDED, OFFICES, OTHER_POSTS, POSTS
from zhuchao.demo.engine.flaws import BURST_DAYS, COUNTS
from zhuchao.demo.engine.history import LAST, PROJECTS, Plan, history
from zhuchao.demo.engine.investors import investor_code, local_code
from zhuchao.demo.engine.lives import STAGES
from zhuchao.demo.engine.portfolio import GREAT, GREAT_SUM
from zhuchao.demo.engine.trades import FORMS, LEADERS, RECORDERS
from zhuchao.demo.engine.words import MARK
from zhuchao.terms import uscc

EQUITY = ("stake", "acquisition", "convertible", "swap")
WITHOUT = {"lease": ("completed",)} | dict.fromkeys(EQUITY, ("filed", "sited", "completed"))
ROUTES = {
    (klass, form): [stage for stage in STAGES if stage not in WITHOUT.get(form, ())]
    for klass, forms in FORMS.items()
    for form in forms
}
PLAN = Plan(7, ROUTES, "330603")
END = moment(LAST, 479)


@pytest.fixture(scope="module")
def lived():
    return history(PLAN, until=END)


@pytest.fixture(scope="module")
def lives(lived):
    return list(lived.lives.values())


def test_the_same_plan_gives_the_same_history(lived):
    assert history(PLAN, until=END) == lived


def test_forty_offices_and_sixty_people():
    people = [*POSTS, *OTHER_POSTS]
    assert len(OFFICES) == 40
    assert len(people) + 3 == 60
    assert len({p.login for p in people}) == len(people)
    assert all("示例" in office.name or "样例" in office.name for office in OFFICES)


def test_acts_come_in_order_by_people_who_hold_posts(lived):
    moments = [act.at for act in lived.acts]
    assert moments == sorted(moments)
    assert moments[0].astimezone(CHINA).date() >= FOUNDED
    assert {act.who for act in lived.acts} <= {p.login for p in (*POSTS, *OTHER_POSTS)}
    logins = {p.login: p.office for p in (*POSTS, *OTHER_POSTS)}
    for office in LEADERS:
        assert logins[RECORDERS.get(office, office)] == office


def test_nothing_is_written_down_before_it_happened(lived):
    for act in lived.acts:
        if (on := act.given.get("on")) is not None:
            assert act.at.astimezone(CHINA).date() >= on, act


def test_what_has_not_come_yet_is_not_done(lived):
    earlier = history(PLAN, until=moment(date(2023, 6, 30), 0))
    assert list(earlier.acts) == list(lived.acts)[: len(earlier.acts)]
    assert earlier.acts[-1].at <= moment(date(2023, 6, 30), 0)


def test_three_hundred_projects_of_every_kind(lives):
    assert len(lives) == PROJECTS
    assert len({life.name for life in lives}) == PROJECTS
    for kind in ("klass", "nature", "form"):
        assert min(Counter(getattr(life, kind) for life in lives).values()) >= 5
    assert {life.klass for life in lives} == set(FORMS)
    assert {stage for life in lives for stage in life.days} == set(STAGES)


def test_every_investor_is_invented_and_marked(lives):
    codes = {investor_code(life.investor) for life in lives}
    assert len(codes) == PROJECTS - 1  # two projects share one investor
    for life in lives:
        assert MARK in life.name and MARK in life.investor.name
        for code in (investor_code(life.investor), local_code(life.investor, "330603")):
            assert uscc.fault(code) == "" and code[8:10] == "XY"


def test_ceremonies_and_the_great_one(lives):
    held = Counter(life.event for life in lives if life.event)
    assert held == {key: count for key, (_, count) in CEREMONIES.items()}
    great = [life.sum_wan for life in lives if life.event == GREAT]
    assert (len(great), sum(great)) == (19, GREAT_SUM)


def test_some_stand_still_and_some_are_given_up(lives):
    signed = [life for life in lives if "signed" in life.days]
    waiting = [life for life in signed if "started" not in life.days and not life.exit]
    assert 210 <= len(signed) <= 230
    assert 20 <= len(waiting) <= 40
    ages = {(LAST - life.days["signed"]).days // 365 for life in waiting}
    assert {0, 1, 2} <= ages
    assert 40 <= sum(life.exit is not None for life in lives) <= 50


def test_stages_come_in_the_order_of_the_route_but_where_it_is_a_flaw(lives):
    for life in lives:
        days = [life.days[stage] for stage in ROUTES[life.klass, life.form] if stage in life.days]
        if "out-of-order" in life.flaws:
            assert days != sorted(days)
        else:
            assert days == sorted(days)
        assert set(life.days) <= set(ROUTES[life.klass, life.form])
        assert all(day <= LAST for day in days)


def test_every_flaw_is_there(lived, lives):
    found = Counter(flaw for life in lives for flaw in life.flaws)
    assert found == COUNTS | {"two-offices": 2}
    late = [
        act
        for act in lived.acts
        if act.verb == "advance" and act.at.astimezone(CHINA).date() - act.given["on"] >= timedelta(days=60)
    ]
    assert len(late) >= COUNTS["late"] // 2
    burst = [act for act in lived.acts if act.at.astimezone(CHINA).date() in BURST_DAYS]
    assert len(burst) >= 20


def test_padded_projects_show_how_they_were_padded(lived):
    padded = {flaw: key for key, life in lived.lives.items() for flaw in life.flaws}
    money = [
        act.given["voucher"]
        for act in lived.acts
        if act.verb == "money" and act.key == padded["padded-money"]
    ]
    there, back = money[0], next(v for v in money if v.number.endswith("F"))
    assert (back.payer, back.payee, back.wan) == (there.payee, there.payer, there.wan)
    assert (back.day - there.day).days <= 10
    texts = [
        act.given["kind"]
        for act in lived.acts
        if act.verb == "contract" and act.key == padded["padded-framework"]
    ]
    assert texts.index("framework") < texts.index("formal")
    twice = [act.given for act in lived.acts if act.verb == "contract" and act.key == padded["signed-twice"]]
    assert len({given["event"] for given in twice if given["kind"] == "formal"}) == 2


def test_about_two_thousand_meetings_and_few_without_any(lived):
    met = Counter(act.key for act in lived.acts if act.verb == "meeting")
    assert 1_900 <= met.total() <= 2_300
    unmet = {key for key, life in lived.lives.items() if "no-engagement" in life.flaws}
    assert len(unmet) == 2 and not unmet & met.keys()
    held = [act.given["meeting"] for act in lived.acts if act.verb == "meeting"]
    decided = [m for m in held if m.kind == "appraisal"]
    assert decided and all(sum(m.votes) == m.ours for m in decided)
    assert any(m.dissent for m in decided) and any(m.follow_up for m in decided)


def test_a_slice_is_a_part_of_the_whole():
    few = history(Plan(7, ROUTES, "330603", 12), until=END)
    assert len(few.lives) == 12
    assert any(life.flaws for life in few.lives.values())


def test_office_hours():
    assert moment(date(2024, 5, 17), 0).isoformat() == "2024-05-17T09:00:00+08:00"
    assert moment(date(2024, 5, 17), 480).hour == 9
    assert workday(date(2026, 11, 21)) == date(2026, 11, 23)
