"""What a stage needs and what is missing: one function for the page, the API, the command line and the board."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zhuchao.terms.refusal import Refusal
from zhuchao.terms.source import Rule

#: How a need names what meets it; ``any`` lists papers of which one is enough.
KINDS = ("field", "paper", "contract", "money", "any")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a stage needs. ``codes`` are alternatives (one unless ``any``); ``blocks`` is False where the rule's
    source was not read and the district has not confirmed it (design.md §2.3)."""

    kind: str
    codes: tuple[str, ...]
    rule: str
    title: str
    article: str
    blocks: bool

    @property
    def item(self) -> str:
        """The code by which it is waived."""
        return "|".join(self.codes)


@dataclass(frozen=True, slots=True)
class Held:
    """What a project has: fields with a value, papers at hand, kinds of contract signed, verified or claimed money,
    items waived for the stage in question."""

    fields: Collection[str] = ()
    papers: Collection[str] = ()
    contracts: Collection[str] = ()
    money: bool = False
    waived: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What codes are called on the screen."""

    fields: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)
    contracts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """A need that is not met; ``label`` is what it is called."""

    need: Need
    label: str

    def refusal(self, stage_name: str) -> Refusal:
        """Why the stage cannot be reached, with the rule, the field and the next step."""
        field_name, step = _WHAT_NEXT[self.need.kind]
        code = self.need.codes[0]
        return Refusal(
            self.need.rule,
            f"不能推进到“{stage_name}”：缺{self.label}",
            step.format(label=self.label),
            field_name.format(code=code),
            self.need.article,
        )


_WHAT_NEXT = {
    "field": ("field_{code}", "请填写“{label}”。"),
    "paper": ("paper_{code}", "请上传“{label}”；确实没有的，由单位负责人写明理由放行。"),
    "any": ("paper_{code}", "请上传其中一份：{label}。"),
    "contract": ("contract", "请先登记“{label}”。"),
    "money": ("money", "请先登记到位资金凭证。"),
}


def needs_from_rules(rules: Iterable[Rule], *, klass: str, form: str) -> list[Need]:
    """The needs that rules of one stage lay on a project of that class and form.

    A rule's value is ``{classes?: [...], forms?: [...], needs: [{kind: code}]}``. Raises ValueError for a kind
    that is none of ``KINDS``.
    """
    found: list[Need] = []
    for rule in rules:
        value = rule.value
        assert isinstance(value, Mapping)
        if not (_within(value.get("classes"), klass) and _within(value.get("forms"), form)):
            continue
        for raw in value["needs"]:
            ((kind, code),) = raw.items()
            if kind not in KINDS:
                raise ValueError(f"规则 {rule.id} 有未知的要求 {kind}")
            codes = tuple(code) if kind == "any" else (str(code),)
            found.append(Need(kind, codes, rule.id, rule.title, _article(rule), rule.blocks))
    return found


def _within(allowed: Sequence[str] | None, value: str) -> bool:
    return allowed is None or value in allowed


def _article(rule: Rule) -> str:
    return f"{rule.title}，{rule.source}"


def missing(needs: Iterable[Need], held: Held, words: Words) -> list[Missing]:
    """The needs that are neither met nor waived, in the order of the rules."""
    return [Missing(n, label(n, words)) for n in needs if n.item not in held.waived and not _met(n, held)]


def _met(need: Need, held: Held) -> bool:
    if need.kind == "money":
        return held.money
    having = {"field": held.fields, "contract": held.contracts}.get(need.kind, held.papers)
    return any(code in having for code in need.codes)


def label(need: Need, words: Words) -> str:
    """What is needed, as it is called on the screen."""
    if need.kind == "money":
        return "到位资金凭证"
    named = {"field": words.fields, "contract": words.contracts}.get(need.kind, words.papers)
    return "或".join(named.get(code, code) for code in need.codes)
