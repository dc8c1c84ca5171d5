"""签约率: from lead to formal contract, the same by page, command, API and on the board."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from lead_makers import make_lead  # noqa: F401 - fixture

from zhuchao.engagements.flows import judge_lead
from zhuchao.figures import selectors as figures
from zhuchao.figures.cli import figure as command
from zhuchao.ledger.flows import verify_fact
from zhuchao.ledger.selectors import newest_judgements
from zhuchao.projects.flows import assign_project, open_from_lead
from zhuchao.projects.models import ContractFact

pytestmark = pytest.mark.django_db


def show(who, *words):
    words = ("show", "signing_rate", "--json", "--as-of", str(timezone.localdate()), *words)
    ran = CliRunner().invoke(command, words, obj={"login": who})
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.output)


@pytest.fixture
def leads(actors, make_lead, sign, voucher_file):  # noqa: F811 - the fixture imported above
    """Six leads of 示例街道一: one signed, one with a framework only, one in talks, and one each to follow, dropped and
    not judged."""
    today = timezone.localdate()
    found = {
        name: make_lead(n) for n, name in enumerate(("signed", "framework", "talks", "follow", "drop", "new"))
    }
    for name, verdict in (("follow", "follow"), ("drop", "drop")):
        judge_lead(actor=actors["officer"], code=found[name], verdict=verdict, reason="示例")
    for name in ("signed", "framework", "talks"):
        found[f"{name} project"] = open_from_lead(
            actor=actors["officer"],
            lead=found[name],
            name=f"示例{name}项目",
            klass="emerging",
            nature="new",
            form="lease",
        )
    sign(found["signed project"], signed_on=today, evidence=[voucher_file("示例合同")])
    sign(found["framework project"], what="framework", number="", signed_on=today)
    return found


def test_leads_that_signed_of_those_that_qualify(client_as, leads):
    """One of the four that are followed or became projects; a framework is no signing. All ways say the same."""
    told = show("officer", "--from", str(timezone.localdate()))
    assert (told["value"], told["numerator"], told["denominator"]) == (25.0, 1.0, 4.0)
    assert told["rows"] == [leads["signed"]]
    assert sorted(told["cohort"]) == sorted(leads[n] for n in ("signed", "framework", "talks", "follow"))
    assert (told["claimed"], told["verified"]) == (1.0, 0.0)
    client, query = client_as("officer"), {"from": str(timezone.localdate())}
    assert client.get("/api/v1/figures/figures/signing_rate", query).json() == told
    page = client.get(reverse("figures:figure", args=["signing_rate"]), query).content.decode()
    assert told["checksum"] in page
    assert reverse("engagements:lead", args=[leads["signed"]]) in page
    board = client.get("/api/v1/projects/board", {"since": str(timezone.localdate())}).json()
    assert {c["definition"]: c["value"] for c in board["cards"]}["signing_rate"] == 25.0
    assert "签约率" in client.get(reverse("projects:board")).content.decode()


def test_all_leads_stand_in_a_definition_of_its_own(leads):
    """One of six when no verdict is asked."""
    told = show("officer", "--definition", "signing_rate.all")
    assert (told["value"], told["denominator"]) == (16.7, 6.0)


def test_a_verified_contract_is_verified_and_the_past_stays(actors, leads):
    """Before the judgement it was only claimed."""
    before = timezone.now().isoformat()
    fact = ContractFact.objects.get(subject=leads["signed project"])
    verify_fact(actor=actors["office_head"], kind="projects_contractfact", code=fact.code, reason="已见原件")
    assert newest_judgements(ContractFact, [fact.code])[fact.code].state == "verified"
    assert (show("centre")["claimed"], show("centre")["verified"]) == (0.0, 1.0)
    assert show("centre", "--known-at", before)["verified"] == 0.0


def test_a_reader_counts_own_leads_and_sees_what_is_left_out(actors, leads):
    """Another office has no leads; who may not see the project any more is told that it is not counted."""
    assert show("other_officer")["value"] is None
    assign_project(actor=actors["centre"], code=leads["signed project"], office="T2")
    assert (show("officer")["value"], show("centre")["value"]) == (0.0, 25.0)
    assert "1 条转成的项目" in figures.compute("signing_rate", actors["officer"]).caveat


def test_nothing_qualified_is_a_blank(actors, make_lead):  # noqa: F811 - the fixture imported above
    """No lead, then one that nobody judged: unverifiable, not nought."""
    assert "没有登记线索" in figures.compute("signing_rate", actors["officer"]).why_blank
    make_lead(1)
    assert "研判" in figures.compute("signing_rate", actors["officer"]).why_blank
