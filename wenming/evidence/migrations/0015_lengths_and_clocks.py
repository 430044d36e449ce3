"""How long each text is, counted once for those read before; what a camera with a wrong clock wrote."""

from django.db import migrations, models

from wenming.domain.language.counting import characters_of

AT_ONCE = 200


def count_what_was_read(apps, schema_editor):
    texts = apps.get_model("evidence", "FileText")
    rows = texts.objects.exclude(text="").order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        row.characters = characters_of(row.text)
        row.save(update_fields=["characters"])


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0014_links'),
    ]

    operations = [
        migrations.AddField('filetext', 'characters', models.PositiveIntegerField(default=0, verbose_name='字数')),
        migrations.AddField('evidencefile', 'doubted_on', models.DateField(blank=True, null=True, verbose_name='相机记错的日期')),
        migrations.RunPython(count_what_was_read, migrations.RunPython.noop),
    ]
