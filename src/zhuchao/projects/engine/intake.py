"""Reading one row of a 台账: what it says of a project, and what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from zhuchao.accounts.engine.office_names import OfficeNames, office_meant
from zhuchao.projects.engine import checks
from zhuchao.projects.engine.fields import FieldSpec, read
from zhuchao.terms.refusal import Refusal
from zhuchao.terms.words import normalise_name

#: Columns of text that are taken as they are → the most characters kept.
_TEXTS = {"name": 200, "company_name": 200, "summary": 1000, "industry_code": 4, "contract_number": 80}
_INDUSTRY = re.compile(r"[A-T]|\d{2,4}")
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})(?:\D{1,2}(\d{1,2}))?\D*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: which column, in words."""

    column: str
    reason: str


@dataclass
class Draft:
    """A project as a row tells it. ``stages`` maps stage → day; sums in 万元; ``office_was`` is what the row calls the
    lead office when it is called otherwise today."""

    row: int
    code: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    stages: dict[str, date] = field(default_factory=dict)
    contract_number: str = ""
    contract_sum: Decimal | None = None
    opened_on: date | None = None
    state: str = "active"
    office_was: str = ""
    exit_reason: str = ""
    exit_on: date | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def keys(self) -> list[tuple[str, str]]:
        """By any of which the same project is recognised: its name with its investor's name or code, its filing code."""
        name, columns = normalise_name(self.columns.get("name", "")), self.columns
        found = [(name, normalise_name(columns.get("company_name", "")))]
        found += [(name, columns["uscc"])] if columns.get("uscc") else []
        filing = self.fields.get("filing_code")
        return found + ([("filing", str(filing))] if filing else [])


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are read against: the rulebook's lists, what offices are and were called, the day."""

    lists: Mapping[str, Mapping[str, str]]
    specs: Mapping[str, FieldSpec]
    offices: OfficeNames
    home_office: str
    may_open: Callable[[str], bool]
    today: date


def matched(headings: tuple[str, ...], synonyms: Mapping[str, list[str]]) -> dict[str, str]:
    """Column → heading, as the headings are usually called; units in brackets do not matter."""
    found: dict[str, str] = {}
    by_word = {word: column for column, words in synonyms.items() for word in words}
    for heading in headings:
        column = by_word.get(plain_heading(heading))
        if column and column not in found:
            found[column] = heading
    return found


def plain_heading(heading: str) -> str:
    """A heading without unit, brackets and blanks."""
    return re.sub(r"[（(\[【].*?[）)\]】]|[\s*＊:：]", "", heading)


def wan_of(text: str) -> Decimal | None:
    """How many 万元 the unit named in a heading or cell is: 亿 10,000, 万 1, 元 alone one in 10,000; None when no unit is
    named."""
    if "亿" in text:
        return Decimal(10_000)
    if "万" in text:
        return Decimal(1)
    return Decimal("0.0001") if "元" in text else None


def read_row(number: int, cells: Mapping[str, str], headings: Mapping[str, str], known: Known) -> Draft:
    """``cells`` is column → text, ``headings`` column → heading (for units). Everything wrong is in ``faults``."""
    draft = Draft(number, code=cells.get("code", "").strip().upper())
    for column, most in _TEXTS.items():
        if text := cells.get(column, "").strip():
            draft.columns[column] = text[:most]
            if len(text) > most:
                draft.faults.append(Fault(column, f"超过 {most} 字。请缩短后再导入"))
    draft.contract_number = draft.columns.pop("contract_number", "")
    _names(draft, cells)
    _kinds(draft, cells, known)
    _days(draft, cells, known)
    _office(draft, cells, known)
    _sums(draft, cells, headings)
    _fields(draft, cells, headings, known)
    _exit(draft, cells, known)
    return draft


def _take(draft: Draft, column: str, refusals: list[Refusal]) -> None:
    draft.faults += [Fault(column, f"{r.reason}。{r.next_step}") for r in refusals]


def _names(draft: Draft, cells: Mapping[str, str]) -> None:
    code = checks.cleaned(cells.get("uscc", ""))
    draft.columns["uscc"] = code
    name, company = draft.columns.get("name", ""), draft.columns.get("company_name", "")
    for refusal in checks.named(name, company, code):
        _take(draft, refusal.field, [refusal])


def _kinds(draft: Draft, cells: Mapping[str, str], known: Known) -> None:
    for column in ("klass", "nature", "form"):
        text = cells.get(column, "").strip()
        listed = known.lists[column]
        code = _coded(text, listed) if text else None
        if code is None:
            said = f"“{text[:20]}”不在规定的代码内" if text else "没有填写"
            draft.faults.append(
                Fault(column, f"{said}。请从{'、'.join(listed.values())}中选择，或在列的对应中统一指定")
            )
        draft.columns[column] = code or next(iter(listed))
    industry = draft.columns.get("industry_code", "")
    if industry and not _INDUSTRY.fullmatch(industry):
        draft.faults.append(
            Fault("industry_code", f"“{industry[:10]}”不是国民经济行业代码。请填门类字母或 2 至 4 位数字")
        )


def _coded(text: str, listed: Mapping[str, str]) -> str | None:
    if text in listed:
        return text
    short = text.removesuffix("类").removesuffix("项目")
    return next((code for code, name in listed.items() if short in (name, name.removesuffix("提升"))), None)


def _office(draft: Draft, cells: Mapping[str, str], known: Known) -> None:
    """The office of today that the row means by its name of the row's day."""
    text = cells.get("office", "").strip()
    draft.columns["office_code"] = known.home_office
    if not text:
        return _may_open(draft, known.home_office, text, known)
    day = draft.opened_on or min(draft.stages.values(), default=known.today)
    meant = office_meant(known.offices, text, day)
    if not meant.known:
        fault = f"没有名为“{text[:30]}”的单位。请用单位全称或编号"
    elif not meant.offices:
        fault = f"“{text[:30]}”已撤销，没有承接单位。请填现在负责的单位"
    elif len(meant.offices) > 1:
        those = "、".join(f"{known.offices.present[code]}（{code}）" for code in meant.offices[:6])
        fault = f"“{text[:30]}”（{day}）可能指{those}，无法确定。请改填其中一个单位的编号"
    else:
        draft.office_was = text if meant.former else ""
        draft.columns["office_code"] = meant.offices[0]
        return _may_open(draft, meant.offices[0], text, known)
    draft.faults.append(Fault("office", fault))


def _may_open(draft: Draft, office: str, text: str, known: Known) -> None:
    if not known.may_open(office):
        named = text or known.offices.present.get(office, office)
        draft.faults.append(Fault("office", f"您不能为“{named[:30]}”登记项目。请由该单位或促进中心导入"))


def day_of(text: str) -> date | None:
    """A day as people write it: 2024-03-05, 2024/3/5, 2024年3月5日, 20240305; a month counts as its first day.

    Raises ValueError when it is none.
    """
    text = text.strip()
    if not text:
        return None
    if re.fullmatch(r"\d{8}", text):
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        # A workbook keeps a day as the number of days since 1899-12-30.
        return date.fromordinal(date(1899, 12, 30).toordinal() + int(text.split(".")[0]))
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3] or 1))


def _days(draft: Draft, cells: Mapping[str, str], known: Known) -> None:
    for column in ("opened_on", *known.lists["stages"]):
        text = cells.get(column, "")
        try:
            day = day_of(text)
        except ValueError:
            draft.faults.append(Fault(column, f"“{text[:20]}”不是日期。请写成 2024-03-05 的样子"))
            continue
        if day is None:
            continue
        if day > known.today:
            draft.faults.append(Fault(column, f"日期 {day} 晚于今天。还没有发生的请留空"))
        elif column == "opened_on":
            draft.opened_on = day
        else:
            draft.stages[column] = day


def _money(text: str, heading: str) -> Decimal | None:
    """An amount in 万元, by the unit in the cell, else in the heading, else 万元. Raises ValueError when it is none."""
    cleaned = re.sub(r"[,，\s元万亿]", "", text)
    if not cleaned:
        return None
    try:
        amount = Decimal(cleaned)
    except InvalidOperation as error:
        raise ValueError(text) from error
    amount *= wan_of(text) or wan_of(heading) or 1
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** 10:
        raise ValueError(text)
    return amount.quantize(Decimal("0.01"))


def _sums(draft: Draft, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
    text = cells.get("contract_sum", "")
    try:
        draft.contract_sum = _money(text, headings.get("contract_sum", ""))
    except ValueError:
        draft.faults.append(Fault("contract_sum", f"“{text[:20]}”不是金额。请填数字，单位写在表头"))
    if draft.contract_sum is not None and "signed" not in draft.stages:
        draft.faults.append(Fault("signed", "有合同金额而没有签约日期。请补签约日期，或删去金额"))


def _fields(draft: Draft, cells: Mapping[str, str], headings: Mapping[str, str], known: Known) -> None:
    klass, form = draft.columns["klass"], draft.columns["form"]
    for column, text in cells.items():
        spec = known.specs.get(column)
        if spec is None or not text.strip() or not spec.applies(klass, form):
            continue
        if spec.unit.startswith("万元"):
            try:
                amount = _money(text, headings.get(column, ""))
            except ValueError:
                draft.faults.append(Fault(column, f"“{text[:20]}”不是金额。请填数字，单位写在表头"))
                continue
            text = f"{amount.normalize():f}" if amount is not None else ""
        value, refusal = read(spec, text)
        if refusal:
            _take(draft, column, [refusal])
        elif value is not None:
            draft.fields[column] = value


_STATES = {
    "": "active",
    "推进中": "active",
    "在建": "active",
    "正常": "active",
    "搁置": "shelved",
    "暂停": "shelved",
    "终止": "ended",
    "退出": "ended",
    "失败": "ended",
}


def _exit(draft: Draft, cells: Mapping[str, str], known: Known) -> None:
    text = cells.get("state", "").strip()
    state = _STATES.get(text, text if text in ("active", "shelved", "ended") else None)
    if state is None:
        draft.faults.append(Fault("state", f"状态“{text[:10]}”不明。请填推进中、搁置或终止"))
        return
    draft.state = state
    if state == "active":
        return
    reason = cells.get("exit_reason", "").strip()
    code = _coded(reason, known.lists["exit-reasons"])
    if code is None:
        listed = "、".join(known.lists["exit-reasons"].values())
        said = f"“{reason[:20]}”不在规定的原因内" if reason else "没有填写"
        draft.faults.append(Fault("exit_reason", f"{said}。请从{listed}中选择"))
    draft.exit_reason = code or ""
    try:
        draft.exit_on = day_of(cells.get("exit_on", ""))
    except ValueError:
        draft.faults.append(Fault("exit_on", "终止日期不是日期。请写成 2024-03-05 的样子"))
    if draft.exit_on is not None and draft.exit_on > known.today:
        draft.faults.append(Fault("exit_on", f"日期 {draft.exit_on} 晚于今天。请填真实发生的日期"))
