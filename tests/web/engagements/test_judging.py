"""An entry of a lead's history is verified or disputed by page and by command."""

import json
import re

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli import leads as command
from zhuchao.terms.refusal import Refused
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db

FIRST17 = "91990000000000088"
USCC = FIRST17 + check_character(FIRST17)


@pytest.fixture
def lead(settings, tmp_path, actors):
    """A lead of 示例街道一, registered by its officer."""
    settings.ZHUCHAO_HOME = tmp_path
    return flows.open_lead(
        actor=actors["officer"], uscc=USCC, company_name="示例核实织造有限公司", source="visit"
    )


@pytest.fixture
def fact(actors, lead):
    """The code of its registration."""
    return selectors.lead_file(actors["officer"], lead).history[0].code


def letter(content=b"%PDF-1.7 ", name="示例函.pdf"):
    return SimpleUploadedFile(name, content)


def url(lead, fact):
    return reverse("engagements:judge-fact", args=[lead, fact])


def timeline(client, lead):
    shown = client.get(reverse("engagements:lead", args=[lead])).content.decode()
    return re.search(r'<ol class="zc-timeline">.*?</ol>', shown, re.DOTALL)[0]


def test_verified_on_a_file_the_timeline_says_when_and_by_whom(client_as, lead, fact):
    head, officer = client_as("office_head"), client_as("officer")
    assert url(lead, fact) in timeline(head, lead) and "仅申报" in timeline(head, lead)
    assert "核实或存疑" in timeline(head, lead)
    form = head.get(url(lead, fact)).content.decode()
    assert "multipart/form-data" in form and "示例街道一 示例officer" in form
    body = {"judgement": "verified", "reason": "函上有章", "file": letter()}
    answer = head.post(url(lead, fact), body, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("engagements:lead", args=[lead])
    shown = timeline(officer, lead)
    day = timezone.localdate().isoformat()
    assert "已核实" in shown and f"核实 {day} 示例office_head" in re.sub(r"\s+", " ", shown)
    assert "核实说明：函上有章" in shown and "仅申报" not in shown
    page = officer.get(url(lead, fact)).content.decode()
    link = re.search(r'href="(/api/v1/ledger/evidence/[^"]+)"', page)[1].replace("&amp;", "&")
    assert b"".join(officer.get(link).streaming_content) == b"%PDF-1.7 "


def test_the_recorder_may_only_doubt(client_as, lead, fact):
    client = client_as("officer")
    shown = timeline(client, lead)
    assert ">存疑<" in re.sub(r"\s+", "", shown) and "核实或存疑" not in shown
    form = client.get(url(lead, fact)).content.decode()
    assert 'value="disputed"' in form and 'value="verified"' not in form
    assert client.post(url(lead, fact), {"judgement": "verified", "file": letter()}).status_code == 422
    assert client.post(url(lead, fact), {"judgement": "disputed", "reason": "录重了"}).status_code == 302
    shown = timeline(client, lead)
    assert "有争议" in shown and "存疑理由：录重了（示例officer，" in shown and url(lead, fact) not in shown
    assert client.get(url(lead, fact)).status_code == 403


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"judgement": "verified"}, "没有佐证"),
        ({"judgement": "disputed", "reason": " "}, "没有填写理由"),
        ({"judgement": "", "reason": "示例"}, "请填写“判断”"),
        ({"judgement": "voided", "reason": "示例"}, "voided"),
        ({"judgement": "disputed", "reason": "示" * 401}, "400"),
        ({"judgement": "verified", "file": ("示例.exe", b"MZ")}, "不接受“exe”类型的文件"),
        ({"judgement": "verified", "file": ("示例.pdf", b"no")}, "改过扩展名"),
        ({"judgement": "verified", "file": ("示例.pdf", b"")}, "文件是空的"),
    ],
)
def test_bad_input_is_told_in_chinese_beside_the_field(client_as, lead, fact, body, says):
    if "file" in body:
        body = body | {"file": letter(body["file"][1], body["file"][0])}
    answer = client_as("office_head").post(url(lead, fact), body)
    shown = answer.content.decode()
    assert answer.status_code == 422 and says in shown
    assert "zc-error" in shown
    assert "仅申报" in timeline(client_as("officer"), lead)


@pytest.mark.parametrize("name", ["other_officer", "other_head", "department", "system_admin", "audit_admin"])
def test_others_are_refused(client_as, lead, fact, name):
    client = client_as(name)
    assert client.get(url(lead, fact)).status_code == 403
    assert client.post(url(lead, fact), {"judgement": "disputed", "reason": "示例"}).status_code == 403


def test_what_is_not_there_or_voided_is_told(client, client_as, actors, lead, fact):
    from zhuchao.ledger.flows import void_fact

    assert client.get(url(lead, fact)).status_code == 302
    centre = client_as("centre")
    answer = centre.get(url(lead, "none"))
    assert answer.status_code == 409 and "没有编号为“none”的事项" in answer.content.decode()
    void_fact(actor=actors["centre"], kind="engagements_leadfact", code=fact, reason="录错")
    assert url(lead, fact) not in timeline(centre, lead) and "作废理由：录错" in timeline(centre, lead)
    answer = centre.get(url(lead, fact))
    assert answer.status_code == 409 and "已作废" in answer.content.decode()


def test_html_in_reason_and_file_name_is_shown_as_text(client_as, lead, fact):
    client = client_as("centre")
    bad = "<script>alert(1)</script>"
    body = {"judgement": "verified", "reason": bad, "file": letter(name="示例<b>函.pdf")}
    assert client.post(url(lead, fact), body).status_code == 302
    for shown in (timeline(client, lead), client.get(url(lead, fact)).content.decode()):
        assert "<script>alert(1)" not in shown and "<b>函" not in shown
        assert "&lt;script&gt;alert(1)" in shown


def test_by_command(actors, lead, fact, tmp_path):
    """The codes are in ``leads show``; a file of the disk is brought along."""

    def run(who, *words):
        return CliRunner().invoke(command, [*words], obj={"login": who})

    assert fact in run("office_head", "show", lead).output
    file = tmp_path / "示例函.pdf"
    file.write_bytes(b"%PDF-1.7 ")
    assert isinstance(run("officer", "verify", lead, fact, "--file", str(file)).exception, Refused)
    assert isinstance(run("office_head", "verify", lead, fact).exception, Refused)
    ran = run("office_head", "verify", lead, fact, "--file", str(file), "--reason", "有函", "--json")
    assert json.loads(ran.output) == {"code": fact}
    assert f"已核实 {timezone.localdate()} 示例office_head" in run("officer", "show", lead).output
    assert "已对事项存疑" in run("centre", "dispute", lead, fact, "--reason", "日期不符").output
    assert selectors.lead_file(actors["officer"], lead).history[0].judged_reason == "日期不符"
