"""The national table of 2020: coefficients hold together, and output is what final demand needs in all."""

import csv
import gzip

import numpy as np
import pytest

from zhuchao.learners.input_output import Table

pytestmark = pytest.mark.scale


def test_output_is_recovered_from_final_demand(shared_data):
    """(I-A)^-1 times final use is total output, to a millionth."""
    folder = shared_data / "io_table_cn"
    with gzip.open(folder / "io2020_153_sectors.csv.gz", "rt", encoding="utf-8-sig") as lines:
        sectors = list(csv.DictReader(lines))
    place = {s["code"]: n for n, s in enumerate(sectors)}
    flows = np.zeros((len(place), len(place)))
    with gzip.open(folder / "io2020_153_flows_wan_yuan.csv.gz", "rt", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            flows[place[row["from_code"]], place[row["to_code"]]] = float(row["flow_wan_yuan"])
    output = np.array([float(s["GO"]) for s in sectors])
    table = Table(tuple(place), tuple(s["name"] for s in sectors), flows, output)
    final = output - flows.sum(1)
    assert len(place) == 153 and (table.direct.sum(0) < 1).all()
    np.testing.assert_allclose(final + table.whole @ final, output, rtol=1e-6)
