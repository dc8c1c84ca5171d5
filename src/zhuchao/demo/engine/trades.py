"""What the invented projects make or do, and the words of their names. Chain and link codes are those of ``chains``."""

from typing import NamedTuple


class Trade(NamedTuple):
    """A line of business: GB/T 4754 class, chain and link codes, what the project's name says."""

    chain: str
    link: str
    industry: str
    product: str


TRADES: dict[str, tuple[Trade, ...]] = {
    "traditional": (
        Trade("textile", "polyester", "2822", "差别化涤纶长丝"),
        Trade("textile", "nylon", "2821", "高端锦纶纤维"),
        Trade("textile", "dyeing_woven", "1713", "高档面料绿色印染"),
        Trade("textile", "dyeing_knit", "1762", "针织面料低碳染整"),
        Trade("textile", "printing", "1713", "数码印花智能工厂"),
        Trade("textile", "warp_knitting", "1761", "智能经编面料"),
        Trade("textile", "nonwoven", "1781", "功能性非织造布"),
        Trade("textile", "curtain", "1773", "窗帘布艺数字化"),
        Trade("textile", "finishing", "1713", "功能面料后整理"),
        Trade("textile", "home_textile", "1771", "品牌家纺智造"),
    ),
    "emerging": (
        Trade("materials", "carbon_fiber", "3091", "高性能碳纤维"),
        Trade("materials", "aramid", "2829", "芳纶纤维及制品"),
        Trade("materials", "film", "2921", "光学功能膜"),
        Trade("materials", "composite", "3062", "轻量化复合材料"),
        Trade("ic", "packaging_test", "3973", "先进封装测试"),
        Trade("ic", "electronic_chemicals", "2669", "电子化学品"),
        Trade("ic", "sensor", "3983", "智能传感器"),
        Trade("nev", "battery_pack", "3849", "动力电池结构件"),
        Trade("nev", "drive_motor", "3812", "新能源驱动电机"),
        Trade("nev", "electronics", "3962", "汽车电子"),
        Trade("pv", "module", "3825", "高效光伏组件"),
        Trade("pv", "storage_system", "3849", "工商业储能系统"),
        Trade("machinery", "robot_body", "3491", "工业机器人本体"),
        Trade("machinery", "servo_control", "4011", "伺服驱动与运动控制"),
        Trade("biomed", "device_diagnosis", "3581", "医学影像设备"),
        Trade("biomed", "biologic", "2761", "生物制剂"),
    ),
    "tech": (
        Trade("software", "industrial_software", "6513", "纺织工业软件"),
        Trade("software", "ai", "6513", "花型设计人工智能"),
        Trade("materials", "research_testing", "7320", "先进纤维中试基地"),
        Trade("biomed", "cro", "7340", "创新药研发平台"),
        Trade("ic", "design", "6520", "专用芯片设计"),
    ),
    "talent": (
        Trade("materials", "nano_powder", "2613", "纳米功能材料团队"),
        Trade("machinery", "machine_vision", "4040", "织物疵点视觉检测团队"),
        Trade("biomed", "ivd", "2770", "体外诊断试剂团队"),
        Trade("software", "big_data", "6450", "产业大数据团队"),
    ),
    "hq": (
        Trade("textile", "garments", "1811", "服装品牌区域总部"),
        Trade("software", "ecommerce_service", "6432", "跨境电商区域总部"),
        Trade("software", "industrial_platform", "6431", "纺织供应链总部"),
    ),
    "capital": (
        Trade("pv", "storage_cell", "3841", "储能电池股权投资"),
        Trade("ic", "discrete", "3972", "功率器件股权投资"),
        Trade("machinery", "robot_integration", "3491", "机器人企业股权投资"),
        Trade("biomed", "implant", "3589", "植介入器械股权投资"),
    ),
}

#: Class → forms with their weights.
FORMS: dict[str, dict[str, int]] = {
    "traditional": {"build": 62, "lease": 28, "acquisition": 10},
    "emerging": {"build": 58, "lease": 34, "stake": 8},
    "tech": {"lease": 66, "build": 24, "stake": 10},
    "talent": {"lease": 100},
    "hq": {"lease": 70, "build": 30},
    "capital": {"stake": 40, "convertible": 22, "swap": 16, "acquisition": 22},
}
CLASSES = {"traditional": 24, "emerging": 38, "tech": 13, "talent": 9, "hq": 8, "capital": 8}
NATURES = {"new": 72, "expansion": 20, "revival": 8}
#: Median of the planned sum in 万元 by class; a lease is a fraction of it.
MEDIANS = {
    "traditional": 42_000,
    "emerging": 60_000,
    "tech": 9_000,
    "talent": 2_500,
    "hq": 18_000,
    "capital": 22_000,
}
#: Where investors come from: division, city, weight.
PLACES = (
    ("310115", "上海", 22),
    ("330108", "杭州", 20),
    ("440305", "深圳", 14),
    ("320506", "苏州", 10),
    ("110108", "北京", 9),
    ("330211", "宁波", 7),
    ("330402", "嘉兴", 6),
    ("330603", "绍兴", 12),
)
#: Where the padded relocation comes from: the district next door.
NEIGHBOUR = ("330602", "绍兴")
#: Offices that lead projects, with weights.
LEADERS = {
    "kaifaqu": 20,
    "gaoxin": 12,
    "fangzhi": 9,
    "lingang": 9,
    "shili-jiedao": 7,
    "yangli-jiedao": 5,
    "shili-zhen": 5,
    "shili-dong": 4,
    "yangli-dong": 4,
    "shili-pu": 3,
    "yangli-pu": 3,
    "shili-hu": 3,
    "yangli-hu": 3,
    "shili-qiao": 3,
    "yangli-qiao": 2,
    "shili-jiang": 2,
    "yangli-jiang": 2,
    "zhongxin": 4,
}
#: Who records for an office where it is not the log-in of the office's own code.
RECORDERS = {
    "shili-jiedao": "jiedao2",
    "yangli-jiedao": "yangli",
    "shili-zhen": "zhen",
    "zhongxin": "zhaoshang",
}
