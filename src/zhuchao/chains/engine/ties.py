"""以商招商: which local core firm would buy from a company or sell to it, judged by the products both name.

That a neighbouring link has core firms here holds for every company of a list alike: it is said once for the
list. What differs from company to company, and alone earns points, is whether its scope names what such a firm makes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from zhuchao.chains.engine.knowledge import Chain

UPSTREAM, DOWNSTREAM = "上游", "下游"


@dataclass(frozen=True, slots=True)
class Firm:
    """A core firm of a link in the district, the largest of a link first; ``scope`` is what it registered."""

    link: str
    uscc: str
    name: str
    scope: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A core firm one step up or down from the link asked, with the products of its link that its scope names."""

    firm: Firm
    link_name: str
    side: str
    products: tuple[str, ...]


def partners(chain: Chain, link: str, firms: Iterable[Firm]) -> tuple[Partner, ...]:
    """The core firms joined to ``link`` by an edge of the chain, upstream first, each firm once.

    Words that also speak of the link asked say nothing of buying or selling and are no products here.
    """
    up, down = chain.upstream(link), chain.downstream(link)
    own = chain.link(link).words
    order = {code: n for n, code in enumerate((*up, *down))}
    found: dict[str, Partner] = {}
    for firm in sorted((f for f in firms if f.link in order), key=lambda f: order[f.link]):
        its = chain.link(firm.link)
        products = shortest(
            w for w in (*its.make, *its.process) if w in firm.scope and not _speaks_of(w, own)
        )
        side = UPSTREAM if firm.link in up else DOWNSTREAM
        found.setdefault(firm.uscc, Partner(firm, its.name, side, products))
    return tuple(found.values())


def vocabulary(chain: Chain, link: str) -> tuple[str, ...]:
    """Every word that may be among the ``products`` of partners of a link, in whichever district."""
    own = chain.link(link).words
    neighbours = (chain.link(code) for code in (*chain.upstream(link), *chain.downstream(link)))
    return tuple(
        sorted({w for its in neighbours for w in (*its.make, *its.process) if not _speaks_of(w, own)})
    )


def _speaks_of(word: str, own: Iterable[str]) -> bool:
    return any(word in mine or mine in word for mine in own)


def shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that hold another of them: 经编 and not also 经编面料, so that none counts twice."""
    kept: list[str] = []
    for word in sorted(set(words), key=lambda w: (len(w), w)):
        if not any(short in word for short in kept):
            kept.append(word)
    return tuple(kept)


def products(found: Iterable[Partner]) -> tuple[str, ...]:
    """All products of the partners, none inside another."""
    return shortest(w for p in found for w in p.products)


def named(scope: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """The products a scope names, in their order; how many they are is the fact ``ties``."""
    return tuple(w for w in wanted if w in scope)


def closest(scope: str, found: Iterable[Partner], most: int) -> list[tuple[Partner, tuple[str, ...]]]:
    """At most ``most`` partners whose products the scope names, those with most of them first, each link once."""
    shared = [(p, named(scope, p.products)) for p in found]
    ranked = sorted((s for s in shared if s[1]), key=lambda s: -len(s[1]))
    kept: dict[str, tuple[Partner, tuple[str, ...]]] = {}
    for partner, words in ranked:
        kept.setdefault(partner.firm.link, (partner, words))
    return list(kept.values())[:most]


def sentence(shared: Iterable[tuple[Partner, tuple[str, ...]]]) -> str:
    """“经编面料”是本区示例针纺有限公司（上游·经编织造）的产品; several with a semicolon between."""
    return "；".join(
        f"“{'”“'.join(words[:2])}”是本区{p.firm.name}（{p.side}·{p.link_name}）的产品" for p, words in shared
    )


def note(found: Iterable[Partner], most: int) -> str:
    """What holds for the whole list: core firms here up and down, at most ``most`` a side and one a link.

    Empty when there are none.
    """
    sides: dict[str, dict[str, str]] = {UPSTREAM: {}, DOWNSTREAM: {}}
    for p in found:
        sides[p.side].setdefault(p.firm.link, f"{p.firm.name}（{p.link_name}）")
    said = [f"{side}有{'、'.join(list(firms.values())[:most])}" for side, firms in sides.items() if firms]
    return f"以商招商（对整份名单都成立，不另计分）：本区{'；'.join(said)}。" if said else ""
