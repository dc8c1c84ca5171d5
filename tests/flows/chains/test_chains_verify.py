"""Verification outside the repository: placement, scores, planted district, lists, claims, figures."""
import datetime as dt, random, threading
from decimal import Decimal
import ibis, pyarrow as pa, pyarrow.parquet as pq, pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone
from zhuchao import rulebook
from zhuchao.chains import flows, selectors
from zhuchao.chains.analytics import placement, scores
from zhuchao.chains.engine import scoring
from zhuchao.chains.engine.placement import place
from zhuchao.chains.selectors import knowledge
from zhuchao.chains.selectors.targets import scheme
from zhuchao.figures import selectors as figures
from zhuchao.terms import uscc
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.period import Period
from zhuchao.terms.reason import total
from zhuchao.terms.refusal import Refused
from zhuchao.warehouse import engines, lake

def code(n):
    first = f"91990000{n:09d}"; return first + uscc.check_character(first)

PHRASES = ["机织布织造、加工","生产、销售：针织面料","水泵制造","轴承加工","销售：纺织品","货物进出口","技术服务","服装设计、制作","涤纶丝生产","印花加工","光伏组件制造","软件开发","注塑机制造（不含水泵）","一般经营项目：阀门制造"]
NAMES = ["示例{}织造有限公司","示例{}泵业制造有限公司","示例{}贸易有限公司","示例{}轴承厂","示例{}科技有限公司"]

def rows(n, seed=1):
    r = random.Random(seed); out=[]
    for i in range(n):
        scope = None if r.random()<.2 else "；".join(r.sample(PHRASES, r.randint(1,4)))
        name = r.choice(NAMES).format(i)
        out.append(dict(uscc=code(i),name=name,name_key=name,core_name=f"示例{i%9}",reg_date=dt.date(2000+i%18,1,1),capital_wan=float(r.choice([10,800,6000])),county_code="330604",city_code="330600",province="浙江",scope=scope,is_branch=False,has_scope=scope is not None))
    return out

SCHEMA = pa.schema([("uscc",pa.string()),("name",pa.string()),("name_key",pa.string()),("core_name",pa.string()),("reg_date",pa.date32()),("capital_wan",pa.float64()),("county_code",pa.string()),("city_code",pa.string()),("province",pa.string()),("scope",pa.string()),("is_branch",pa.bool_()),("has_scope",pa.bool_())])

def judged(backend, path, chain, cues):
    t = engines.read_parquet(backend,[str(path)],"t_reg")
    return placement.placed(placement.judged(placement.near(placement.makers(t,cues),chain,cues),chain,cues),chain,cues).select("uscc","link","confidence","by")

@pytest.mark.parametrize("which", ["duckdb", "spark"])
def test_placement_equals_engine(tmp_path, which):
    data = rows(400); path = tmp_path/"r.parquet"; pq.write_table(pa.Table.from_pylist(data,schema=SCHEMA),path)
    backend = ibis.duckdb.connect() if which=="duckdb" else engines.spark.backend()
    cues = knowledge.cues(); seen=0
    for chain in knowledge.chains(SYSTEM)[:2] + [knowledge.chain(SYSTEM,"textile")]:
        got={tuple(x.values()) for x in backend.to_pyarrow(judged(backend,path,chain,cues)).to_pylist()}
        want={(d["uscc"],p.link,p.confidence,p.by) for d in data for p in place(d["name"],d["scope"],chain,cues)}
        assert got==want; seen+=len(want)
    assert seen>50

@pytest.mark.parametrize("which", ["duckdb", "spark"])
def test_points_equal_engine(tmp_path, which):
    r=random.Random(3); data=[{f:(None if r.random()<.15 else r.choice([0,1,2,3,4,5,7,10,15,40,50,99,100,250,500,1000,5000,50000])) for f in scoring.FACTS}|{"i":i} for i in range(1500)]
    path=tmp_path/"f.parquet"; pq.write_table(pa.Table.from_pylist(data,schema=pa.schema([(f,pa.int64()) for f in (*scoring.FACTS,"i")])),path)
    backend = ibis.duckdb.connect() if which=="duckdb" else engines.spark.backend()
    t=engines.read_parquet(backend,[str(path)],"t_facts"); rules=scheme()
    got={x["i"]:x["s"] for x in backend.to_pyarrow(t.select("i",s=scores.tenths(t,rules))).to_pylist()}
    for d in data:
        assert total(scoring.explain(d,rules))*10==got[d["i"]]

@pytest.fixture
def planted(tmp_path):
    """Province of 2,000 companies, district of 1,000: 泵阀 truly missing, 轴承 weak, one link too thin."""
    data=[]; n=0
    def add(k,county,scope,name):
        nonlocal n
        for _ in range(k):
            nm=f"示例{n}{name}"; data.append(dict(uscc=code(n),name=nm,name_key=nm,core_name="",reg_date=dt.date(2005,1,1),capital_wan=2000.0,county_code=county,city_code=county[:4]+"00",province="浙江",scope=scope,is_branch=False,has_scope=True)); n+=1
    add(40,"330106","水泵制造","泵业有限公司")
    add(36,"330106","轴承制造","轴承有限公司"); add(4,"330603","轴承制造","轴承有限公司")
    add(2,"330106","液压件制造","液压有限公司")
    add(922,"330106","餐饮服务","餐饮有限公司"); add(996,"330603","餐饮服务","餐饮有限公司")
    lake.folder().joinpath("registry").mkdir(exist_ok=True)
    name=f"registry/v-{tmp_path.name}.parquet"
    with lake.writing():
        pq.write_table(pa.Table.from_pylist(data,schema=SCHEMA),lake.folder()/name)
        lake.publish(lake.Manifest(tables={"registry":lake.Table(len(data),{"0":name})},registry_as_of=dt.date(2019,4,30),imports=(lake.Import("i",timezone.now().isoformat(),("x",),{}),)),grace_seconds=60)
    engines.close(); yield data; engines.close()

@pytest.mark.django_db
def test_three_answers(planted, actors):
    g={x.link.name:x for x in selectors.gaps(actors["officer"],"machinery","330603")}
    print({k:(v.kind.value,v.observed,v.expected) for k,v in g.items() if v.expected})
    assert g["泵阀与压缩机"].kind.value=="缺"; assert g["轴承"].kind.value=="弱"; assert g["液压与气动"].kind.value=="样本不足"

@pytest.mark.django_db
def test_save_show_claim_outcome(planted, actors):
    from zhuchao.engagements.flows import close_lead, open_lead
    a,b=actors["officer"],actors["other_officer"]
    lc=flows.save_target_list(actor=a,chain="machinery",link="泵阀与压缩机",district="330603",top=10)
    one=selectors.target_list(a,lc); assert len(one.rows)==10
    assert all(sum(r.points for r in x.reasons)==x.score for x in one.rows)
    assert [(x.uscc,x.score) for x in selectors.target_list(a,lc).rows]==[(x.uscc,x.score) for x in one.rows]
    with pytest.raises(Refused) as e: selectors.target_list(b,lc)
    assert e.value.forbidden and selectors.find_target_lists(b).total==0 and selectors.find_target_lists(actors["leader"]).total==1
    lead=flows.claim_target(actor=a,list_code=lc,uscc=one.rows[0].uscc)
    with pytest.raises(Refused): flows.claim_target(actor=a,list_code=lc,uscc=one.rows[0].uscc)
    open_lead(actor=b,uscc=one.rows[1].uscc,company_name=one.rows[1].name,source="visit")
    with pytest.raises(Refused,match="示例街道二"): flows.claim_target(actor=a,list_code=lc,uscc=one.rows[1].uscc)
    left={t.uscc for t in selectors.targets(a,"machinery","泵阀与压缩机","330603",100).rows}
    assert one.rows[0].uscc not in left and one.rows[1].uscc not in left and one.rows[2].uscc in left
    close_lead(actor=a,code=lead,outcome="declined",reason="示例")
    assert selectors.target_list(a,lc).rows[0].outcome=="已办结：企业无意向"
    for who in ("leader","assessor","audit_admin"):
        with pytest.raises(Refused) as e: flows.save_target_list(actor=actors[who],chain="machinery",link="轴承",district="330603",top=5)
        assert e.value.forbidden
    f=figures.compute("targets_on_list",a,list=lc); assert f.value==10
    f=figures.compute("companies_on_link",a,chain="machinery",link="轴承",district="330603"); assert f.value==4 and len(f.rows)==4
    f=figures.compute("companies_on_link",a,chain="machinery",link="轴承",district="330603",known_at=timezone.now()-dt.timedelta(days=9)); assert f.value is None and f.why_blank

@pytest.mark.django_db(transaction=True)
def test_claim_races(planted, actors):
    lc=flows.save_target_list(actor=actors["centre"],chain="machinery",link="泵阀与压缩机",district="330603",top=3)
    u=selectors.target_list(actors["centre"],lc).rows[0].uscc; start,won,told=threading.Barrier(2),[],[]
    def press(office):
        try: start.wait(); won.append(flows.claim_target(actor=actors["centre"],list_code=lc,uscc=u,office=office))
        except Refused as e: told.append(str(e))
        finally: connections.close_all()
    ts=[threading.Thread(target=press,args=(o,)) for o in ("T1","T2")]; [t.start() for t in ts]; [t.join() for t in ts]
    assert len(won)==1 and len(told)==1

@pytest.mark.django_db
def test_punctuality_recomputes(actors):
    from zhuchao.engagements.flows import answer_lead, open_lead
    a=actors["officer"]; today=timezone.localdate()
    c=open_lead(actor=a,uscc=code(1),company_name="示例公司",source="visit"); before=timezone.now()
    answer_lead(actor=a,code=c,note="示例")
    kw=dict(period=Period(today),as_of=today)
    now=figures.compute("leads_answered_in_time",a,**kw); assert now.value==100 and now.rows==(c,)
    then=figures.compute("leads_answered_in_time",a,known_at=before,**kw); assert then.value is None
    later=figures.compute("leads_answered_in_time",a,period=Period(today),as_of=today+dt.timedelta(days=20),known_at=before); assert later.value==0 and later.cohort==(c,)
    assert figures.compute("leads_answered_in_time",actors["other_officer"],**kw).cohort==()
