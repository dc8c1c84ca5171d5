from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="VoucherFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("fact_code", models.CharField(max_length=40)),
            ],
        ),
        migrations.AlterField(
            model_name="contractfact",
            name="number",
            field=models.CharField(blank=True, db_index=True, max_length=80),
        ),
    ]
