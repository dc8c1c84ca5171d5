"""Fill an empty lake: with the given registry files, else with invented companies."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from zhuchao.companies.flows.import_registry import import_registry
from zhuchao.demo import selectors, store
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden
from zhuchao.warehouse import lake


def load_registry(
    *,
    actor: Actor,
    registry: Path | None = None,
    count: int = selectors.COMPANIES,
    say: Callable[[str], None] = lambda text: None,
) -> bool:
    """Import ``registry`` (a file or folder), or ``count`` invented companies when None, unless the lake
    holds rows; True when it was filled now.

    Raises Refused when the actor may not import, or real files are given to a lake of invented rows.
    """
    if not actor.has(Role.CENTRE):
        raise forbidden("demo.import-right", "只有促进中心可以导入企业登记数据")
    present = lake.manifest()
    if present is not None and present.demo and registry is not None:
        raise Refused(
            Refusal(
                "demo.no-mixing",
                "登记库里是虚构的示例企业，不能再导入真实数据",
                "请用 ZHUCHAO_HOME 指定一个新的数据文件夹后重新运行。",
                "registry",
            )
        )
    if present is not None:
        return False
    if registry is not None:
        say(f"导入登记数据 {registry}……")
        import_registry(actor=actor, paths=[registry])
        return True
    with tempfile.TemporaryDirectory(dir=settings.ZHUCHAO_HOME) as folder:
        path = Path(folder) / "虚构登记数据.parquet"
        say(f"生成 {count:,} 家虚构企业……")
        store.write_registry(selectors.plan(timezone.localdate(), count=count), path)
        say("导入虚构企业……")
        import_registry(actor=actor, paths=[path], demo=True)
    return True
