"""The pages of projects: list, stages, one project, and every form of it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhuchao.projects.models import PaperFact, Project, StageFact

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 10)
FORMS = (
    "advance",
    "override",
    "fields",
    "add-paper",
    "assign",
    "assisting",
    "screen",
    "ask-opinions",
    "record-contract",
    "record-money",
    "set-plan",
    "note-delay",
    "shelve",
    "end",
)


def page(client, name, *args):
    return client.get(reverse(f"projects:{name}", args=args))


def test_list_and_stages_show_what_the_office_sees(client_as, make_project):
    """Own projects in list and stages; another office sees none, and no sum of them."""
    make_project(fields={"total_wan": "12000"})
    for name, seen in (("officer", True), ("centre", True), ("leader", True), ("other_officer", False)):
        client = client_as(name)
        assert ("示例智能装备项目" in page(client, "list").content.decode()) is seen
        assert ("示例智能装备项目" in page(client, "kanban").content.decode()) is seen


def test_a_project_shows_what_is_missing_and_its_timeline(client_as, make_project, advance):
    """What the next stage needs on top, every fact with its dates below."""
    code = make_project()
    text = page(client_as("officer"), "detail", code).content.decode()
    assert "下一步还缺" in text
    assert "计划总投资" in text
    advance(code, "intent", DAY)
    text = page(client_as("officer"), "detail", code).content.decode()
    assert "洽谈纪要" in text
    assert "2025-02-10" in text


@pytest.mark.parametrize("name", FORMS)
def test_every_form_opens_for_the_head(client_as, make_project, name):
    """In Chinese, with the way back."""
    answer = page(client_as("office_head"), name, make_project())
    assert answer.status_code == 200
    assert "示例智能装备项目" in answer.content.decode()


def test_open_and_fields(client_as):
    """Registering leads to the project; changing its data stays on its page."""
    client = client_as("officer")
    given = {
        "name": "示例项目",
        "company_name": "示例公司",
        "klass": "emerging",
        "nature": "new",
        "form": "lease",
        "office": "T1",
        "opened_on": "2025-01-06",
        "field_total_wan": "1200",
    }
    answer = client.post(reverse("projects:open"), given)
    project = Project.objects.get()
    assert answer.url == reverse("projects:detail", args=[project.code])
    changed = {"happened_on": "2025-02-01", "field_jobs": "30", "version": project.version}
    client.post(reverse("projects:fields", args=[project.code]), changed)
    assert Project.objects.get().fields == {"total_wan": "1200", "jobs": "30"}
    answer = client.post(reverse("projects:open"), given)
    assert answer.status_code == 422
    assert "一企一档" in answer.content.decode()


def test_advance_asks_for_exactly_what_is_missing(client_as, make_project, advance):
    """An upload for each paper; without it the refusal stands beside the field; with it the project moves on."""
    code = make_project()
    advance(code, "intent", DAY)
    client, url = client_as("officer"), reverse("projects:advance", args=[code])
    assert 'name="paper_minutes"' in client.get(url).content.decode()
    refused = client.post(url, {"happened_on": "2025-03-01"})
    assert refused.status_code == 422
    assert "缺洽谈纪要" in refused.content.decode()
    file = SimpleUploadedFile("纪要.txt", "示例纪要".encode())
    moved = client.post(url, {"happened_on": "2025-03-01", "paper_minutes": file})
    assert moved.status_code == 302
    assert Project.objects.get().stage == "talks"


def test_a_second_person_verifies_and_the_head_steps_back(client_as, make_project, advance):
    """The recorder cannot verify; another of the office can; the head takes the stage back."""
    code = make_project()
    advance(code, "intent", DAY)
    fact = StageFact.objects.get(subject=code, what="intent")
    url = reverse("projects:judge-fact", args=[code, "projects_stagefact", fact.code])
    assert 'value="verified"' not in client_as("officer").get(url).content.decode()
    head = client_as("office_head")
    file = SimpleUploadedFile("佐证.txt", "示例佐证".encode())
    assert head.post(url, {"judgement": "verified", "file": file}).status_code == 302
    assert "已核实" in page(head, "detail", code).content.decode()
    back = reverse("projects:step-back", args=[code, fact.code])
    assert head.post(back, {"reason": "market", "note": "示例"}).status_code == 302
    assert Project.objects.get().stage == "lead"


def test_papers_and_assisting(client_as, make_project):
    """A paper is filed; an assisting office sees the project from then on."""
    code = make_project()
    head = client_as("office_head")
    file = SimpleUploadedFile("纪要.txt", "示例纪要".encode())
    given = {"kind": "minutes", "dated": "2025-02-01", "file": file}
    assert head.post(reverse("projects:add-paper", args=[code]), given).status_code == 302
    assert PaperFact.objects.get().what == "minutes"
    assert page(client_as("other_officer"), "detail", code).status_code == 403
    shares = {"office_1": "T2", "credit_1": "30"}
    assert head.post(reverse("projects:assisting", args=[code]), shares).status_code == 302
    assert page(client_as("other_officer"), "detail", code).status_code == 200


def test_assign_leads_back_to_the_list_when_the_project_is_gone(client_as, make_project):
    """The office that gave it away does not see it any more."""
    code = make_project()
    answer = client_as("office_head").post(reverse("projects:assign", args=[code]), {"office": "T2"})
    assert answer.url == reverse("projects:list")
    assert Project.objects.get().office_code == "T2"


def test_score_and_opinions_from_the_page(client_as, make_project):
    """A score with its reasons, a question, its answer, and the back-test."""
    code = make_project(fields={"total_wan": "50000", "jobs": "100", "tax_wan": "500"})
    client = client_as("officer")
    given = {"happened_on": "2025-02-01", "judged_industry": "80", "judged_investor": "60", "paid_0": "300"}
    assert client.post(reverse("projects:screen", args=[code]), given).status_code == 302
    asked = {"offices": ["B1"], "question": "示例：能耗是否可行"}
    assert client.post(reverse("projects:ask-opinions", args=[code]), asked).status_code == 302
    said = {"view": "agree", "text": "示例：可行"}
    department = client_as("department")
    assert department.post(reverse("projects:give-opinion", args=[code]), said).status_code == 302
    text = page(client, "detail", code).content.decode()
    for word in ("主导产业契合度", "财政净现值", "示例区发展和改革局", "同意"):
        assert word in text
    assert "首次评分" in page(client, "back-test").content.decode()


@pytest.mark.parametrize("name", ["list", "kanban", "open", "back-test"])
def test_administrators_are_refused(client_as, name):
    """They act only through their own pages."""
    assert page(client_as("system_admin"), name).status_code == 403


def test_the_list_asks_the_same_queries_however_many_rows(client_as, make_project):
    """Flat between 2 and 40 rows."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_as("centre")
    counts = []
    for many in (2, 40):
        for number in range(many):
            make_project(name=f"示例项目{many}-{number}")
        with CaptureQueriesContext(connection) as captured:
            page(client, "list")
        counts.append(len(captured))
    assert counts[0] >= counts[1] - 1
    assert counts[1] <= counts[0]
