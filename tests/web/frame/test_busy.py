"""Somebody who could not write because another was writing for long is told so, on pages and by the API."""

import json

import pytest
from django.db import OperationalError

pytestmark = pytest.mark.django_db


def test_a_page_says_when_to_come_back(client_as, monkeypatch):
    monkeypatch.setattr("zhuchao.accounts.web.desk.render", _locked)
    shown = client_as("officer").get("/accounts/desk/")
    assert shown.status_code == 503
    assert "系统正在写入一大批数据" in shown.content.decode()
    assert "请过几分钟再试" in shown.content.decode()


def test_the_api_says_the_same(client_as, monkeypatch):
    monkeypatch.setattr("zhuchao.accounts.flows.note_recent", _locked)
    body = json.dumps({"record": "lead:x", "title": "示例", "url": "/leads/x/"})
    answer = client_as("officer").post("/api/v1/accounts/recent", body, content_type="application/json")
    assert answer.status_code == 503
    assert answer.json()["refusals"][0]["rule"] == "frame.busy"


def test_another_fault_of_the_database_stays_a_fault(client_as, monkeypatch):
    monkeypatch.setattr("zhuchao.accounts.web.desk.render", _broken)
    with pytest.raises(OperationalError):
        client_as("officer").get("/accounts/desk/")


def _locked(*_, **__):
    raise OperationalError("database is locked")


def _broken(*_, **__):
    raise OperationalError("disk I/O error")
