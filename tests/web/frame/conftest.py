"""A list of invented rows that remembers what was asked of it, and requests as the middleware leaves them."""

import datetime
from dataclasses import dataclass, field

import pytest

ACTOR_LINK = "/companies/示例/"


@dataclass
class Source:
    """Rows behind ``fetch``; ``asked`` keeps every query."""

    count: int = 230
    capped: bool = False
    asked: list = field(default_factory=list)

    def row(self, i):
        return {
            "code": f"K{i:04d}",
            "name": f"示例{'甲乙丙'[i % 3]}企业{i}",
            "capital": None if i % 7 == 0 else i * 100,
            "on": datetime.date(2020, 1, 1) + datetime.timedelta(days=i),
        }

    def fetch(self, query):
        from zhuchao.frame.lists import Page

        self.asked.append(query)
        rows = [self.row(i) for i in range(self.count)]
        rows = [r for r in rows if query.text in r["name"]]
        if kind := query.filters.get("kind"):
            rows = [r for r in rows if kind in r["name"]]
        if query.sort_key:
            rows.sort(key=lambda r: str(r[query.sort_key]), reverse=query.descending)
        return Page(rows[query.offset : query.offset + query.size], len(rows), self.capped)


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def spec(source):
    from zhuchao.frame.lists import Column, Filter, ListSpec

    return ListSpec(
        id="trial",
        title="示例名单",
        columns=[
            Column("name", "企业名称", kind="link", url=lambda r: f"/x/{r['code']}/"),
            Column("capital", "注册资本", kind="money_wan"),
            Column("on", "成立日期", kind="date"),
            Column("code", "编号", kind="code", default=False),
        ],
        fetch=source.fetch,
        filters=[
            Filter("kind", "类别", choices=[("甲", "甲类"), ("乙", "乙类")]),
            Filter("capital", "注册资本", kind="number_range", unit="万元"),
            Filter("on", "成立日期", kind="date_range"),
        ],
        definitions={"注册资本": "登记的注册资本，折合人民币"},
        caveat="登记数据截至 2019-04，存续未核实",
    )


@pytest.fixture
def request_of(rf, make_actor):
    """``request_of(path, *roles, **headers)``: a GET with an actor, no database touched."""
    from django.contrib.messages.storage.cookie import CookieStorage

    from zhuchao.terms.actor import Role

    def made(path, *roles, **headers):
        request = rf.get(path, headers=headers or None)
        request.actor = make_actor(*(roles or (Role.OFFICER,)))
        request._messages = CookieStorage(request)
        return request

    return made


@pytest.fixture
def bare_slots(monkeypatch):
    """No noun answers any slot, so that pages of the frame stand alone."""
    from zhuchao import slots

    monkeypatch.setattr(slots, "_entries", {})
