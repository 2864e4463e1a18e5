from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_mailbox"),
    ]

    operations = [
        migrations.AddField(
            model_name="box",
            name="week",
            field=models.CharField(
                blank=True, default="", help_text="of its last post: 2026W48", max_length=7
            ),
            preserve_default=False,
        ),
    ]
