"""Contracts signed and what follows from them: amendments, plans, money, verified or not."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import cast

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.projects.flows.record_contract import record_contract

#: How a text of a kind is called; the padded one is called what it truly is.
_TITLES = {"formal": "项目投资合同", "intent": "项目投资意向书"}
_PADDED = "战略合作框架协议"


def _contract(scene: Scene, act: Act) -> None:
    kind, on = str(act.given["kind"]), cast(date, act.given["on"])
    if kind == "amendment":
        return
    wan = cast("int | None", act.given["wan"])
    padded = kind == "formal" and "padded-framework" in scene.life(act).flaws
    file = scene.file("signed_text" if kind == "formal" else "minutes", on, who=act.who)
    fact = record_contract(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        what=kind,
        number=str(act.given["number"]),
        amount_wan=None if wan is None else Decimal(wan),
        signed_on=on,
        event_code=scene.codes.get(str(act.given["event"]), ""),
        title=_PADDED if padded else _TITLES[kind],
        evidence=[file],
    )
    scene.codes.setdefault(f"{act.key}/{kind}", fact)


DO: dict[str, Callable[[Scene, Act], None]] = {"contract": _contract}
