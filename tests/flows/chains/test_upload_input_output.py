"""An input-output table that was sent: by page and by API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zhuchao.chains.flows.upload_input_output import upload_input_output
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.learners import kept
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
FLOWS = "from_code,to_code,flow_wan_yuan\n34001,35001,10\n"
SECTORS = "code,name,GO\n34001,通用设备,100\n35001,专用设备,50\n"


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.ZHUCHAO_HOME = tmp_path


def sent(flows=FLOWS, name="流量.csv"):
    return {"flows": (name, [flows.encode()]), "sectors": ("部门.csv", [SECTORS.encode()])}


def forms(flows=FLOWS):
    return {
        "flows": SimpleUploadedFile("流量.csv", flows.encode()),
        "sectors": SimpleUploadedFile("部门.csv", SECTORS.encode()),
        "source": "示例来源",
    }


def test_works(actors, tmp_path):
    """A name leads nowhere: the file stays in a folder that is gone afterwards."""
    card = upload_input_output(actor=actors["centre"], **sent(name="../../../流量.csv"), source="示例")
    assert kept.load(IO_MODEL, card["version"]).plain["codes"] == ["34001", "35001"]
    assert not list(tmp_path.parent.glob("流量.csv"))


@pytest.mark.parametrize("who", ["centre", "system_admin"])
def test_works_by_page_and_api(client_as, who):
    client, url = client_as(who), reverse("chains:input-output")
    assert client.get("/api/v1/chains/input-output").json() is None
    assert "还没有载入" in client.get(url).content.decode()
    assert client.post(url, forms())["Location"] == url
    shown = client.get(url).content.decode()
    assert "现用：示例来源，2 个部门" in shown
    answer = client.post("/api/v1/chains/input-output", forms())
    assert answer.status_code == 201, answer.content
    told = client.get("/api/v1/chains/input-output").json()
    assert (told["sectors"], told["source"]) == (2, "示例来源")


def test_refuses_the_same_by_page_and_api(client_as):
    client, wrong = client_as("centre"), FLOWS.replace(",10", ",十")
    said = "流量表第 2 行“流量”“十”不是数字"
    page = client.post(reverse("chains:input-output"), forms(wrong))
    assert page.status_code == 422 and said in page.content.decode()
    body = client.post("/api/v1/chains/input-output", forms(wrong))
    assert body.status_code == 409 and said in body.json()["refusals"][0]["reason"]
    assert kept.version_in_force(IO_MODEL) == ""


@pytest.mark.parametrize("who", ["officer", "leader", "security_admin", "audit_admin"])
def test_forbids(actors, client_as, who):
    with pytest.raises(Refused) as refused:
        upload_input_output(actor=actors[who], **sent())
    assert refused.value.forbidden
    client = client_as(who)
    assert client.get(reverse("chains:input-output")).status_code == 403
    assert client.post("/api/v1/chains/input-output", forms()).status_code == 403
