"""Pages of a draft: a fault stands at the field that was changed, a link taken out comes back, every way leads somewhere."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.selectors import versions
from zhuchao.site.cli import root

pytestmark = pytest.mark.django_db
CHAIN, PUMP = "machinery", "pumps_valves"


def at(name, *more, chain=CHAIN):
    return reverse(f"chains:{name}", args=[chain, *more])


@pytest.fixture
def drafted(planted, actors):
    draft_chain(actor=actors["centre"], chain=CHAIN)
    return actors["centre"]


def form_of(centre, link, **lists):
    """What the form of a link posts when one list is typed anew."""
    its = versions.draft(centre, CHAIN)
    found = its.chain.link(link)
    held = {f: getattr(found, f) for f in LISTS} | lists
    lines = {f: "\n".join(v) for f, v in held.items() if f != "gb"}
    near = {side: list(getattr(its.chain, side)(found.code)) for side in ("upstream", "downstream")}
    plain = {"name": found.name, "stage": found.stage, "gb": list(held["gb"]), "revision": its.revision}
    return plain | lines | near | ({"service": "on"} if found.service else {})


def test_a_word_entered_twice_is_told_of_the_list_it_was_typed_in(drafted, client_as):
    """The word stands in 工艺词 of a later link; who types it into 产品词 of an earlier one reads it there."""
    chain = versions.draft(drafted, CHAIN).chain
    first = chain.links[0]
    later = next(x for x in chain.links[1:] if x.process)
    typed = form_of(drafted, first.code, make=(*first.make, later.process[0]))
    answer = client_as("centre").post(at("draft-link", first.code), typed)
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["make"]
    assert f"“{later.process[0]}”同时列在" in answer.context["form"].errors["make"][0]


def test_a_link_taken_out_comes_back_by_page_api_and_command(drafted, client_as):
    client, before = client_as("centre"), versions.draft(drafted, CHAIN).chain

    def page():
        shown = client.get(at("draft")).content.decode()
        assert at("draft-link-restore", PUMP) in shown and "恢复" in shown
        revision = versions.draft(drafted, CHAIN).revision
        answer = client.post(at("draft-link-restore", PUMP), {"revision": revision}, follow=True)
        assert "已恢复该环节" in answer.content.decode()

    def api():
        url = f"/api/v1/chains/drafts/{CHAIN}/links/{PUMP}/restore"
        assert client.post(url).status_code == 204

    def command():
        words = ["--as", "centre", "chains", "edit-link", CHAIN, PUMP, "--restore"]
        assert CliRunner().invoke(root, words).exit_code == 0

    for way in (page, api, command):
        drop_link(actor=drafted, chain=CHAIN, link=PUMP)
        way()
        after = versions.draft(drafted, CHAIN).chain
        assert (after.links, set(after.edges)) == (before.links, set(before.edges))
    assert at("draft-link-restore", PUMP) not in client.get(at("draft")).content.decode()


def test_only_editors_bring_a_link_back(drafted, client_as):
    drop_link(actor=drafted, chain=CHAIN, link=PUMP)
    assert client_as("officer").post(at("draft-link-restore", PUMP)).status_code == 403
    url = f"/api/v1/chains/drafts/{CHAIN}/links/{PUMP}/restore"
    assert client_as("officer").post(url, json.dumps({}), "application/json").status_code == 403
    assert PUMP not in [x.code for x in versions.draft(drafted, CHAIN).chain.links]


def ways_of(client, url):
    """Opens the page and every step of its breadcrumbs."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    for crumb in answer.context["breadcrumbs"]:
        assert not crumb.url or client.get(crumb.url).status_code == 200, (url, crumb)
    return [crumb.label for crumb in answer.context["breadcrumbs"]]


def test_every_way_from_a_chain_that_is_not_in_force_yet_leads_somewhere(
    planted, client_as, few_chains, actors
):
    """As a draft, and published for a day to come."""
    centre, client = actors["centre"], client_as("centre")
    new = draft_chain(actor=centre, name="示例链")
    for name in ("draft", "draft-head", "draft-add", "draft-publish", "dry-run", "versions"):
        assert "示例链" in ways_of(client, at(name, chain=new))
    assert client_as("officer").get(at("versions", chain=new)).status_code == 409
    shown = client.get(at("draft", chain=new)).content.decode()
    assert "新建的产业链" in shown and "改为" not in shown
    publish = client.get(at("draft-publish", chain=new)).context["form"]
    assert publish.fields["on"].required and publish.fields["reason"].required
    add_link(actor=centre, chain=new, change=LinkChange(name="示例环节", make=["示例件"]))
    on = timezone.localdate() + dt.timedelta(days=9)
    publish_chain(actor=centre, chain=new, on=on, reason="示例")
    ways_of(client, at("versions", chain=new))
    assert "公布 · 新建的产业链" in client.get(at("versions", chain=new)).content.decode()
    draft_chain(actor=centre, chain=new)
    ways_of(client, at("draft", chain=new))
