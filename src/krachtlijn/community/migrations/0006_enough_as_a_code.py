from django.db import migrations, models

# Every text in which a release ever said this; found again, they become the code.
TEXTS = {
    "said": (
        "Enough people in this neighbourhood said this.",
        "Genoeg mensen in deze buurt zeiden dit.",
        "Genoeg mensen in deze wijk zeiden dit.",
        "Assez de personnes du quartier ont dit cela.",
    ),
    "again": (
        "Enough people said this again.",
        "Genoeg mensen zeiden dit opnieuw.",
        "Assez de personnes l’ont dit à nouveau.",
    ),
}
POST = "Krachtlijn"


def name_the_code(apps, _schema):
    """What was written stays; it can run again, and the other way it needs nothing."""
    moves = apps.get_model("community", "Move").objects.filter(who=POST, enough="")
    for code, texts in TEXTS.items():
        moves.filter(said__in=texts).update(enough=code)


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0005_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="move",
            name="enough",
            field=models.CharField(
                blank=True,
                choices=[
                    ("said", "Enough people in this neighbourhood said this."),
                    ("again", "Enough people said this again."),
                ],
                db_default="",
                default="",
                help_text="what a release said; empty for what people said",
                max_length=5,
            ),
        ),
        migrations.RunPython(name_the_code, migrations.RunPython.noop),
    ]
