"""A demonstration home shows its log-ins where one logs in; any other home shows nothing of the kind."""

from pathlib import Path

import pytest
from django.conf import settings

from zhuchao.demo.engine.district import PASSWORD, POSTS
from zhuchao.demo.flows.load_district import load_district
from zhuchao.terms.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(db):
    load_district(actor=SYSTEM)
    yield
    (Path(settings.ZHUCHAO_HOME) / "default-actor").unlink()


def test_the_log_ins_are_listed_and_fill_the_form(client, demonstration):
    page = client.get("/accounts/login/").content.decode()
    assert PASSWORD in page
    for post in POSTS:
        assert f"?login={post.login}" in page
    assert 'value="jiedao2"' in client.get("/accounts/login/?login=jiedao2").content.decode()


def test_another_home_shows_no_password(client, db):
    assert PASSWORD not in client.get("/accounts/login/").content.decode()


def test_what_the_address_fills_in_is_escaped(client, db):
    page = client.get("/accounts/login/", {"login": '"><script>x'}).content.decode()
    assert "<script>x" not in page


def test_every_page_says_that_it_is_a_demonstration(client, demonstration):
    client.post("/accounts/login/", {"login": "quzhang", "password": PASSWORD})
    assert "单位、人员和在办事项均为示例" in client.get("/accounts/desk/").content.decode()
