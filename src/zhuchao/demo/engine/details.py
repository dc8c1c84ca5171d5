"""The figures of an invented project, by the stage at which they become known. Money in 万元, land in 亩."""

from datetime import date, timedelta

from zhuchao.demo.engine import trades
from zhuchao.demo.engine.investors import local_code
from zhuchao.demo.engine.lives import Dice, Life, gaps

_MAKERS = ("traditional", "emerging")
_EQUITY = ("stake", "acquisition", "convertible", "swap")
_LEVELS = ("national", "regional", "function")


def details(dice: Dice, life: Life, *, division: str) -> dict[str, dict[str, str]]:
    """Stage → field → value as an officer types it; ``division`` is the district's code."""
    found: dict[str, dict[str, object]] = {
        "intent": _plans(dice, life) | _class_details(dice, life),
        "signed": _terms(dice, life),
        "registered": _registered(dice, life, division),
        "filed": {"filing_code": _filing_code(dice, life, division)},
        "sited": _site(dice, life),
        "completed": {
            "completion_no": f"示例竣备〔{_year(life, 'completed')}〕{dice.random.randint(10, 999)}号"
        },
    }
    if "relocation" in life.flaws:
        found["intent"]["moved_from"] = trades.NEIGHBOUR[0]
    return {stage: {code: f"{value}" for code, value in given.items()} for stage, given in found.items()}


def land_price(life: Life) -> int:
    """What the land costs, in 万元: about 45 a 亩, and 450 of investment stand on each."""
    return max(90, round(life.sum_wan / 450 * 45, -1).__int__())


def _plans(dice: Dice, life: Life) -> dict[str, object]:
    built = life.form == "build"
    wan = life.sum_wan
    output = round(wan * dice.random.uniform(0.9, 1.8), -2)
    plans: dict[str, object] = {
        "total_wan": wan,
        "net_wan": wan - (land_price(life) if built else 0),
        "jobs": max(8, round(wan / dice.random.uniform(150, 420))),
        "output_wan": int(output),
        "tax_wan": int(output * dice.random.uniform(0.03, 0.07)),
        "rd_wan": int(output * dice.random.uniform(0.01, 0.05)),
        "full_year": life.days["lead"].year + (4 if built else 2),
        "purpose": "upgrade" if life.klass == "traditional" else "growth",
    }
    if life.klass in (*_MAKERS, "tech"):
        plans["fixed_wan"] = int(wan * 0.72)
    if life.klass in _MAKERS:
        plans |= {
            "policy_class": "encouraged" if dice.chance(0.6) else "allowed",
            "power_kva": round(wan / 30, -2).__int__() or 200,
            "water_t_day": round(wan / 120).__int__() or 5,
            "energy_tce": round(wan / 14).__int__() or 20,
        }
    if life.klass == "traditional":
        plans |= {"sewage_t_day": round(wan / 160).__int__() or 4, "cod_t": round(wan / 2_000, 1)}
    return plans


def _class_details(dice: Dice, life: Life) -> dict[str, object]:
    size = dice.random.randint(6, 40)
    if life.klass in ("tech", "talent"):
        return {
            "team_size": size,
            "doctors": max(1, size // 4),
            "patents": dice.random.randint(1, 25),
            "institute": f"示例大学{life.trade.product[:4]}研究院",
        }
    if life.klass == "hq":
        return {"hq_level": dice.random.choice(_LEVELS), "hq_revenue_wan": life.sum_wan * 3}
    if life.klass == "capital":
        return {"fund_wan": life.sum_wan, "fund_manager": f"{life.investor.brand}基金管理有限公司"}
    return {}


def _terms(dice: Dice, life: Life) -> dict[str, object]:
    ahead = gaps(life.form)
    start = life.days.get("signed", life.days["lead"]) + dice.days(150, 300)
    built = timedelta(days=ahead["completed"][1] if life.form == "build" else ahead["produced"][1])
    return {"started_plan": start.isoformat(), "finished_plan": (start + built).isoformat()}


def _registered(dice: Dice, life: Life, division: str) -> dict[str, object]:
    if life.form in _EQUITY:
        return {"equity_percent": dice.random.choice((10, 15, 20, 34, 51, 67))}
    paid = max(100, round(life.sum_wan * 0.2, -2).__int__())
    return {"local_uscc": local_code(life.investor, division), "paid_in_wan": paid}


def _filing_code(dice: Dice, life: Life, division: str) -> str:
    day = life.days.get("filed", life.days["lead"])
    kind = "07-02" if life.nature == "expansion" else "04-01"
    return f"{day:%y%m}-{division}-{kind}-{dice.random.randint(100_000, 999_999)}"


def _site(dice: Dice, life: Life) -> dict[str, object]:
    if life.form != "build":
        plant = max(200, round(life.sum_wan / 3, -2).__int__())
        return {"plant_m2": plant, "site": f"示例智造园{dice.random.randint(1, 30)}号楼"}
    number = f"示例自然资合〔{_year(life, 'sited')}〕{dice.random.randint(10, 400)}号"
    return {
        "land_mu": max(2, round(life.sum_wan / 450)),
        "land_price_wan": land_price(life),
        "land_contract_no": number,
        "site": f"示例工业地块{dice.random.randint(1, 80)}号",
    } | {k: v for k, v in _terms(dice, life).items() if "signed" not in life.days}


def _year(life: Life, stage: str) -> int:
    return life.days.get(stage, date(2021, 1, 1)).year
