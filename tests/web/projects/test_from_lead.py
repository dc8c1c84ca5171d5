"""From the page of a lead to its project, and the form that asks anew when class and form are chosen."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements.flows import open_lead
from zhuchao.projects.models import Project

pytestmark = pytest.mark.django_db
USCC = "91330106MA2CFLDG4R"
GIVEN = {"name": "示例智能装备项目", "klass": "emerging", "nature": "new", "form": "lease"}


@pytest.fixture
def lead(actors):
    return open_lead(actor=actors["officer"], uscc=USCC, company_name="示例智能装备有限公司", source="visit")


def test_by_page(client_as, lead):
    """The lead's page leads to the form, the form to the project, the project back to the lead."""
    client = client_as("officer")
    url = reverse("projects:open-from-lead", args=[lead])
    lead_page = reverse("engagements:lead", args=[lead])
    assert url in client.get(lead_page).content.decode()
    shown = client.get(url)
    assert shown.status_code == 200 and "company_name" not in shown.context["form"].fields
    body = GIVEN | {"opened_on": timezone.localdate().isoformat(), "field_total_wan": "1200"}
    answer = client.post(url, body)
    project = Project.objects.get()
    assert answer.url == reverse("projects:detail", args=[project.code])
    assert lead_page in client.get(answer.url).content.decode()
    assert answer.url in client.get(lead_page).content.decode()
    assert client.get(url).status_code == 409


def test_by_api(client_as, lead):
    """The same over HTTP; another office does not learn of the lead."""
    url = f"/api/v1/projects/leads/{lead}/project"
    refused = client_as("other_officer").post(url, json.dumps(GIVEN), content_type="application/json")
    assert refused.status_code == 403
    made = client_as("officer").post(url, json.dumps(GIVEN), content_type="application/json")
    assert (made.status_code, made.json()["lead_code"]) == (201, lead)
    again = client_as("officer").post(url, json.dumps(GIVEN), content_type="application/json")
    assert (again.status_code, again["content-type"]) == (409, "application/problem+json")


def test_a_reader_is_told_why_not(client_as, lead):
    """The button is there, shut, with the reason beside it."""
    text = client_as("leader").get(reverse("engagements:lead", args=[lead])).content.decode()
    assert "只有线索的责任单位可以把它转为项目" in text


@pytest.mark.parametrize(
    ("klass", "form", "asked"),
    [
        ("", "", {"total_wan", "jobs"}),
        ("emerging", "lease", {"total_wan", "jobs", "policy_class"}),
        ("capital", "stake", {"total_wan", "jobs", "fund_wan", "fund_manager", "equity_percent"}),
        ("nonsense", "lease", {"total_wan", "jobs"}),
    ],
)
def test_class_and_form_choose_what_is_asked(client_as, klass, form, asked):
    """What was typed stays; the fields follow."""
    told = {"klass": klass, "form": form, "company_name": "示例某公司"}
    shown = client_as("officer").get(reverse("projects:open"), told)
    fields = shown.context["form"].fields
    assert {n.removeprefix("field_") for n in fields if n.startswith("field_")} == asked
    assert "示例某公司" in shown.content.decode()
