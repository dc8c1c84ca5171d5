from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_voucher_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="project",
            name="blocked_since",
            field=models.DateField(blank=True, null=True, verbose_name="受阻起始日"),
        ),
        migrations.AddField(
            model_name="project",
            name="plan_due",
            field=models.DateField(blank=True, db_index=True, null=True, verbose_name="最近的计划期限"),
        ),
    ]
