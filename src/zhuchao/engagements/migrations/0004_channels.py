from datetime import timedelta
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max

from zhuchao import rulebook
from zhuchao.ledger.models import new_code


def fill(apps: Any, schema_editor: Any) -> None:
    """Leads of an earlier version were last active when something last happened to them; their next report falls due
    after that by the rule of that day. None of them owes a feed-back: its clock did not run when they were opened."""
    facts = apps.get_model("engagements", "LeadFact").objects
    newest = dict(facts.values_list("subject").annotate(day=Max("happened_on")))
    for lead in apps.get_model("engagements", "Lead").objects.filter(active_on=None).iterator():
        lead.active_on = max(lead.opened_on, newest.get(lead.code, lead.opened_on))
        days = rulebook.rule("leads.report-days", on=lead.active_on).value
        lead.report_due = lead.active_on + timedelta(days=int(str(days)))
        lead.save(update_fields=["active_on", "report_due"])


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_initial"), ("engagements", "0002_lead_judge_due")]

    operations = [
        migrations.AlterField("lead", "source", models.CharField("渠道", max_length=20)),
        migrations.AddField(
            "lead",
            "introducer_code",
            models.CharField("引荐人", max_length=40, blank=True, db_index=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "lead",
            "source_place",
            models.CharField("来源地", max_length=6, blank=True, db_index=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "lead", "experts_asked_on", models.DateField("请专家论证日", null=True, blank=True)
        ),
        migrations.AddField("lead", "feed_back_due", models.DateField("反馈期限", null=True, blank=True)),
        migrations.AddField("lead", "fed_back_on", models.DateField("反馈日", null=True, blank=True)),
        migrations.AddField("lead", "active_on", models.DateField("最近跟进日", null=True)),
        migrations.AddField("lead", "report_due", models.DateField("下次报告期限", null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField("lead", "active_on", models.DateField("最近跟进日")),
        migrations.AlterField("lead", "report_due", models.DateField("下次报告期限", db_index=True)),
        migrations.CreateModel(
            "LeadShare",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("office_code", models.CharField("单位", max_length=40, db_index=True)),
                ("percent", models.PositiveSmallIntegerField("份额")),
                ("agreed_on", models.DateField("约定日")),
                (
                    "lead",
                    models.ForeignKey(
                        to="engagements.lead",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "ShareProposal",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, default=new_code)),
                ("from_office", models.CharField("提出单位", max_length=40)),
                ("to_office", models.CharField("对方单位", max_length=40, db_index=True)),
                ("from_percent", models.PositiveSmallIntegerField()),
                ("to_percent", models.PositiveSmallIntegerField()),
                ("passes", models.BooleanField("引荐给对方", default=False)),
                ("note", models.CharField("说明", max_length=400)),
                (
                    "state",
                    models.CharField(
                        max_length=8,
                        choices=[
                            ("pending", "待对方签署"),
                            ("accepted", "双方已签署"),
                            ("declined", "对方未同意"),
                        ],
                        default="pending",
                    ),
                ),
                ("proposed_on", models.DateField("提出日")),
                ("proposed_by", models.CharField("提出人", max_length=40)),
                ("decided_on", models.DateField("答复日", null=True, blank=True)),
                (
                    "lead",
                    models.ForeignKey(
                        to="engagements.lead",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "Introducer",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField("引荐人编号", max_length=40, unique=True, default=new_code)),
                ("unit", models.CharField("所在单位", max_length=120, blank=True)),
                ("title", models.CharField("职务", max_length=60, blank=True)),
                ("purpose", models.CharField("登记目的", max_length=200)),
                ("note", models.CharField("说明", max_length=400, blank=True)),
                ("office_code", models.CharField("登记单位", max_length=40, db_index=True)),
                ("added_on", models.DateField("登记日")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "company",
                    models.OneToOneField(
                        to="companies.company",
                        on_delete=django.db.models.deletion.PROTECT,
                        null=True,
                        blank=True,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "AgencyContract",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField("协议编号", max_length=40, unique=True, default=new_code)),
                ("number", models.CharField("协议文号", max_length=80, unique=True)),
                ("channel", models.CharField("渠道", max_length=20, db_index=True)),
                ("office_code", models.CharField("签约单位", max_length=40, db_index=True)),
                ("signed_on", models.DateField("签订日")),
                ("starts_on", models.DateField("起始日")),
                ("ends_on", models.DateField("截止日")),
                ("fee_terms", models.CharField("付费条件", max_length=600)),
                ("fee_wan", models.DecimalField("约定费用", max_digits=14, decimal_places=2)),
                (
                    "state",
                    models.CharField(
                        max_length=8,
                        choices=[("running", "履行中"), ("ended", "已终止")],
                        default="running",
                    ),
                ),
                ("ended_on", models.DateField("终止日", null=True, blank=True)),
                ("end_reason", models.CharField("终止原因", max_length=400, blank=True)),
                (
                    "introducer",
                    models.ForeignKey(
                        to="engagements.introducer",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contracts",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "AgencyFact",
            [
                ("id", models.BigIntegerField(editable=False, primary_key=True, serialize=False)),
                ("link", models.PositiveBigIntegerField(db_index=True, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("recorded_at", models.DateTimeField(db_index=True)),
                ("actor_code", models.CharField(db_index=True, max_length=40)),
                ("actor_name", models.CharField(max_length=80)),
                ("post_code", models.CharField(blank=True, max_length=40)),
                ("code", models.CharField(default=new_code, max_length=40, unique=True)),
                ("subject", models.CharField("主体编号", db_index=True, max_length=60)),
                ("what", models.CharField("事项", db_index=True, max_length=40)),
                ("happened_on", models.DateField("真实发生日", db_index=True)),
                ("office_code", models.CharField(blank=True, db_index=True, max_length=40)),
                ("value", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=list)),
                ("replaces", models.CharField(blank=True, db_index=True, max_length=40)),
                ("amount_wan", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("channel", models.CharField(db_index=True, max_length=20)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            "AgencyVoucher",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, unique=True)),
                ("fact_code", models.CharField(max_length=40, db_index=True)),
            ],
        ),
        migrations.AddConstraint(
            "introducer",
            models.UniqueConstraint(
                condition=models.Q(("company__isnull", True)),
                fields=("unit", "title"),
                name="engagements_one_introducer_per_post",
            ),
        ),
        migrations.AddConstraint(
            "leadshare",
            models.UniqueConstraint(fields=("lead", "office_code"), name="engagements_one_share_per_office"),
        ),
        migrations.AddConstraint(
            "shareproposal",
            models.UniqueConstraint(
                condition=models.Q(("state", "pending")),
                fields=("lead",),
                name="engagements_one_pending_proposal_per_lead",
            ),
        ),
    ]
