"""The signing list of a ceremony, and what of it had been signed before."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.engagements.flows import cancel_event, hold_event, plan_event
from zhuchao.projects.cli import projects as command
from zhuchao.projects.selectors.signings import ceremonies, signings
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
OTHER = "91330106MA2CFLDG4R"


@pytest.fixture
def ceremony(actors):
    """``ceremony(day, kind="ceremony")``: the code of an event that the centre held."""

    def made(day=DAY, kind="ceremony"):
        code = plan_event(
            actor=actors["centre"], kind=kind, title=f"示例集中签约{day}", planned_on=day, office="C"
        )
        hold_event(actor=actors["centre"], code=code, held_on=day)
        return code

    return made


@pytest.fixture
def invested(make_project):
    """``invested(name, uscc="", actor="officer")``: a project of a company."""

    def made(name, uscc="", actor="officer"):
        return make_project(actor, name=name, uscc=uscc, company_name=f"{name}投资方")

    return made


def test_the_list_counts_formal_contracts(actors, ceremony, invested, sign):
    """A framework is on the list and is no signing."""
    event = ceremony()
    sign(invested("示例甲项目"), event_code=event)
    sign(invested("示例乙项目"), event_code=event, what="framework", number="")
    found = signings(actors["officer"], event)
    assert [(r.name, r.repeated) for r in found.rows] == [("示例甲项目", ""), ("示例乙项目", "")]
    assert (found.formal, found.formal_wan, found.repeated) == (1, Decimal(12000), 0)


def test_what_was_signed_before_is_a_repeat(actors, ceremony, invested, sign):
    """A contract earlier than the ceremony, or a text of the project or its company signed at an earlier one."""
    first, event = ceremony(DAY - timedelta(days=300)), ceremony()
    signed, framed, same = invested("示例甲项目"), invested("示例乙项目"), invested("示例丙项目", OTHER)
    sign(signed, signed_on=DAY - timedelta(days=60))
    sign(framed, signed_on=DAY - timedelta(days=300), event_code=first, what="framework", number="")
    sign(invested("示例丁项目", OTHER), signed_on=DAY - timedelta(days=20))
    for code in (signed, framed, same):
        sign(code, event_code=event)
    found = signings(actors["officer"], event)
    told = {r.name: r.repeated for r in found.rows}
    assert told == {
        "示例甲项目": "本项目已于 2025-04-04 签订正式合同",
        "示例乙项目": f"本项目曾于 2024-08-07 在“示例集中签约{DAY - timedelta(days=300)}”上签约",
        "示例丙项目": "同一企业已于 2025-05-14 签订正式合同",
    }
    assert found.repeated == 3
    assert signings(actors["officer"], first).repeated == 0


def test_a_repeat_is_judged_by_all_that_is_known(actors, ceremony, invested, sign):
    """Each sees the own projects; an earlier contract of another office counts and is told by its day only."""
    event = ceremony()
    sign(
        invested("示例外单位项目", OTHER, "other_officer"), "other_officer", signed_on=DAY - timedelta(days=9)
    )
    sign(invested("示例甲项目", OTHER), event_code=event)
    found = signings(actors["officer"], event)
    assert [r.repeated for r in found.rows] == ["同一企业已于 2025-05-25 签订正式合同"]
    assert signings(actors["other_officer"], event).rows == []
    assert signings(actors["leader"], event).formal == 1


def test_only_a_ceremony_is_chosen(actors, ceremony, invested, sign):
    """Another event, or one that was called off, is no ceremony."""
    fair = ceremony(kind="fair")
    off = plan_event(
        actor=actors["centre"], kind="ceremony", title="示例取消的签约", planned_on=DAY, office="C"
    )
    cancel_event(actor=actors["centre"], code=off, reason="改期")
    assert ceremonies(actors["officer"]) == []
    for event, said in ((fair, "不是集中签约"), (off, "已取消"), ("nothing", "没有这场")):
        with pytest.raises(Refused, match=said):
            sign(invested(f"示例{said}项目"), event_code=event)


def test_page_api_and_command_say_the_same(client_as, ceremony, invested, sign):
    """The event's page, REST and the command line."""
    event, code = ceremony(), invested("示例甲项目")
    sign(code, signed_on=DAY - timedelta(days=60))
    client = client_as("officer")
    url = reverse("engagements:event", args=[event])
    assert "还没有登记在这场仪式上签订的合同" in client.get(url).content.decode()
    form = reverse("projects:record-contract", args=[code])
    assert f"{DAY} 示例集中签约{DAY}" in client.get(form).content.decode()
    sign(code, event_code=event)
    shown = client.get(url).content.decode()
    assert "重复签约：本项目已于 2025-04-04 签订正式合同" in shown
    assert reverse("projects:detail", args=[code]) in shown
    told = client.get(f"/api/v1/projects/events/{event}/signings").json()
    assert (told["formal"], told["repeated"]) == (1, 1)
    run = CliRunner().invoke(command, ["signings", event, "--json"], obj={"login": "officer"})
    assert json.loads(run.output)["rows"][0]["repeated"] == told["rows"][0]["repeated"]
    assert (
        "签约项目"
        not in client.get(reverse("engagements:event", args=[ceremony(kind="fair")])).content.decode()
    )
