"""A home of its own for each test, browsers of the roles, and words that may stand on a Chinese screen."""

import re

import pytest
from django.test import Client

ALLOWED = {"TOTP", "CSV", "Excel", "GB", "xlsx", "csv"}
_HIDDEN = re.compile(r"<(script|style|svg)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
_CODES = re.compile(
    r'<span class="zc-code[^"]*"[^>]*>.*?</span>|<small class="zc-note">.*?</small>', re.DOTALL
)
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def english():
    """The English words a page shows, without codes and the names the test district itself uses."""

    def found(response):
        text = _CODES.sub(" ", response.content.decode())
        text = _HIDDEN.sub(" ", text)
        text = re.sub(r"&[a-z]+;", " ", text)
        shown = {w for w in _WORD.findall(text) if w not in ALLOWED}
        return {w for w in shown if not re.search(rf"(示例|登录名 |P-|R-)[A-Za-z_]*{w}", text)}

    return found


@pytest.fixture
def log_in(district):
    """Log in through the page itself; gives the browser and the answer."""

    def through_page(name, password=None, **extra):
        client = Client()
        given = password if password is not None else district.set_password(name)
        return client, client.post("/accounts/login/", {"login": name, "password": given, **extra})

    return through_page
