"""A pack says what its parts say. No page has made packs before; what was written otherwise takes over from its parts."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

PARTS = [
    ('notice', '通知'), ('scheme', '方案'), ('sign_in', '签到表'), ('photographs', '照片'), ('news', '报道'),
    ('summary', '总结'), ('other', '其他'),
]
DISCLOSURE = [('internal', '内部'), ('proactive', '可公开'), ('withheld', '限本单位和办公室')]


def told_by_their_parts(apps, schema_editor):
    packs, evidence = apps.get_model("evidence", "EventPack"), apps.get_model("evidence", "Evidence")
    for pack in packs.objects.all():
        first = evidence.objects.filter(pack=pack).order_by("pk").first()
        if first is None:
            pack.delete()
            continue
        pack.unit_id, pack.event_on = first.unit_id, pack.event_on or first.event_on
        pack.made_at, pack.made_by = first.uploaded_at, first.uploaded_by
        pack.save()
    evidence.objects.exclude(pack=None).update(pack_part="other")


class Migration(migrations.Migration):

    dependencies = [
        ('evidence', '0007_picture_doubts'),
        ('organisation', '0005_rosterimport_file_null'),
    ]

    operations = [
        migrations.AddField('eventpack', 'caption', models.CharField(blank=True, max_length=1000, verbose_name='说明')),
        migrations.AddField('eventpack', 'disclosure', models.CharField(choices=DISCLOSURE, default='internal', max_length=10, verbose_name='公开范围')),
        migrations.AddField('eventpack', 'made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='建包时间'), preserve_default=False),
        migrations.AddField('eventpack', 'made_by', models.CharField(default='', max_length=60, verbose_name='建包人'), preserve_default=False),
        migrations.AddField('eventpack', 'people', models.CharField(blank=True, max_length=200, verbose_name='人物')),
        migrations.AddField('eventpack', 'place', models.CharField(blank=True, max_length=120, verbose_name='地点')),
        migrations.AddField('eventpack', 'unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='报送单位')),
        migrations.AddField('evidence', 'pack_part', models.CharField(blank=True, choices=PARTS, max_length=12, verbose_name='材料包中的部分')),
        migrations.RunPython(told_by_their_parts, migrations.RunPython.noop),
        migrations.AlterField('eventpack', 'event_on', models.DateField(verbose_name='活动日期')),
        migrations.AlterField('eventpack', 'unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit', verbose_name='报送单位')),
        migrations.AddIndex('eventpack', models.Index(fields=['organisation', '-event_on', '-id'], name='event_pack_list')),
        migrations.AddConstraint('evidence', models.CheckConstraint(condition=models.Q(models.Q(('pack', None), ('pack_part', '')), models.Q(('pack__isnull', False), models.Q(('pack_part', ''), _negated=True)), _connector='OR'), name='evidence_part_of_a_pack')),
    ]
