"""The page on which a second person verifies, disputes or voids a fact: the same for the facts of every noun."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from zhuchao.frame.decorators import ActorRequest
from zhuchao.frame.forms import NO_CHOICE, TradeForm, posted
from zhuchao.frame.marks import Crumb
from zhuchao.frame.standing import standing_tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.refusal import Refused
from zhuchao.terms.standing import JUDGEMENTS

_DONE = {
    "verified": "已核实。",
    "disputed": "已标为有争议，在重新核实前不再计为已核实。",
    "voided": "已作废，不再计入任何指标，记录仍保留。",
}


class File(Protocol):
    """What a judgement rests on."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


class Judgement(Protocol):
    """What somebody thought of the fact, as the ledger tells it."""

    @property
    def standing(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def actor_name(self) -> str: ...
    @property
    def files(self) -> Sequence[File]: ...


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in the words of its noun: ``by`` who recorded it, ``may`` the judgements open to the actor, ``history``
    what was thought of it so far, the oldest first."""

    kind: str
    code: str
    title: str
    text: str
    happened_on: date
    recorded_at: datetime
    by: str
    standing_name: str
    may: Sequence[str]
    history: Sequence[Judgement]


class Step(Protocol):
    """A fact as the page of its record shows it."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def happened_on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def standing_name(self) -> str: ...
    @property
    def may(self) -> Sequence[str]: ...


def told(kind: str, step: Step, history: Sequence[Judgement], *, title: str, by: str) -> Told:
    """What is judged, from the step of a record's page."""
    return Told(
        kind,
        step.code,
        title,
        step.text,
        step.happened_on,
        step.recorded_at,
        by,
        step.standing_name,
        step.may,
        history,
    )


class JudgeForm(TradeForm):
    """What is thought of the fact, why, and on which file."""

    judgement = forms.ChoiceField(label="判断")
    reason = forms.CharField(
        label="理由", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(
        label="佐证文件",
        required=False,
        help_text="有佐证的请附上",
        error_messages={"empty": "文件是空的，请重新选择"},
    )

    def __init__(self, may: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each, JUDGEMENTS[each]) for each in may]
        self.offer("judgement", offered if len(offered) == 1 else [NO_CHOICE, *offered])
        reasoned = [JUDGEMENTS[each] for each in may if each != "verified"]
        self.fields["reason"].help_text = f"{'、'.join(reasoned)}时必填" if reasoned else ""
        if "verified" in may:
            self.fields[
                "file"
            ].help_text = "核实须有佐证，如函件、通话记录、会议纪要；记录本身附有文件的，可以直接核实"


def verbs(may: Sequence[str]) -> str:
    """The open judgements as a button says them: 核实、存疑或作废."""
    words = [JUDGEMENTS[each] for each in may]
    return "或".join(["、".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def judge(
    request: ActorRequest, told: Told, act: Callable[..., object], *, back: str, crumbs: Sequence[Crumb]
) -> HttpResponse:
    """Show the fact with the form and its judgements, or post it to ``act(judgement=, reason=, file=, file_name=)``.

    The caller has found that the actor sees the record. Where nothing is open to them the page says so.
    """
    form = JudgeForm(told.may, request.POST or None, request.FILES or None)

    def say(given: dict[str, Any]) -> str:
        file = given["file"]
        try:
            act(**given, file_name=file.name if file else "")
        except Refused as refused:
            raise _beside_the_file(refused) from refused
        return str(given["judgement"])

    title = f"{verbs(told.may) or '查看判断'}：{told.title}"
    return posted(
        request,
        form,
        say,
        done=lambda judgement: _DONE[judgement],
        back=lambda _: back,
        title=title,
        intro=_intro(told),
        cancel_url=back,
        breadcrumbs=[*crumbs, Crumb(title)],
        template="frame/judge.html",
        context={"judgements": _table(told), "may": told.may},
    )


def _beside_the_file(refused: Refused) -> Refused:
    """The ledger names the field ``evidence``; here a file is brought along."""
    moved = [replace(r, field="file") if r.field == "evidence" else r for r in refused.refusals]
    return Refused(*moved, forbidden=refused.forbidden)


def _intro(told: Told) -> str:
    said = f"：{told.text}" if told.text else ""
    by = f"由{told.by}于 {timezone.localdate(told.recorded_at)} 录入"
    voiding = "作废后不再计入任何指标，记录仍保留。" if "voided" in told.may else ""
    return f"{told.happened_on} {told.title}{said}。{by}，现为“{told.standing_name}”。{voiding}"


def _table(told: Told) -> Table:
    """One line a file, so that each can be opened; one line a judgement that rests on none."""
    rows = [
        [
            f"{timezone.localdate(j.recorded_at)}",
            standing_tag(j.standing),
            j.actor_name,
            j.reason or "未填",
            file,
        ]
        for j in reversed(told.history)
        for file in _files(told, j)
    ]
    return Table(("日期", "判断", "经办", "理由", "佐证"), rows)


def _files(told: Told, judgement: Judgement) -> list[Cell]:
    asked = urlencode({"kind": told.kind, "fact": told.code})
    cells = [Cell(n.name, f"{reverse('api:download', args=[n.sha256])}?{asked}") for n in judgement.files]
    return cells or [Cell("无")]
