"""Whether a chain may be put in force: what is wrong with it, each time with its link and field."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.knowledge import STAGES, Chain, Link
from zhuchao.terms.refusal import Refusal

#: Lists whose words are looked for in scopes and names.
_WORDS = ("make", "process", "loose", "name_words", "hint_words", "exclude")
#: Lists whose words speak of one link only.
_CLAIMING = ("make", "process", "loose")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed to make a chain: the chain ``before``, and the code of the link said anew, if it was one."""

    before: Chain
    link: str = ""

    def typed(self, link: str, field: str, word: str) -> bool:
        """True when the word is new in the list of the link."""
        was = next((x for x in self.before.links if x.code == link), None)
        return was is None or word not in getattr(was, field)


def faults(
    chain: Chain, known_gb: Container[str], taken_names: Container[str] = (), edit: Edit | None = None
) -> list[Refusal]:
    """Everything wrong with the chain, none when it may be published.

    ``known_gb`` are the codes of GB/T 4754, ``taken_names`` the names of the other chains. Where a fault lies between two
    fields it is told of the one that ``edit`` changed, once for each when it changed both.
    """
    return [
        *_of_chain(chain, taken_names),
        *(fault for link in chain.links for fault in _of_link(link, known_gb, edit)),
        *_names(chain),
        *_claimed(chain, edit),
        *_circle(chain, edit),
    ]


def _of_chain(chain: Chain, taken_names: Container[str]) -> Iterator[Refusal]:
    if not chain.name:
        yield Refusal("chains.name", "产业链没有名称", "请填写产业链名称。", "name")
    elif chain.name in taken_names:
        yield Refusal("chains.name-taken", f"已有产业链叫“{chain.name}”", "请换一个名称。", "name")
    if not chain.links:
        yield Refusal("chains.no-links", f"产业链“{chain.name}”还没有环节", "请先增加环节。")


def _of_link(link: Link, known_gb: Container[str], edit: Edit | None) -> Iterator[Refusal]:
    if link.stage not in STAGES:
        yield _fault(link, "stage", "位置", f"是“{link.stage}”", f"请选择{'、'.join(STAGES)}之一。")
    if unknown := [code for code in link.gb if code not in known_gb]:
        said = f"“{'”“'.join(unknown)}”不在国民经济行业分类中"
        yield _fault(link, "gb", LISTS["gb"], said, "请填写分类表中的代码，一行一个。", "GB/T 4754-2017")
    if not (link.gb or link.words or link.name_words):
        yield _fault(link, "make", LISTS["make"], "是空的，也没有行业代码", "请至少填写一个代码或一个词。")
    yield from _words_of(link)
    yield from _between_lists(link, edit)


def _words_of(link: Link) -> Iterator[Refusal]:
    for field in _WORDS:
        if short := [w for w in getattr(link, field) if len(w) < _SHORTEST]:
            said = f"“{'”“'.join(short)}”不足两个字"
            yield _fault(link, field, LISTS[field], said, "单字会误中，请改用更完整的词。")


def _between_lists(link: Link, edit: Edit | None) -> Iterator[Refusal]:
    for one, other in (("make", "loose"), ("name_words", "hint_words")):
        for word in (w for w in getattr(link, one) if w in getattr(link, other)):
            for field, beside in _blamed(link, word, (one, other), edit):
                said = f"“{word}”同时列在{LISTS[beside]}中"
                yield _fault(link, field, LISTS[field], said, f"请只留在{LISTS[one]}或{LISTS[other]}中。")
    for field in _WORDS[:-1]:
        for word in getattr(link, field):
            if silencing := [x for x in link.exclude if x in word]:
                yield _silenced(link, field, word, silencing, edit)


def _silenced(link: Link, field: str, word: str, by: Sequence[str], edit: Edit | None) -> Refusal:
    """Told of the excluded phrase when that is what is new."""
    new = [x for x in by if edit and edit.typed(link.code, "exclude", x)]
    if new and edit and not edit.typed(link.code, field, word):
        said = f"“{'”“'.join(by)}”盖住了{LISTS[field]}“{word}”"
        return _fault(link, "exclude", LISTS["exclude"], said, "该词永远不会起作用，请改词或改排除说法。")
    said = f"“{word}”被本环节的排除说法盖住"
    return _fault(link, field, LISTS[field], said, "该词永远不会起作用，请改词或改排除说法。")


def _blamed(link: Link, word: str, fields: tuple[str, str], edit: Edit | None) -> Iterator[tuple[str, str]]:
    """The field at fault of two that hold the word, with the other: that which has it newly, both when both have."""
    one, other = fields
    typed = [f for f in fields if edit and edit.typed(link.code, f, word)] or [one]
    yield from ((f, other if f == one else one) for f in typed)


def _names(chain: Chain) -> Iterator[Refusal]:
    seen: set[str] = set()
    for link in chain.links:
        if not link.name:
            yield Refusal("chains.link-name", f"环节 {link.code} 没有名称", "请填写环节名称。", "name")
        elif link.name in seen:
            yield _fault(link, "name", "名称", "与本链另一环节相同", "请换一个名称。")
        seen.add(link.name)


def _claimed(chain: Chain, edit: Edit | None) -> Iterator[Refusal]:
    """A word of a scope speaks of one link only, unless the chain declares it shared."""
    places: dict[str, list[tuple[Link, str]]] = defaultdict(list)
    for link in chain.links:
        for field in _CLAIMING:
            for word in getattr(link, field):
                places[word].append((link, field))
    for word, held in places.items():
        if len({link.code for link, _ in held}) > 1 and word not in chain.shared:
            where = "、".join(f"环节“{link.name}”的{LISTS[field]}" for link, field in held)
            for field in _typed_in(held, word, edit):
                yield Refusal(
                    "chains.word-twice",
                    f"“{word}”同时列在{where}中",
                    "请只留在一个环节；确属两个环节共有的，列入全链的“共用词”。",
                    field,
                )


def _typed_in(held: Sequence[tuple[Link, str]], word: str, edit: Edit | None) -> list[str]:
    """The fields that have the word newly, or the list of shared words when it was taken from there; else the last."""
    if edit and word in edit.before.shared:
        return ["shared"]
    typed = [field for link, field in held if edit and edit.typed(link.code, field, word)]
    return list(dict.fromkeys(typed)) or [held[-1][1]]


def _circle(chain: Chain, edit: Edit | None) -> Iterator[Refusal]:
    """Nothing flows back to where it came from, but what is marked as recycled."""
    for edge in chain.edges:
        if edge.source == edge.target:
            side = _side(chain, (edge.source,), edit)
            label = "上游环节" if side == "upstream" else "下游环节"
            yield _fault(chain.link(edge.source), side, label, "是它自己", "请去掉本环节。")
    if found := _walk(chain):
        names = "→".join(chain.link(code).name for code in found)
        yield Refusal(
            "chains.circle",
            f"上下游关系绕成一圈：{names}",
            f"请在环节“{chain.link(found[0]).name}”的上游或下游环节中去掉一个。",
            _side(chain, found, edit),
        )


def _side(chain: Chain, circle: Sequence[str], edit: Edit | None) -> str:
    """The side of the link said anew on which the circle was closed."""
    if edit and edit.link in circle:
        was = [e.target for e in edit.before.edges if e.source == edit.link]
        fed = [e.target for e in chain.edges if e.source == edit.link]
        if any(code in circle and code not in was for code in fed):
            return "downstream"
    return "upstream"


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
