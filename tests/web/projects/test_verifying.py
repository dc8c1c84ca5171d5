"""What others recorded waits for a second person: on the desk, on its page, by API and by command."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.ledger.flows import dispute_fact, verify_fact, void_fact
from zhuchao.projects.cli import projects as command
from zhuchao.projects.selectors.unverified import unverified
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorded(make_project, sign, pay, voucher_file):
    """A contract and a voucher by the officer of 示例街道一, a voucher by the centre."""
    code = make_project()
    contract = sign(code, evidence=[voucher_file("示例合同")])
    return {
        "code": code,
        "contract": contract,
        "mine": pay(code),
        "theirs": pay(code, "centre", voucher_no="2"),
    }


def told(client, **query):
    return [row["fact"] for row in client.get("/api/v1/projects/unverified", query).json()["rows"]]


def test_each_sees_what_others_recorded(client_as, recorded):
    """The officer only the centre's voucher, the head all three, another office and the administrators none."""
    contract, mine, theirs = recorded["contract"], recorded["mine"], recorded["theirs"]
    assert told(client_as("officer")) == [theirs]
    assert told(client_as("office_head")) == [contract, mine, theirs]
    assert told(client_as("centre")) == [contract, mine]
    assert told(client_as("other_head")) == []
    assert client_as("audit_admin").get("/api/v1/projects/unverified").status_code == 403
    ran = CliRunner().invoke(
        command, ["unverified", "--kind", "money", "--json"], obj={"login": "office_head"}
    )
    assert [row["fact"] for row in json.loads(ran.output)] == [mine, theirs]


def test_the_page_leads_to_the_record_and_turns_its_pages(client_as, recorded):
    """The title leads to the judgement, the project to its page; one a page, there is a second page."""
    client = client_as("office_head")
    text = client.get(reverse("projects:to-verify")).content.decode()
    judge = [recorded["code"], "projects_contractfact", recorded["contract"]]
    assert reverse("projects:judge-fact", args=judge) in text
    assert reverse("projects:detail", args=[recorded["code"]]) in text
    assert told(client, limit=1, offset=1) == [recorded["mine"]]
    assert told(client, kind="stage") == []
    of_money = client.get(reverse("projects:to-verify"), {"kind": "money"}).content.decode()
    assert "示例投资有限公司" in of_money
    assert "正式合同" not in of_money


def test_the_desk_counts_them_for_who_has_them_to_verify(client_as, recorded):
    """Offices and the centre; a leader reads and has nothing to verify."""
    link = reverse("projects:to-verify")
    for who, many in (("officer", 1), ("office_head", 3), ("centre", 2), ("other_head", 0), ("leader", 0)):
        text = client_as(who).get(reverse("accounts:desk")).content.decode()
        assert (link in text) is bool(many), who
        assert not many or f"{many} 条项目记录待核实" in text, who


def test_what_was_judged_leaves(actors, client_as, recorded):
    """Verified and voided ones leave; a disputed one stays and says so."""
    contract, mine, theirs = recorded["contract"], recorded["mine"], recorded["theirs"]
    kinds = {contract: "projects_contractfact", mine: "projects_moneyfact", theirs: "projects_moneyfact"}
    verify_fact(actor=actors["office_head"], kind=kinds[contract], code=contract)
    void_fact(actor=actors["officer"], kind=kinds[mine], code=mine, reason="录错")
    dispute_fact(actor=actors["office_head"], kind=kinds[theirs], code=theirs, reason="金额不符")
    found = client_as("office_head").get("/api/v1/projects/unverified").json()
    assert [(row["fact"], row["standing"]) for row in found["rows"]] == [(theirs, "disputed")]
    assert found["total"] == 1


def test_an_unknown_kind_is_refused(actors):
    """With the kinds there are."""
    with pytest.raises(Refused, match="到位资金（money）"):
        unverified(actors["centre"], kind="paper")
