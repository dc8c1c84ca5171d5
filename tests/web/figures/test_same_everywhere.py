"""Page, API, command line and export show one figure: the same value, the same codes, the same checksum."""

import csv
import io
import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao import slots
from zhuchao.engagements import flows
from zhuchao.engagements.models import LeadFact
from zhuchao.figures import selectors
from zhuchao.figures.cli import figure as command
from zhuchao.figures.engine.calculation import Calculation, Counted
from zhuchao.ledger.flows import add_evidence, verify_fact, void_fact
from zhuchao.slots import Slot
from zhuchao.terms.refusal import Refused
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db

FIGURE = "leads_answered_in_time"
#: Far enough that every clock of a lead registered today has run out.
LATER = timezone.localdate() + timedelta(days=30)


def code_of(number):
    first17 = f"91990000{number:09d}"
    return first17 + check_character(first17)


def opened(actor, number):
    name = f"示例{number}号织造有限公司"
    return flows.open_lead(actor=actor, uscc=code_of(number), company_name=name, source="visit")


@pytest.fixture
def leads(actors):
    """Two answered in time (the second's answer verified), one never answered, one of another office."""
    codes = [opened(actors["officer"], n) for n in (1, 2, 3)]
    for code in codes[:2]:
        flows.answer_lead(actor=actors["officer"], code=code, note="已电话联系")
    answer = LeadFact.objects.get(subject=codes[1], what="answered")
    file = add_evidence(actor=actors["office_head"], stream=io.BytesIO(b"%PDF-1.4 x"), name="函.pdf")
    verify_fact(actor=actors["office_head"], kind=LeadFact._meta.db_table, code=answer.code, evidence=[file])
    return [*codes, opened(actors["other_officer"], 4)]


def by_command(who, *words):
    ran = CliRunner().invoke(
        command, ["show", FIGURE, "--as-of", LATER.isoformat(), "--json", *words], obj={"login": who}
    )
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.output)


def by_api(client, **asked):
    answer = client.get(f"/api/v1/figures/figures/{FIGURE}", {"as_of": LATER.isoformat(), **asked})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def page_of(client, **asked):
    answer = client.get(reverse("figures:figure", args=[FIGURE]), {"as_of": LATER.isoformat(), **asked})
    assert answer.status_code == 200
    return answer


def exported(client, **asked):
    answer = page_of(client, export="csv", **asked)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("who", "numerator", "cohort"),
    [("officer", 2, 3), ("office_head", 2, 3), ("other_officer", 0, 1), ("centre", 2, 4), ("leader", 2, 4)],
)
def test_all_ways_agree(client_as, leads, who, numerator, cohort):
    """For every asker their own figure, the same by each way in."""
    client = client_as(who)
    api, told = by_api(client), by_command(who)
    assert api == told
    assert (api["numerator"], api["denominator"]) == (numerator, cohort)
    assert len(api["cohort"]) == cohort and set(api["rows"]) <= set(api["cohort"])
    page = page_of(client).content.decode()
    assert f"<b>{api['value']:g}</b>" in page and api["checksum"] in page
    listed = {cell for row in exported(client) for cell in row}
    for code in leads:
        assert (code in page) is (code in api["cohort"]) is (code in listed)
        assert (reverse("engagements:lead", args=[code]) in page) is (code in api["cohort"])


def test_the_parts(client_as, leads):
    """66.7 % = 2 of 3, one of the two verified."""
    found = by_api(client_as("officer"))
    assert (found["value"], found["claimed"], found["verified"]) == (66.7, 1, 1)
    assert found["rows"] == sorted(leads[:2])
    assert (found["definition"], found["version"], found["unit"]) == (FIGURE, "1", "%")


def test_an_earlier_moment_recomputes_what_was_known_then(client_as, actors, leads):
    """Before it was verified the answer was claimed; after it is voided it does not count, but did before."""
    client = client_as("officer")
    moments = LeadFact.objects.filter(subject=leads[1], what="answered").values_list("recorded_at", flat=True)
    then = by_api(client, known_at=moments[0].isoformat())
    assert (then["claimed"], then["verified"]) == (2, 0)
    now = timezone.now()
    first = LeadFact.objects.get(subject=leads[0], what="answered")
    void_fact(actor=actors["officer"], kind=LeadFact._meta.db_table, code=first.code, reason="录错了线索")
    assert by_api(client)["rows"] == [leads[1]]
    assert by_api(client, known_at=now.isoformat())["rows"] == sorted(leads[:2])


def test_the_checksum_changes_with_any_part(client_as, leads):
    """Same question, same checksum; another office, another."""
    client = client_as("centre")
    assert by_api(client)["checksum"] == by_api(client)["checksum"]
    assert by_api(client)["checksum"] != by_api(client, office="T1")["checksum"]


def test_a_lead_passed_on_after_its_day_stays_with_who_held_it(client_as, actors, leads, monkeypatch):
    """It counts for the office that had it when it fell due; whoever cannot open it any more sees no name."""
    row = LeadFact.objects.get(subject=leads[2], what="opened")
    monkeypatch.setattr(timezone, "localdate", lambda *_: row.happened_on + timedelta(days=20))
    flows.assign_lead(actor=actors["centre"], code=leads[2], office="T2")
    monkeypatch.undo()
    assert leads[2] in by_api(client_as("officer"))["cohort"]
    assert leads[2] not in by_api(client_as("other_officer"))["cohort"]
    page = page_of(client_as("officer")).content.decode()
    assert reverse("engagements:lead", args=[leads[2]]) not in page
    assert "示例3号" not in page and "已不属您可查看的单位" in page


def test_what_cannot_be_computed_says_so_everywhere(client_as, monkeypatch):
    """无法核实 and why: on the page, in JSON, on the command line."""
    slots.register(Slot.FIGURE, FIGURE, Calculation(lambda _actor, _asked: Counted.blank("示例缺数据")))
    try:
        client = client_as("officer")
        found = by_api(client)
        assert (found["value"], found["why_blank"]) == (None, "示例缺数据")
        assert found == by_command("officer")
        page = page_of(client).content.decode()
        assert "无法核实" in page and "示例缺数据" in page
        ran = CliRunner().invoke(
            command, ["show", FIGURE, "--as-of", LATER.isoformat()], obj={"login": "officer"}
        )
        assert "无法核实（示例缺数据）" in ran.output
    finally:
        from django.apps import apps

        apps.get_app_config("engagements").ready()


def test_a_definition_without_a_calculation_is_blank(actors, monkeypatch):
    """A definition may stand in the rulebook before the product can count it."""
    entry = next(e for e in slots.entries(Slot.FIGURE) if e.name == FIGURE)
    slots.unregister(Slot.FIGURE, FIGURE)
    try:
        found = selectors.compute(FIGURE, actors["officer"], as_of=LATER)
        assert found.value is None and "还没有" in found.why_blank
        assert selectors.rows(actors["officer"], found) == []
    finally:
        slots.register(Slot.FIGURE, FIGURE, entry.answer)


def test_the_command_line_by_definition_and_in_words(leads):
    """``--definition`` names one of the figure's own; without ``--json`` it reads as a sentence."""
    assert by_command("officer", "--definition", FIGURE)["definition"] == FIGURE
    with pytest.raises(Refused, match="不是指标"):
        by_command("officer", "--definition", "targets_on_list")
    ran = CliRunner().invoke(
        command, ["show", FIGURE, "--as-of", LATER.isoformat()], obj={"login": "officer"}
    )
    assert "线索按期首次答复率：66.7 %" in ran.output and "分子 2，分母 3，已核实 1，仅申报 1" in ran.output
    assert "示例1号织造有限公司" in ran.output
