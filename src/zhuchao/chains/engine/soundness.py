"""Whether a chain may be put in force: what is wrong with it, each time with its link and field."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.knowledge import STAGES, Chain, Link
from zhuchao.terms.refusal import Refusal

#: Lists whose words are looked for in scopes and names.
_WORDS = ("make", "process", "loose", "name_words", "hint_words", "exclude")
_SHORTEST = 2


def faults(chain: Chain, known_gb: Container[str], taken_names: Container[str] = ()) -> list[Refusal]:
    """Everything wrong with the chain, none when it may be published.

    ``known_gb`` are the codes of GB/T 4754, ``taken_names`` the names of the other chains.
    """
    return [
        *_of_chain(chain, taken_names),
        *(fault for link in chain.links for fault in _of_link(link, known_gb)),
        *_names(chain),
        *_claimed(chain),
        *_circle(chain),
    ]


def _of_chain(chain: Chain, taken_names: Container[str]) -> Iterator[Refusal]:
    if not chain.name:
        yield Refusal("chains.name", "产业链没有名称", "请填写产业链名称。", "name")
    elif chain.name in taken_names:
        yield Refusal("chains.name-taken", f"已有产业链叫“{chain.name}”", "请换一个名称。", "name")
    if not chain.links:
        yield Refusal("chains.no-links", f"产业链“{chain.name}”还没有环节", "请先增加环节。")


def _of_link(link: Link, known_gb: Container[str]) -> Iterator[Refusal]:
    if link.stage not in STAGES:
        yield _fault(link, "stage", "位置", f"是“{link.stage}”", f"请选择{'、'.join(STAGES)}之一。")
    if unknown := [code for code in link.gb if code not in known_gb]:
        said = f"“{'”“'.join(unknown)}”不在国民经济行业分类中"
        yield _fault(link, "gb", LISTS["gb"], said, "请填写分类表中的代码，一行一个。", "GB/T 4754-2017")
    if not (link.gb or link.words or link.name_words):
        yield _fault(link, "make", LISTS["make"], "是空的，也没有行业代码", "请至少填写一个代码或一个词。")
    yield from _words_of(link)


def _words_of(link: Link) -> Iterator[Refusal]:
    for field in _WORDS:
        if short := [w for w in getattr(link, field) if len(w) < _SHORTEST]:
            said = f"“{'”“'.join(short)}”不足两个字"
            yield _fault(link, field, LISTS[field], said, "单字会误中，请改用更完整的词。")
    for one, other in (("make", "loose"), ("name_words", "hint_words")):
        if both := [w for w in getattr(link, one) if w in getattr(link, other)]:
            said = f"“{'”“'.join(both)}”同时列在{LISTS[other]}中"
            yield _fault(link, one, LISTS[one], said, f"请只留在{LISTS[one]}或{LISTS[other]}中。")
    for field in _WORDS[:-1]:
        if silenced := [w for w in getattr(link, field) if any(x in w for x in link.exclude)]:
            said = f"“{'”“'.join(silenced)}”被本环节的排除说法盖住"
            yield _fault(link, field, LISTS[field], said, "这些词永远不会起作用，请改词或改排除说法。")


def _names(chain: Chain) -> Iterator[Refusal]:
    seen: set[str] = set()
    for link in chain.links:
        if not link.name:
            yield Refusal("chains.link-name", f"环节 {link.code} 没有名称", "请填写环节名称。", "name")
        elif link.name in seen:
            yield _fault(link, "name", "名称", "与本链另一环节相同", "请换一个名称。")
        seen.add(link.name)


def _claimed(chain: Chain) -> Iterator[Refusal]:
    """A word of a scope speaks of one link only, unless the chain declares it shared."""
    places: dict[str, list[Link]] = defaultdict(list)
    for link in chain.links:
        for word in dict.fromkeys(link.words):
            places[word].append(link)
    for word, links in places.items():
        if len(links) > 1 and word not in chain.shared:
            where = "、".join(f"环节“{link.name}”的{_list_of(link, word)}" for link in links)
            yield Refusal(
                "chains.word-twice",
                f"“{word}”同时列在{where}中",
                "请只留在一个环节；确属两个环节共有的，列入全链的“共用词”。",
                _field_of(links[-1], word),
            )


def _field_of(link: Link, word: str) -> str:
    return next(field for field in ("make", "process", "loose") if word in getattr(link, field))


def _list_of(link: Link, word: str) -> str:
    return LISTS[_field_of(link, word)]


def _circle(chain: Chain) -> Iterator[Refusal]:
    """Nothing flows back to where it came from, but what is marked as recycled."""
    for edge in chain.edges:
        if edge.source == edge.target:
            yield _fault(chain.link(edge.source), "upstream", "上游环节", "是它自己", "请去掉本环节。")
    if found := _walk(chain):
        names = "→".join(chain.link(code).name for code in found)
        yield Refusal(
            "chains.circle",
            f"上下游关系绕成一圈：{names}",
            f"请在环节“{chain.link(found[0]).name}”的上游或下游环节中去掉一个。",
            "upstream",
        )


def _walk(chain: Chain) -> list[str]:
    """A circle as codes, its first link again at the end; empty when there is none."""
    onward: dict[str, set[str]] = {link.code: set() for link in chain.links}
    for edge in chain.edges:
        if not edge.cycle and edge.source != edge.target:
            onward[edge.source].add(edge.target)
    # Take away what feeds nothing that is left; a circle stays.
    while done := {code for code, fed in onward.items() if not fed}:
        onward = {code: fed - done for code, fed in onward.items() if code not in done}
    if not onward:
        return []
    path = [min(onward)]
    while (ahead := min(onward[path[-1]])) not in path:
        path.append(ahead)
    return [*path[path.index(ahead) :], ahead]


def _fault(
    link: Link, field: str, label: str, said: str, advice: str, article: str = "本系统规则"
) -> Refusal:
    return Refusal(f"chains.link-{field}", f"环节“{link.name}”的{label}{said}", advice, field, article)


def introduced(before: Iterable[Refusal], after: Iterable[Refusal]) -> list[Refusal]:
    """The faults a change brings: what was wrong before does not stand in the way of another link's editor."""
    known = {str(fault) for fault in before}
    return [fault for fault in after if str(fault) not in known]
