"""The 示例 district: its offices, posts and invented people."""

from dataclasses import dataclass
from datetime import date

from zhuchao.terms.actor import Role

FOUNDED = date(2021, 1, 1)
HELD_SINCE = date(2024, 1, 1)
#: Printed beside the log-ins; a demonstration home is served on the loopback address only.
PASSWORD = "Shili-2026-Nest"
#: The login the command line acts as in a demonstration home: the centre's head.
DEFAULT_LOGIN = "zhongxin"


@dataclass(frozen=True, slots=True)
class SeedOffice:
    """An office of the 示例 district; ``kind`` is a code of accounts."""

    code: str
    name: str
    kind: str
    parent: str = "qu"


@dataclass(frozen=True, slots=True)
class SeedPost:
    """A post, the login and name of whoever holds it, and what the person may see or do, in words."""

    login: str
    person: str
    office: str
    name: str
    roles: tuple[Role, ...]
    sees: str
    is_head: bool = False

    @property
    def code(self) -> str:
        """The post's code."""
        return f"post-{self.login}"


OFFICES = (
    SeedOffice("qu", "示例区委区政府", "leadership", ""),
    SeedOffice("zhongxin", "示例区招商投资促进中心", "centre"),
    SeedOffice("fagai", "示例区发展和改革局", "department"),
    SeedOffice("jingxin", "示例区经济和信息化局", "department"),
    SeedOffice("ziran", "示例区自然资源和规划分局", "department"),
    SeedOffice("shili-jiedao", "示例街道", "town"),
    SeedOffice("yangli-jiedao", "样例街道", "town"),
    SeedOffice("shili-zhen", "示例镇", "town"),
    SeedOffice("kaifaqu", "示例经济开发区", "zone"),
    SeedOffice("shanghai", "示例区驻上海招商联络站", "outpost", "zhongxin"),
    SeedOffice("kaohe", "示例区考核办", "assessment"),
)

_HEAD = (Role.OFFICE_HEAD,)
_OFFICER = (Role.OFFICER,)
_DEPARTMENT = (Role.DEPARTMENT,)
_OWN = "本单位的线索"

POSTS = (
    SeedPost("quzhang", "区小示", "qu", "分管副区长", (Role.LEADER,), "全区线索、缺口与名单，只看不办", True),
    SeedPost(
        "zhongxin",
        "钟小示",
        "zhongxin",
        "主任",
        (Role.CENTRE, Role.OFFICE_HEAD),
        "全区线索，编名单、分派、导入",
        True,
    ),
    SeedPost("zhaoshang", "赵小示", "zhongxin", "招商一科专员", _OFFICER, "促进中心及驻点的线索"),
    SeedPost("shanghai", "尚小示", "shanghai", "站长", _OFFICER, _OWN),
    SeedPost("fagai", "法小示", "fagai", "投资科科员", _DEPARTMENT, _OWN),
    SeedPost("jingxin", "靳小示", "jingxin", "产业科科员", _DEPARTMENT, _OWN),
    SeedPost("ziran", "冉小示", "ziran", "利用科科员", _DEPARTMENT, _OWN),
    SeedPost("jiedao", "介小示", "shili-jiedao", "主任", _HEAD, "本街道的线索，可分派", True),
    SeedPost("jiedao2", "杜小示", "shili-jiedao", "招商专员", _OFFICER, "本街道的线索"),
    SeedPost("yangli", "杨小示", "yangli-jiedao", "招商专员", _OFFICER, "本街道的线索"),
    SeedPost("zhen", "甄小示", "shili-zhen", "招商专员", _OFFICER, "本镇的线索"),
    SeedPost("kaifaqu", "开小示", "kaifaqu", "招商局局长", _HEAD, "开发区的线索，可分派", True),
    SeedPost("kaohe", "考小示", "kaohe", "考核专员", (Role.ASSESSOR,), "全区指标，只看不办"),
)

#: login → (name of the power, what it opens).
ADMINISTRATORS = {
    "sysadmin": ("系统管理员", "单位、岗位、账号"),
    "secadmin": ("安全管理员", "岗位的角色、任职、解锁"),
    "audadmin": ("审计管理员", "审计记录与台账校验"),
}


@dataclass(frozen=True, slots=True)
class LogIn:
    """A line of the list of log-ins: who it is and what the login sees or may do, in words."""

    login: str
    person: str
    post: str
    sees: str


def log_ins() -> list[LogIn]:
    """The log-ins of the demonstration, staff first, the three administrators last."""
    offices = {office.code: office.name for office in OFFICES}
    staff = [LogIn(p.login, p.person, f"{offices[p.office]}{p.name}", p.sees) for p in POSTS]
    return staff + [LogIn(login, "—", name, opens) for login, (name, opens) in ADMINISTRATORS.items()]
