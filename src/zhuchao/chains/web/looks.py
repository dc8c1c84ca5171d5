"""How a kind of gap looks: colour, mark and word together, never colour alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """``mark`` stands inside the node and before the word; ``tone`` is the name of the frame's colour."""

    kind: str
    mark: str
    colour: str
    tone: str
    says: str


LOOKS: dict[str, Look] = {
    "缺": Look("缺", "缺", "#c92a2a", "red", "应有而本区一家也没有"),
    "弱": Look("弱", "弱", "#b35c00", "orange", "明显少于按全省份额应有的家数"),
    "持平": Look("持平", "平", "#3b6fb6", "blue", "与按全省份额应有的家数相当"),
    "强": Look("强", "强", "#1f7a3d", "green", "明显多于按全省份额应有的家数"),
    "样本不足": Look("样本不足", "少", "#6b7280", "secondary", "应有家数不足以下判断，只列数字"),
}
_UNKNOWN = Look("未判断", "—", "#6b7280", "secondary", "没有判断")


def look(kind: str) -> Look:
    """The look of a kind; a kind this page does not know is shown grey under its own name."""
    found = LOOKS.get(kind)
    return found or Look(kind or _UNKNOWN.kind, _UNKNOWN.mark, _UNKNOWN.colour, _UNKNOWN.tone, _UNKNOWN.says)
