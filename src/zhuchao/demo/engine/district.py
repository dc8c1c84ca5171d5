"""The 示例 district: its offices, posts and invented people."""

from dataclasses import dataclass
from datetime import date

from zhuchao.terms.actor import Role

#: Offices, posts and holdings begin here, so that everything after it was done by somebody who held a post then.
FOUNDED = date(2021, 1, 1)
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


PRINCIPAL_OFFICES = (
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

#: code, name, kind, and the office above where it is not the district itself.
OTHER_OFFICES = (
    SeedOffice("shili-dong", "示例东街道", "town"),
    SeedOffice("yangli-dong", "样例东街道", "town"),
    SeedOffice("shili-pu", "示例浦街道", "town"),
    SeedOffice("yangli-pu", "样例浦街道", "town"),
    SeedOffice("shili-hu", "示例湖镇", "town"),
    SeedOffice("yangli-hu", "样例湖镇", "town"),
    SeedOffice("shili-qiao", "示例桥镇", "town"),
    SeedOffice("yangli-qiao", "样例桥镇", "town"),
    SeedOffice("shili-jiang", "示例江镇", "town"),
    SeedOffice("yangli-jiang", "样例江镇", "town"),
    SeedOffice("gaoxin", "样例高新技术产业园", "zone"),
    SeedOffice("fangzhi", "样例纺织产业园", "zone"),
    SeedOffice("lingang", "示例临港产业园", "zone"),
    SeedOffice("hangzhou", "示例区驻杭州招商联络站", "outpost", "zhongxin"),
    SeedOffice("shenzhen", "示例区驻深圳招商联络站", "outpost", "zhongxin"),
    SeedOffice("beijing", "示例区驻北京招商联络站", "outpost", "zhongxin"),
    SeedOffice("suzhou", "示例区驻苏州招商联络站", "outpost", "zhongxin"),
    SeedOffice("guotou", "示例区样例国有资本投资公司", "state_firm"),
    SeedOffice("chengtou", "示例区样例城市建设公司", "state_firm"),
    SeedOffice("jijin", "示例区样例产业基金公司", "state_firm"),
    SeedOffice("keji", "示例区科学技术局", "department"),
    SeedOffice("shangwu", "示例区商务局", "department"),
    SeedOffice("shengtai", "示例区生态环境分局", "department"),
    SeedOffice("zhujian", "示例区住房和城乡建设局", "department"),
    SeedOffice("zhengwu", "示例区政务服务管理办公室", "department"),
    SeedOffice("shichang", "示例区市场监督管理局", "department"),
    SeedOffice("caizheng", "示例区财政局", "department"),
    SeedOffice("renshe", "示例区人力资源和社会保障局", "department"),
    SeedOffice("sifa", "示例区司法局", "department"),
)

OFFICES = PRINCIPAL_OFFICES + OTHER_OFFICES

_HEAD = (Role.OFFICE_HEAD,)
_OFFICER = (Role.OFFICER,)
_DEPARTMENT = (Role.DEPARTMENT,)
_OWN = "本单位的线索和项目"

POSTS = (
    SeedPost("quzhang", "区小示", "qu", "分管副区长", (Role.LEADER,), "全区线索、项目与报表，只看不办", True),
    SeedPost(
        "zhongxin",
        "钟小示",
        "zhongxin",
        "主任",
        (Role.CENTRE, Role.OFFICE_HEAD),
        "全区线索和项目，编名单、分派、导入、出报表",
        True,
    ),
    SeedPost("zhaoshang", "赵小示", "zhongxin", "招商一科专员", _OFFICER, "促进中心及驻点的线索和项目"),
    SeedPost(
        "hecha",
        "贺小示",
        "zhongxin",
        "项目核查科科长",
        (Role.CENTRE,),
        "全区线索和项目，核实录入的事实",
    ),
    SeedPost("shanghai", "尚小示", "shanghai", "站长", _OFFICER, _OWN),
    SeedPost("fagai", "法小示", "fagai", "投资科科员", _DEPARTMENT, _OWN),
    SeedPost("jingxin", "靳小示", "jingxin", "产业科科员", _DEPARTMENT, _OWN),
    SeedPost("ziran", "冉小示", "ziran", "利用科科员", _DEPARTMENT, _OWN),
    SeedPost("jiedao", "介小示", "shili-jiedao", "主任", _HEAD, "本街道的线索和项目，可分派", True),
    SeedPost("jiedao2", "杜小示", "shili-jiedao", "招商专员", _OFFICER, "本街道的线索和项目"),
    SeedPost("yangli", "杨小示", "yangli-jiedao", "招商专员", _OFFICER, "本街道的线索和项目"),
    SeedPost("zhen", "甄小示", "shili-zhen", "招商专员", _OFFICER, "本镇的线索和项目"),
    SeedPost("kaifaqu", "开小示", "kaifaqu", "招商局局长", _HEAD, "开发区的线索和项目，可分派", True),
    SeedPost("kaohe", "考小示", "kaohe", "考核专员", (Role.ASSESSOR,), "全区指标，只看不办"),
)

_HEAD_OF = {"town": "主任", "zone": "主任", "outpost": "站长"}
_OFFICER_OF = {"town": "招商专员", "zone": "招商部专员", "state_firm": "投资部专员", "department": "联络员"}
_SURNAMES = "钱孙李周吴郑王冯陈褚卫蒋沈韩朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"


def _others() -> tuple[SeedPost, ...]:
    """A head and an officer for the other towns and zones, one person for every other office, an officer of the centre."""
    names = iter(_SURNAMES)
    found = [SeedPost("zhaoshang2", f"{next(names)}小样", "zhongxin", "招商二科专员", _OFFICER, _OWN)]
    for office in OTHER_OFFICES:
        head = _HEAD_OF.get(office.kind)
        if head:
            login = f"{office.code}-head" if office.kind != "outpost" else office.code
            roles = _HEAD if office.kind != "outpost" else _OFFICER
            found.append(
                SeedPost(login, f"{next(names)}小样", office.code, head, roles, _OWN, roles == _HEAD)
            )
        if office.kind != "outpost":
            roles = _DEPARTMENT if office.kind == "department" else _OFFICER
            post = _OFFICER_OF[office.kind]
            found.append(SeedPost(office.code, f"{next(names)}小样", office.code, post, roles, _OWN))
    return tuple(found)


#: People who work in the district but are not printed: they log in once the system administrator resets their password.
OTHER_POSTS = _others()

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
    """The log-ins that are printed, staff first, the three administrators last."""
    offices = {office.code: office.name for office in OFFICES}
    staff = [LogIn(p.login, p.person, f"{offices[p.office]}{p.name}", p.sees) for p in POSTS]
    return staff + [LogIn(login, "—", name, opens) for login, (name, opens) in ADMINISTRATORS.items()]
