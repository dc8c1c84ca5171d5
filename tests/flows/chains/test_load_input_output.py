"""An input-output table loaded into the home."""

import pytest

from zhuchao.chains.flows.load_input_output import load_input_output
from zhuchao.chains.selectors.evidence.board import IO_MODEL
from zhuchao.learners import kept
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
FLOWS = "from_code,to_code,flow_wan_yuan\n34001,34001,20\n34001,35001,10\n"
SECTORS = "code,name,GO\n34001,通用设备,100\n35001,专用设备,50\n"


@pytest.fixture
def files(tmp_path, settings):
    settings.ZHUCHAO_HOME = tmp_path

    def written(flows=FLOWS, sectors=SECTORS):
        (tmp_path / "f.csv").write_text(flows, encoding="utf-8")
        (tmp_path / "s.csv").write_text(sectors, encoding="utf-8")
        return {"flows": tmp_path / "f.csv", "sectors": tmp_path / "s.csv"}

    return written


def test_works(files, actors):
    """Kept as a version with its source."""
    card = load_input_output(actor=actors["centre"], **files(), source="示例表")
    its = kept.load(IO_MODEL, card["version"])
    assert its.arrays["flows"].tolist() == [[20, 10], [0, 0]]
    assert its.plain["codes"] == ["34001", "35001"] and card["source"] == "示例表"


@pytest.mark.parametrize(
    "change",
    [
        {"flows": "from_code,to_code,flow_wan_yuan\n34001,99001,20\n"},
        {"flows": "a,b\n1,2\n"},
        {"flows": "from_code,to_code,flow_wan_yuan\n34001,35001,51\n"},
        {"sectors": "code,name,GO\n"},
    ],
)
def test_refuses(files, actors, change):
    """An unknown sector, a missing column, more taken in than put out, no sector."""
    with pytest.raises(Refused, match="投入产出表不能用"):
        load_input_output(actor=actors["centre"], **files(**change))
    assert kept.version_in_force(IO_MODEL) == ""


def test_forbids(files, actors):
    """An officer does not replace a table of everybody."""
    with pytest.raises(Refused) as refused:
        load_input_output(actor=actors["officer"], **files())
    assert refused.value.forbidden
