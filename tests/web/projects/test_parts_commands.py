"""Contracts, vouchers, plans, delays, exits and alerts on the command line."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.projects.cli import projects as command
from zhuchao.projects.models import DelayFact, MoneyFact, PlanFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """``run(*words, login="officer")``: what the command prints; JSON is read."""

    def ran(*words, login="officer"):
        answer = CliRunner().invoke(command, [str(w) for w in words], obj={"login": login})
        if isinstance(answer.exception, Refused):
            raise answer.exception
        assert answer.exit_code == 0, answer.output
        return json.loads(answer.output) if "--json" in words else answer.output

    return ran


@pytest.fixture
def slip(tmp_path):
    """A bank's slip as a file."""
    path = tmp_path / "进账单.txt"
    path.write_text("示例进账单", encoding="utf-8")
    return path


def test_contracts(run, make_project):
    """Record, amend, end, list."""
    code = make_project()
    given = ("--number", "示例招1号", "--amount", "12000", "--signed-on", "2025-06-03")
    contract = run("contract", code, *given, "--json")["code"]
    run("amend-contract", code, contract, "--amount", "15000", "--signed-on", "2025-07-01")
    run("end-contract", code, contract, "--on", "2025-08-01", "--reason", "协商解除")
    (told,) = run("contracts", code, "--json")
    assert (told["amount_wan"], told["ended_on"], len(told["texts"])) == ("15000.00", "2025-08-01", 3)
    assert "示例招1号" in run("contracts", code)


def test_money(run, make_project, slip):
    """A voucher with its file, and the views of it."""
    code = make_project()
    given = ("--what", "capital", "--payer", "示例甲", "--payee", "示例乙", "--amount", "500")
    run("pay", code, *given, "--on", "2025-06-03", "--file", slip)
    assert len(MoneyFact.objects.get().evidence) == 1
    told = run("money", code, "--json")
    assert {v["view"]: v["arrived_wan"] for v in told["views"]}["promotion"] == "500.00"
    assert len(run("money", code, "--view", "contract", "--json")["views"]) == 1
    assert "招商口径" in run("money", code)
    with pytest.raises(Refused, match="该凭证已用于"):
        run("pay", code, *given, "--voucher", "B2", "--on", "2025-06-03", "--file", slip)


def test_a_sum_that_is_none(make_project):
    """A word where a number should stand is told in a sentence."""
    answer = CliRunner().invoke(
        command,
        ["contract", make_project(), "--amount", "很多", "--signed-on", "2025-06-03"],
        obj={"login": "officer"},
    )
    assert answer.exit_code == 2
    assert "不是数字" in answer.output


def test_plan(run, make_project, slip):
    """Plan, move, settle."""
    code = make_project()
    duty = ("--what", "duty", "--title", "交付场地", "--side", "government", "--due", "2025-07-01")
    item = run("set-plan", code, *duty, "--said-on", "2025-06-01", "--json")["code"]
    run("move-plan", code, item, "--due", "2025-08-01", "--reason", "征迁未完成")
    run("settle-plan", code, item, "--on", "2025-08-06", "--file", slip)
    assert run("plan", code, "--json")["items"][0]["slip"] == 36
    assert "交付场地" in run("plan", code)
    assert PlanFact.objects.count() == 2


def test_delays(run, make_project):
    """Note and end."""
    code = make_project()
    run("delay", code, "--cause", "land", "--since", "2025-06-01", "--blocking", "B1")
    assert "仍在受阻" in run("delays", code)
    run("end-delay", code, DelayFact.objects.get().code, "--until", "2025-06-30")
    assert run("delays", code, "--json")["days_by_side"] == {"government": 30}


def test_exits(run, make_project):
    """Shelve, resume, end."""
    code = make_project()
    run("shelve", code, "--reason", "market", "--on", "2025-06-03", login="office_head")
    run("resume", code, "--note", "市场回暖", "--on", "2025-07-01", login="office_head")
    run("end", code, "--reason", "funds", "--on", "2025-08-01", login="office_head")
    assert Project.objects.get(code=code).state == "ended"
    with pytest.raises(Refused):
        run("resume", code, "--note", "再来")


def test_alerts(run, make_project):
    """What the actor sees."""
    code = make_project()
    assert {a["code"] for a in run("alerts", "--json")} == {code}
    assert "共 3 条" in run("alerts", "--mine")
    assert run("alerts", "--kind", "plan-soon", "--json") == []
    assert run("alerts", "--json", login="other_officer") == []
