"""以商招商: firms that are truly one step up or down, and the products both sides name."""

from hypothesis import given
from hypothesis import strategies as st

from zhuchao.chains.engine import ties
from zhuchao.chains.engine.knowledge import Basis, Chain, Edge, Link


def link(code, *make):
    return Link(code, f"示例{code}", "中游", (), make)


def edge(source, target):
    return Edge(source, target, Basis.EXPERT, "专家判断，待核")


CHAIN = Chain(
    "示例",
    "示例链",
    "",
    (
        link("yarn", "涤纶丝"),
        link("weave", "坯布", "化纤布"),
        link("dye", "印染布"),
        link("coat", "涂层布"),
        link("clothes", "服装", "印染布"),
    ),
    (edge("yarn", "weave"), edge("weave", "dye"), edge("dye", "clothes"), edge("coat", "clothes")),
)
FIRMS = [
    ties.Firm("clothes", "C1", "示例服装厂", "服装、印染布生产"),
    ties.Firm("weave", "W1", "示例织造厂", "化纤布、坯布生产"),
    ties.Firm("yarn", "Y1", "示例化纤厂", "涤纶丝"),
    ties.Firm("coat", "X1", "示例涂层厂", "涂层布"),
]


def test_only_true_neighbours_are_partners():
    """Of dyeing: weaving above, clothes below; yarn is two steps off and coating beside."""
    found = ties.partners(CHAIN, "dye", FIRMS)
    assert [(p.firm.uscc, p.side) for p in found] == [("W1", "上游"), ("C1", "下游")]


def test_words_of_the_link_itself_are_no_products_of_a_partner():
    """That a dyer names dyed cloth says nothing of buying or selling."""
    found = ties.partners(CHAIN, "dye", FIRMS)
    assert found[1].products == ("服装",)
    assert ties.products(found) == ("坯布", "服装", "化纤布")


def test_the_closest_partner_is_named_and_each_link_once():
    """Most shared words first, at most so many, none whose products are not named."""
    found = ties.partners(CHAIN, "dye", [*FIRMS, ties.Firm("weave", "W2", "示例织造二厂", "坯布")])
    close = ties.closest("坯布、化纤布染色，服装加工", found, 2)
    assert [(p.firm.uscc, words) for p, words in close] == [("W1", ("坯布", "化纤布")), ("C1", ("服装",))]
    assert ties.closest("餐饮", found, 2) == []
    assert ties.sentence(close[:1]) == "“坯布”“化纤布”是本区示例织造厂（上游·示例weave）的产品"


def test_what_holds_for_the_whole_list_is_said_once():
    """Both sides, so many a side; nothing when nobody is here."""
    said = ties.note(ties.partners(CHAIN, "dye", FIRMS), 2)
    assert "上游有示例织造厂（示例weave）；下游有示例服装厂（示例clothes）" in said
    assert ties.note((), 2) == ""


@given(st.lists(st.text("布染丝化", min_size=1, max_size=4), max_size=8))
def test_no_product_holds_another(words):
    """So that a scope is never paid twice for one word, and every word is still found."""
    kept = ties.shortest(words)
    assert not any(a != b and a in b for a in kept for b in kept)
    assert all(any(k in w for k in kept) for w in words)
