"""The life of a lead by page, by API and by command line: each reaches the same flows and shows the same."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from lead_makers import credit_code

from zhuchao.engagements import selectors
from zhuchao.engagements.cli import leads as command
from zhuchao.engagements.models import LeadFact
from zhuchao.terms.refusal import Refused
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db

FIRST17 = "91990000000000077"
USCC = FIRST17 + check_character(FIRST17)
NAME = "示例三路织造有限公司"


class ByPage:
    """Forms of the pages, posted as a browser does."""

    def __init__(self, client_as):
        self.client_as = client_as

    def open(self, who):
        body = {"uscc": USCC, "company_name": NAME, "source": "visit", "office": "T1", "note": "示例说明"}
        answer = self.client_as(who).post(reverse("engagements:open"), body)
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"].rstrip("/").rsplit("/", 1)[1]

    def do(self, who, verb, code, **body):
        if verb != "assign":
            body["happened_on"] = timezone.localdate().isoformat()
        answer = self.client_as(who).post(reverse(f"engagements:{verb}", args=[code]), body)
        assert answer.status_code == 302, answer.content.decode()

    def refused(self, who, verb, code, **body):
        body["happened_on"] = timezone.localdate().isoformat()
        answer = self.client_as(who).post(reverse(f"engagements:{verb}", args=[code]), body)
        assert answer.status_code == 422
        return answer.content.decode()


class ByApi:
    """The same over HTTP with JSON."""

    def __init__(self, client_as):
        self.client_as = client_as

    def _post(self, who, path, body):
        return self.client_as(who).post(
            f"/api/v1/engagements/{path}", json.dumps(body), content_type="application/json"
        )

    def open(self, who):
        body = {"uscc": USCC, "company_name": NAME, "source": "visit", "note": "示例说明"}
        answer = self._post(who, "leads", body)
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["code"]

    def do(self, who, verb, code, **body):
        answer = self._post(who, f"leads/{code}/{verb}", body)
        assert answer.status_code in (200, 204), answer.content.decode()

    def refused(self, who, verb, code, **body):
        answer = self._post(who, f"leads/{code}/{verb}", body)
        assert (answer.status_code, answer["content-type"]) == (409, "application/problem+json")
        return answer.content.decode()


class ByCommand:
    """``zhuchao leads ...``."""

    def __init__(self, _client_as):
        self.runner = CliRunner()

    def run(self, who, *words):
        return self.runner.invoke(command, [*words], obj={"login": who})

    def open(self, who):
        ran = self.run(who, "open", USCC, "--name", NAME, "--source", "visit", "--note", "示例说明", "--json")
        assert ran.exit_code == 0, ran.output
        return json.loads(ran.output)["code"]

    def do(self, who, verb, code, **given):
        words = [w for name, value in given.items() for w in (f"--{name}", value)]
        ran = self.run(who, verb, code, *words)
        assert ran.exit_code == 0, ran.output
        assert code in ran.output

    def refused(self, who, verb, code, **given):
        words = [w for name, value in given.items() for w in (f"--{name}", value)]
        ran = self.run(who, verb, code, *words)
        assert isinstance(ran.exception, Refused)
        return str(ran.exception)


@pytest.fixture(params=[ByPage, ByApi, ByCommand], ids=["page", "api", "command"])
def way(request, client_as):
    return request.param(client_as)


def test_a_lead_lives_from_opening_to_outcome(way, actors):
    """Opened, given to a post, answered, judged, closed: five facts in that order."""
    code = way.open("officer")
    way.do("office_head", "assign", code, office="T1", post="P-officer")
    way.do("officer", "answer", code, note="已电话联系")
    way.do("officer", "judge", code, verdict="follow", reason="链上缺环")
    way.do("officer", "close", code, outcome="elsewhere", reason="已落户外地")
    found = selectors.lead_file(actors["officer"], code)
    assert [s.event for s in found.history] == ["登记", "交办", "首次答复", "研判", "办结"]
    assert (found.company_name, found.note, found.post, found.outcome) == (
        NAME,
        "示例说明",
        "P-officer",
        "elsewhere",
    )
    assert found.next_step == ""


def test_a_second_answer_is_told_in_chinese(way):
    """Whichever way it comes."""
    code = way.open("officer")
    way.do("officer", "answer", code, note="已电话联系")
    assert "首次答复" in way.refused("officer", "answer", code, note="再答一次")
    assert LeadFact.objects.filter(subject=code, what="answered").count() == 1


def test_an_outcome_of_a_project_is_not_chosen_by_hand(way):
    """Whichever way it comes; the lead stays open and the way to a project is named."""
    code = way.open("officer")
    assert "转为项目" in way.refused("officer", "close", code, outcome="intent", reason="已达成意向")
    assert not LeadFact.objects.filter(subject=code, what="closed").exists()


def test_page_api_and_command_show_the_same(client_as, actors):
    """The API and the command print the same JSON; the page shows step, day and holder."""
    code = ByApi(client_as).open("officer")
    ByApi(client_as).do("office_head", "assign", code, office="T1", post="P-officer")
    by_api = client_as("officer").get(f"/api/v1/engagements/leads/{code}").json()
    ran = ByCommand(None).run("officer", "show", code, "--json")
    by_command = json.loads(ran.output)
    plain = {k: v for k, v in by_api.items() if k != "history"}
    assert plain == {k: v for k, v in by_command.items() if k != "history"}
    assert [s["code"] for s in by_api["history"]] == [s["code"] for s in by_command["history"]]
    page = client_as("officer").get(reverse("engagements:lead", args=[code])).content.decode()
    assert plain["next_step"] == "首次答复"
    assert plain["post_name"] in page
    assert plain["next_due"] in page


def test_the_lists_agree(client_as, actors):
    """List page, API list and ``leads list`` hold the same leads for the same asker."""
    code = ByApi(client_as).open("officer")
    for who, seen in (("officer", True), ("other_officer", False), ("centre", True)):
        page = client_as(who).get(reverse("engagements:leads")).content.decode()
        rows = client_as(who).get("/api/v1/engagements/leads").json()["rows"]
        told = json.loads(ByCommand(None).run(who, "list", "--json").output)
        assert (code in page, code in {r["code"] for r in rows}, code in {r["code"] for r in told}) == (
            seen,
            seen,
            seen,
        )


def test_the_command_prints_plain_chinese(client_as):
    """Without ``--json`` a table to read."""
    code = ByApi(client_as).open("officer")
    listed = ByCommand(None).run("officer", "list", "--mine").output
    assert "首次答复" in listed and NAME in listed and "共 1 条" in listed
    shown = ByCommand(None).run("officer", "show", code).output
    assert "下一步" in shown and "登记" in shown and "仅申报" in shown


def test_a_lead_of_earlier_years_is_entered_three_ways(client_as, actors):
    """By page, API and command: on its day, by the channels of its day."""
    body = {"company_name": NAME, "source": "referral", "opened_on": "2021-03-01"}
    page = client_as("officer").post(
        reverse("engagements:open"), body | {"uscc": credit_code(1), "office": "T1"}
    )
    assert page.status_code == 302, page.content.decode()
    answer = client_as("officer").post(
        "/api/v1/engagements/leads",
        json.dumps(body | {"uscc": credit_code(2)}),
        content_type="application/json",
    )
    assert (answer.status_code, answer.json()["opened_on"]) == (201, "2021-03-01")
    words = ("--name", NAME, "--source", "referral", "--on", "2021-03-01")
    ran = ByCommand(None).run("officer", "open", credit_code(3), *words)
    assert ran.exit_code == 0, ran.output
    found = selectors.find_leads(actors["officer"]).rows
    assert {(r.opened_on.year, r.source) for r in found} == {(2021, "referral")} and len(found) == 3


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"limit": "0"}, 422), ({"limit": "501"}, 422), ({"offset": "-1"}, 422), ({"step": "喝茶"}, 409)],
)
def test_the_api_refuses_bad_questions(client_as, asked, status):
    """As problem+json."""
    answer = client_as("officer").get("/api/v1/engagements/leads", asked)
    assert (answer.status_code, answer["content-type"]) == (status, "application/problem+json")
