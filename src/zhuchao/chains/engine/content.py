"""A chain as plain data, the shape of the rulebook's entries: what a draft and a published version keep."""

from zhuchao.chains.engine.knowledge import Basis, Chain, Edge, Link

#: Lists of a link, in the order a form shows them, with what an officer calls them.
LISTS: dict[str, str] = {
    "gb": "国民经济行业代码",
    "make": "产品词",
    "process": "工艺词",
    "loose": "宽泛词",
    "name_words": "名称用词",
    "hint_words": "名称提示词",
    "exclude": "排除说法",
    "sw": "申万行业",
}


def content_of(chain: Chain) -> dict[str, object]:
    """The chain as JSON-ready data; ``chain_from_content`` reads it back."""
    return {
        "code": chain.code,
        "name": chain.name,
        "summary": chain.summary,
        "shared": list(chain.shared),
        "links": [_link(link) for link in chain.links],
        "edges": [_edge(edge) for edge in chain.edges],
    }


def _link(link: Link) -> dict[str, object]:
    lists = {key: list(getattr(link, key)) for key in LISTS}
    return {"code": link.code, "name": link.name, "stage": link.stage, "service": link.service} | lists


def _edge(edge: Edge) -> dict[str, object]:
    kept: dict[str, object] = {"from": edge.source, "to": edge.target, "basis": edge.basis.value}
    if edge.basis is Basis.GBT:
        kept |= {"gb": edge.gb, "phrase": edge.phrase}
    if edge.coefficient is not None:
        # As text: a row of the hash chain holds no floating point.
        its = edge.coefficient
        kept["io"] = [its.supplier, its.user, str(its.value)]
    return kept | ({"cycle": True} if edge.cycle else {})
