"""Contacts on pages: masked, shown one at a time, exported masked."""

import pytest
from django.urls import reverse

from zhuchao.companies import selectors
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor, Role

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


def actor(role, office=""):
    return Actor("R", "示例", office_codes=frozenset({office}), roles=frozenset({role}))


def test_contacts_on_the_page_of_the_company(client_as, pumps, contact):
    """Masked; in clear for the office, and only the one that was asked for."""
    page = reverse("companies:detail", args=[pumps])
    client = client_as("officer")
    shown = text(client.get(page))
    assert "138****1234" in shown and "13800001234" not in shown and "示例某" not in shown
    url = reverse("companies:reveal-contact", args=[contact])
    part = client.post(url, headers={"HX-Request": "true"})
    assert "13800001234" in text(part) and "<html" not in text(part)
    whole = text(client.post(url))
    assert "13800001234" in whole and "<html" in whole
    assert AuditEvent.objects.filter(verb="查看联系人").count() == 2
    assert client.get(url).status_code == 405
    leader = client_as("leader")
    assert "138****1234" in text(leader.get(page)) and url not in text(leader.get(page))
    assert leader.post(url).status_code == 403
    other = client_as("other_officer")
    assert "138****1234" not in text(other.get(page))
    assert other.post(url).status_code == 403


def test_contacts_are_added_and_dropped_by_forms(client_as, pumps):
    client = client_as("officer")
    url = reverse("companies:add-contact", args=[pumps])
    wrong = client.post(url, {"name": "示例某", "purpose": "", "phone": "abc"})
    assert wrong.status_code == 422 and "请填写“用途”" in text(wrong)
    shown = text(client.post(url, {"name": "示例某", "purpose": "对接", "phone": "13800001234"}, follow=True))
    assert "138****1234" in shown
    held = selectors.find_contacts(actor(Role.OFFICER, "T1")).rows[0].code
    drop = reverse("companies:drop-contact", args=[held])
    assert "不能恢复" in text(client.get(drop))
    assert client.post(drop, {"reason": ""}).status_code == 422
    assert "138****1234" not in text(client.post(drop, {"reason": "已离职"}, follow=True))
    assert client_as("other_officer").get(drop).status_code == 403


def test_the_export_of_contacts_is_masked_and_written_down(client_as, contact):
    answer = client_as("officer").get(reverse("companies:contacts"), {"export": "csv"})
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "138****1234" in body and "13800001234" not in body
    assert AuditEvent.objects.get(verb="导出").record == "list:contacts"
