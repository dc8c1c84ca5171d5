"""Where links stand on the chain map."""

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.web.layout import ROWS_PER_COLUMN, STAGES, positions


@given(
    st.lists(st.sampled_from(STAGES), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39)), max_size=80),
)
def test_every_link_has_a_place_of_its_own_within_its_stage(stages, pairs):
    codes = {f"L{i}": stage for i, stage in enumerate(stages)}
    edges = [(f"L{a}", f"L{b}") for a, b in pairs]
    places, bands = positions(codes, edges)
    assert places.keys() == codes.keys()
    assert len(set(places.values())) == len(places)
    columns = {stage: range(first, last + 1) for stage, first, last in bands}
    for code, (x, _) in places.items():
        assert int(x) in columns[codes[code]]


def test_stages_run_from_left_to_right():
    places, bands = positions({"c": "下游", "a": "上游", "b": "中游"}, [("a", "b"), ("b", "c")])
    assert places["a"][0] < places["b"][0] < places["c"][0]
    assert [stage for stage, _, _ in bands] == list(STAGES)


def test_a_long_stage_is_folded_into_columns():
    codes = {f"L{i}": "上游" for i in range(ROWS_PER_COLUMN + 1)}
    places, bands = positions(codes, [])
    assert bands == [("上游", 0, 1)]
    assert max(y for _, y in places.values()) < ROWS_PER_COLUMN


def test_inside_a_stage_what_feeds_stands_before_what_is_fed():
    codes = {f"L{i}": "上游" for i in range(ROWS_PER_COLUMN * 2)}
    last, first = f"L{ROWS_PER_COLUMN * 2 - 1}", "L0"
    places, _ = positions(codes, [(last, first)])
    assert places[last][0] <= places[first][0]
    assert places[first][0] == 1


def test_a_loop_in_the_data_ends():
    places, _ = positions({"a": "上游", "b": "上游"}, [("a", "b"), ("b", "a")])
    assert len(places) == 2
