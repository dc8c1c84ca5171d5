"""Every page: the roles it is for, 403 for the others, the log-in page for nobody; Chinese only; HTML escaped."""

import pytest
from django.test import Client

from zhuchao.accounts import flows
from zhuchao.accounts.models import LoginSession, Message

pytestmark = pytest.mark.django_db
STAFF = {"officer", "office_head", "centre", "department", "leader", "assessor"}
SYSTEM, SECURITY = {"system_admin"}, {"security_admin"}
EVERYBODY = STAFF | SYSTEM | SECURITY | {"audit_admin"}
PAGES = {
    "desk/": EVERYBODY,
    "inbox/": EVERYBODY,
    "jobs/": EVERYBODY,
    "views/": EVERYBODY,
    "account/": EVERYBODY,
    "account/token/": EVERYBODY,
    "hand-overs/": STAFF,
    "hand-overs/duties/": STAFF,
    "hand-overs/new/": STAFF,
    "people/": SYSTEM | SECURITY,
    "people/new/": SYSTEM,
    "people/R-officer/": SYSTEM | SECURITY,
    "people/R-officer/reset/": SYSTEM,
    "people/R-officer/deactivate/": SYSTEM,
    "people/R-officer/assign/": SECURITY,
    "people/R-officer/end/?post=P-officer": SYSTEM | SECURITY,
    "offices/": SYSTEM | SECURITY,
    "offices/new/": SYSTEM,
    "offices/merge/": SYSTEM,
    "offices/T1/": SYSTEM | SECURITY,
    "offices/T1/rename/": SYSTEM,
    "offices/T1/close/": SYSTEM,
    "offices/T1/split/": SYSTEM,
    "offices/T1/posts/new/": SYSTEM,
    "posts/": SECURITY,
    "posts/P-officer/roles/": SECURITY,
    "posts/P-officer/end/": SYSTEM,
    "lock-outs/": SECURITY,
    "sessions/": SECURITY,
    "second-factors/": SECURITY,
}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_for_its_roles_only(path, client_as, english):
    for name in sorted(EVERYBODY):
        answer = client_as(name).get(f"/accounts/{path}")
        assert answer.status_code == (200 if name in PAGES[path] else 403), name
        words = english(answer)
        assert not words, (name, words)
    assert Client().get(f"/accounts/{path}").url.startswith("/accounts/login/")


def test_each_administrator_sees_only_their_own_pages_in_the_menu(client_as):
    own = {
        "system_admin": {"/accounts/people/", "/accounts/offices/"},
        "security_admin": {"/accounts/posts/", "/accounts/lock-outs/", "/accounts/sessions/"},
        "audit_admin": {"/ledger/audit/", "/ledger/verify/"},
    }
    for name, mine in own.items():
        text = client_as(name).get("/accounts/desk/").content.decode()
        assert all(f'href="{url}"' in text for url in mine), name
        others = {"/accounts/posts/", "/ledger/audit/", "/accounts/offices/", "/leads/"} - mine
        others -= {"/accounts/offices/"} if name == "security_admin" else set()
        assert not [url for url in others if f'href="{url}"' in text], name


def test_html_in_a_name_is_shown_and_not_run(client_as, actors):
    flows.create_person(actor=actors["system_admin"], login="shili1", name="<script>x</script>")
    text = client_as("system_admin").get("/accounts/people/").content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in text and "<script>x" not in text


def test_a_form_with_errors_says_so_in_chinese(client_as, english):
    client = client_as("system_admin")
    empty = client.post("/accounts/people/new/", {"name": "", "login": ""})
    assert empty.status_code == 422 and "请填写“姓名”" in empty.content.decode()
    taken = client.post("/accounts/people/new/", {"name": "示例某", "login": "officer"})
    assert taken.status_code == 422 and "已被使用" in taken.content.decode()
    assert not english(empty)


def test_a_new_account_shows_its_first_password_once(client_as):
    client = client_as("system_admin")
    made = client.post("/accounts/people/new/", {"name": "示例新人", "login": "xinren"})
    assert made.status_code == 200 and "data-once" in made.content.decode()
    listed = client.get("/accounts/people/?q=xinren").content.decode()
    assert "示例新人" in listed and "未任职" in listed


def test_roles_and_holdings_are_given_by_the_security_administrator(client_as, district):
    client = client_as("security_admin")
    both = client.post("/accounts/posts/P-officer/roles/", {"roles": ["officer", "audit_admin"]})
    assert both.status_code == 422 and "不能由同一人担任" in both.content.decode()
    assert client.post("/accounts/posts/P-officer/roles/", {"roles": ["department"]}).status_code == 302
    assert district.actor("officer").roles == {"department"}
    assert client.post("/accounts/people/R-officer/assign/", {"post": "P-other_officer"}).status_code == 302
    ended = client.post("/accounts/people/R-officer/end/?post=P-other_officer", {})
    assert ended.status_code == 302


def test_offices_are_founded_renamed_and_merged(client_as, district):
    client = client_as("system_admin")
    new = {"code": "T9", "name": "示例新镇", "kind": "town", "parent": "D"}
    assert client.post("/accounts/offices/new/", new).url == "/accounts/offices/T9/"
    name = {"name": "示例新街道", "document": "示例文〔2026〕1号"}
    assert client.post("/accounts/offices/T9/rename/", name).status_code == 302
    into = {"predecessors": ["T1"], "successor": "T2", "document": "示例文〔2026〕2号"}
    assert client.post("/accounts/offices/merge/", into).url == "/accounts/offices/T2/"
    assert "已撤销" in client.get("/accounts/offices/T1/").content.decode()
    again = client.post("/accounts/offices/merge/", into)
    assert again.status_code == 422


def test_the_security_administrator_ends_a_log_in(client_as, log_in):
    client, _ = log_in("officer")
    guard = client_as("security_admin")
    row = LoginSession.objects.get(person__login="officer")
    assert guard.post(f"/accounts/sessions/{row.pk}/end/").status_code == 302
    assert "安全管理员结束" in client.get("/accounts/desk/", follow=True).content.decode()


def test_a_saved_view_comes_back_on_the_desk_and_is_the_persons_own(client_as):
    client = client_as("officer")
    kept = {"list_id": "leads", "name": "示例视图", "query": "state=open", "next": "/leads/?state=open"}
    assert client.post("/accounts/views/save/", kept).url == "/leads/?state=open"
    assert 'href="/leads/?state=open"' in client.get("/accounts/desk/").content.decode()
    assert "示例视图" not in client_as("office_head").get("/accounts/views/").content.decode()
    away = client.post("/accounts/views/save/", kept | {"next": "https://example.com/"})
    assert away.url == "/accounts/desk/"


def test_messages_are_read_when_opened_and_only_ones_own(client_as, actors):
    flows.assign_post(actor=actors["security_admin"], person="R-officer", post="P-other_officer")
    code = Message.objects.get(person__login="officer").code
    assert client_as("office_head").get(f"/accounts/inbox/{code}/").status_code == 404
    assert client_as("officer").get(f"/accounts/inbox/{code}/").status_code == 200
    assert Message.objects.get(code=code).read_at is not None
