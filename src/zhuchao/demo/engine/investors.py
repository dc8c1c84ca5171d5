"""Invented investors: the mark 示例 in every name, numbers of credit codes above those of the invented registry."""

from zhuchao.demo.engine import trades
from zhuchao.demo.engine.codes import SIZE, credit_code
from zhuchao.demo.engine.lives import Dice, Investor
from zhuchao.demo.engine.words import FORMS, MARK, SYLLABLES

#: The invented registry counts up from zero, investors down from the top.
FIRST = SIZE - 1
_TRADE_WORDS = {
    "textile": ("纺织", "纤维", "印染科技"),
    "materials": ("新材料", "材料科技"),
    "ic": ("半导体", "微电子"),
    "nev": ("新能源科技", "汽车科技"),
    "pv": ("能源科技", "光能"),
    "machinery": ("智能装备", "机器人"),
    "biomed": ("生物医药", "医疗科技"),
    "software": ("软件", "数字科技"),
}


class Investors:
    """Hands out investors, no two with one brand."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._brands: set[str] = set()

    def new(self, chain: str, *, place: tuple[str, str] | None = None) -> Investor:
        """An investor of the chain, from ``place`` (division, city) or by draw."""
        weights = {f"{code}{city}": weight for code, city, weight in trades.PLACES}
        drawn = self._dice.of(weights)
        code, city = place or (drawn[:6], drawn[6:])
        brand = self._brand()
        words = self._dice.random.choice(_TRADE_WORDS[chain])
        form = self._dice.random.choice(FORMS[3:])
        return Investor(f"{city}{brand}{words}{form}", brand, FIRST - len(self._brands), code, city)

    def _brand(self) -> str:
        while True:
            brand = MARK + "".join(self._dice.random.choices(SYLLABLES, k=2))
            if brand not in self._brands:
                self._brands.add(brand)
                return brand


def investor_code(investor: Investor) -> str:
    """The credit code of the investor, registered where it comes from."""
    return credit_code(investor.place, investor.number)


def local_code(investor: Investor, division: str) -> str:
    """The credit code of the company that the investor founds in ``division``."""
    return credit_code(division, investor.number - 10_000)
