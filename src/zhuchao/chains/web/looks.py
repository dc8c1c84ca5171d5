"""How a kind of gap looks: colour, mark and word together, never colour alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """``mark`` stands inside the node and before the word; ``tone`` is Tabler's name of the colour, ``state``
    the tone of a tag."""

    kind: str
    mark: str
    colour: str
    tone: str
    state: str
    says: str


LOOKS: dict[str, Look] = {
    "缺": Look("缺", "缺", "#c92a2a", "red", "red", "应有而本区没有或极少"),
    "弱": Look("弱", "弱", "#b35c00", "orange", "amber", "明显少于按全省份额应有的家数"),
    "持平": Look("持平", "平", "#3b6fb6", "blue", "blue", "与按全省份额应有的家数相当"),
    "强": Look("强", "强", "#1f7a3d", "green", "green", "明显多于按全省份额应有的家数"),
    "样本不足": Look("样本不足", "少", "#6b7280", "secondary", "grey", "应有家数不足以下判断，只列数字"),
}
_UNKNOWN = Look("未判断", "—", "#6b7280", "secondary", "grey", "没有判断")


def look(kind: str) -> Look:
    """The look of a kind; a kind this page does not know is shown grey under its own name."""
    found = LOOKS.get(kind)
    return found or Look(
        kind or _UNKNOWN.kind, _UNKNOWN.mark, _UNKNOWN.colour, _UNKNOWN.tone, _UNKNOWN.state, _UNKNOWN.says
    )


def version(code: str) -> str:
    """A version of the scheme for people: targets.scheme@2024-01-01#0ca5… → 2024-01-01 版（规则库 0ca5a85d）."""
    _, _, dated = code.partition("@")
    day, _, digest = dated.partition("#")
    return f"{day} 版（规则库 {digest[:8]}）" if day and digest else code
