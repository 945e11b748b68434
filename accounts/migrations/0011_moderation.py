import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0010_email_preferences'),
        ('articles', '0012_pins_alone'),
    ]

    operations = [
        migrations.CreateModel(
            name='Burst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('held', 'held'), ('admitted', 'admitted'), ('void', 'void')], default='held', max_length=8, verbose_name='state')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='began')),
                ('last_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='last reaction')),
                ('signs', models.JSONField(default=dict, help_text='What it was recognised by, with the figures.', verbose_name='signs')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bursts', to='articles.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'burst of reactions',
                'verbose_name_plural': 'bursts of reactions',
            },
        ),
        migrations.RemoveIndex(
            model_name='reaction',
            name='reactions_by_article_and_kind',
        ),
        migrations.AddField(
            model_name='reaction',
            name='network',
            field=models.CharField(blank=True, editable=False, help_text='A keyed hash, forgotten after 30 days.', max_length=64, verbose_name='network'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='standing',
            field=models.CharField(choices=[('counted', 'counted'), ('held', 'held until a moderator has looked'), ('void', 'not counted')], default='counted', max_length=8, verbose_name='standing'),
        ),
        migrations.AddField(
            model_name='reactionkind',
            name='icon',
            field=models.CharField(blank=True, choices=[('', 'none'), ('sun', 'sun'), ('pen', 'pen'), ('spark', 'spark'), ('cloud', 'cloud'), ('flame', 'flame'), ('heart', 'heart'), ('question', 'question mark'), ('hand', 'raised hand')], default='', max_length=20, verbose_name='icon'),
        ),
        migrations.AlterField(
            model_name='reactionkind',
            name='is_retired',
            field=models.BooleanField(default=False, help_text='No longer offered; what used it is kept as it is.', verbose_name='retired'),
        ),
        migrations.AlterField(
            model_name='reactionkind',
            name='name',
            field=models.CharField(help_text="In the site's own language, e.g. “Hopeful”.", max_length=80, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='burst',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reactions', to='accounts.burst', verbose_name='burst'),
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes', models.CharField(choices=[('notes', 'notes'), ('reactions', 'reactions and notes')], default='reactions', max_length=10, verbose_name='closed')),
                ('why', models.CharField(help_text='One sentence that readers see, e.g. “Closed while the trial lasts.”', max_length=300, verbose_name='why')),
                ('closed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='closed since')),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='closing', to='articles.article', verbose_name='article')),
                ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='closings', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
            ],
            options={
                'verbose_name': 'closed article',
                'verbose_name_plural': 'closed articles',
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=500, verbose_name='note')),
                ('state', models.CharField(choices=[('waiting', 'waits for review'), ('held', 'held for a closer look'), ('shown', 'shown'), ('hidden', 'taken down'), ('rejected', 'not shown')], default='waiting', max_length=8, verbose_name='state')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('shown_at', models.DateTimeField(blank=True, null=True, verbose_name='shown since')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readers_notes', to='articles.article', verbose_name='article')),
                ('reaction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='note', to='accounts.reaction', verbose_name='reaction')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
            },
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_at', models.DateTimeField(auto_now_add=True, verbose_name='agreed')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='accounts.note', verbose_name='note')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('note', 'note'), ('burst', 'burst of reactions'), ('appeal', 'appeal')], max_length=8, verbose_name='kind')),
                ('why', models.CharField(choices=[('policy', 'New notes wait for review here'), ('rule', 'A rule held it'), ('check_failed', 'A check gave no answer'), ('reported', 'Readers reported it'), ('rewritten', 'Written anew after a decision'), ('held', 'A moderator held it'), ('burst', 'Many reactions came together'), ('appeal', 'The reader asks to have a decision looked at again'), ('reversed', 'A decision was taken back')], max_length=12, verbose_name='why')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='opened')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed')),
                ('claimed_until', models.DateTimeField(blank=True, null=True, verbose_name='looked at until')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article', verbose_name='article')),
                ('burst', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='accounts.burst', verbose_name='burst')),
                ('claimed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to=settings.AUTH_USER_MODEL, verbose_name='looked at by')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('note', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cases', to='accounts.note', verbose_name='note')),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'permissions': [('moderate', 'May decide on notes, bursts and appeals')],
            },
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text="In the site's own language, e.g. “Hopeful”.", max_length=80, verbose_name='name')),
                ('names', models.JSONField(blank=True, default=dict, help_text='By language code, e.g. {"vi": "Hy vọng", "es": "Esperanza"}.', verbose_name='names in other languages')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Smaller comes first.', verbose_name='position')),
                ('is_retired', models.BooleanField(default=False, help_text='No longer offered; what used it is kept as it is.', verbose_name='retired')),
                ('told', models.TextField(blank=True, help_text='A full sentence, e.g. “It attacks a person instead of what they said or did.”', max_length=500, verbose_name='what the reader is told')),
                ('told_in', models.JSONField(blank=True, default=dict, verbose_name='the same in other languages')),
            ],
            options={
                'verbose_name': 'reason',
                'verbose_name_plural': 'reasons',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('approve', 'shown'), ('hide', 'taken down'), ('reject', 'not shown'), ('hold', 'held'), ('admit', 'admitted to the count'), ('void', 'kept out of the count'), ('sanction', 'sanctioned'), ('uphold', 'appeal refused'), ('overturn', 'appeal granted'), ('reverse', 'taken back')], max_length=8, verbose_name='decision')),
                ('words', models.TextField(blank=True, max_length=1000, verbose_name='words to the reader')),
                ('text', models.TextField(blank=True, verbose_name='the note as it was')),
                ('state_before', models.CharField(blank=True, max_length=8, verbose_name='how it stood before')),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='decided')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.article', verbose_name='article')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='accounts.case', verbose_name='case')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions_made', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('reader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='accounts.decision', verbose_name='takes back')),
                ('note', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='accounts.note', verbose_name='note')),
                ('reason', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='accounts.reason', verbose_name='reason')),
            ],
            options={
                'verbose_name': 'decision',
                'verbose_name_plural': 'decisions',
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=2000, verbose_name='what the reader says')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered')),
                ('is_granted', models.BooleanField(blank=True, null=True, verbose_name='granted')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appeals_answered', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='accounts.decision', verbose_name='decision')),
            ],
            options={
                'verbose_name': 'appeal',
                'verbose_name_plural': 'appeals',
            },
        ),
        migrations.AddField(
            model_name='case',
            name='appeal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='accounts.appeal', verbose_name='appeal'),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('insult', 'It insults or threatens someone'), ('hate', 'It incites hatred against a group'), ('private', 'It tells private things about someone'), ('false', 'It says something false as a fact'), ('spam', 'It is advertising or has nothing to do with the article'), ('other', 'Something else')], max_length=8, verbose_name='about')),
                ('words', models.TextField(blank=True, max_length=500, verbose_name='in their words')),
                ('text', models.TextField(verbose_name='the note as it was')),
                ('reported_at', models.DateTimeField(auto_now_add=True, verbose_name='reported')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='accounts.case', verbose_name='case')),
                ('note', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to='accounts.note', verbose_name='note')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to=settings.AUTH_USER_MODEL, verbose_name='reported by')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
            },
        ),
        migrations.CreateModel(
            name='ReviewPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviews', models.CharField(choices=[('all', 'every note'), ('new', 'notes of new readers'), ('none', 'none')], default='all', max_length=4, verbose_name='waits for review')),
                ('new_until', models.PositiveSmallIntegerField(default=3, help_text='A reader is no longer new once this many of their notes were shown.', verbose_name='new until')),
                ('reports_that_hold', models.PositiveSmallIntegerField(default=3, help_text='A shown note that this many readers report waits out of sight until one has looked; 0: never.', verbose_name='reports that hold')),
                ('section', models.OneToOneField(blank=True, help_text='Empty: everywhere else.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='review_policy', to='articles.section', verbose_name='section')),
            ],
            options={
                'verbose_name': 'review of notes',
                'verbose_name_plural': 'review of notes',
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What it is for, e.g. “Insults in Spanish”.', max_length=80, verbose_name='name')),
                ('kind', models.CharField(choices=[('words', 'words'), ('links', 'links'), ('repeated', 'repeated text'), ('capitals', 'all capitals'), ('new_account', 'new account'), ('disposable', 'disposable e-mail domain'), ('reader_rate', 'many notes by one reader'), ('network_rate', 'many notes from one network')], max_length=12, verbose_name='kind')),
                ('is_on', models.BooleanField(default=False, help_text='Try it against past notes first.', verbose_name='on')),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('vi', 'Vietnamese'), ('es', 'Spanish')], help_text='Of the articles whose notes it looks at; empty: all.', max_length=8, verbose_name='language')),
                ('words', models.TextField(blank=True, help_text='For lists of words or of e-mail domains: one to a line.', max_length=20000, verbose_name='words')),
                ('most', models.PositiveIntegerField(blank=True, help_text='What is still let through: links, notes, copies, capitals in percent, hours of an account.', null=True, verbose_name='most')),
                ('minutes', models.PositiveIntegerField(blank=True, help_text='The time over which notes are counted.', null=True, verbose_name='within minutes')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
            ],
            options={
                'verbose_name': 'rule',
                'verbose_name_plural': 'rules',
                'ordering': ['kind', 'name'],
            },
        ),
        migrations.CreateModel(
            name='RuleHit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('found', models.CharField(help_text='E.g. the word, or “4 notes in 10 minutes”.', max_length=200, verbose_name='found')),
                ('was_right', models.BooleanField(blank=True, help_text='Whether a moderator kept the note from readers.', null=True, verbose_name='was right')),
                ('found_at', models.DateTimeField(auto_now_add=True, verbose_name='held')),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='accounts.note', verbose_name='note')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='accounts.rule', verbose_name='rule')),
            ],
            options={
                'verbose_name': 'note that a rule held',
                'verbose_name_plural': 'notes that a rule held',
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'warning'), ('pause', 'pause'), ('ban', 'ban')], max_length=8, verbose_name='kind')),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='lifted')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sanction', to='accounts.decision', verbose_name='decision')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sanctions', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
            ],
            options={
                'verbose_name': 'sanction',
                'verbose_name_plural': 'sanctions',
            },
        ),
        migrations.AddIndex(
            model_name='reaction',
            index=models.Index(fields=['article', 'kind', 'standing'], name='reactions_by_standing'),
        ),
        migrations.AddIndex(
            model_name='reaction',
            index=models.Index(models.F('article'), models.OrderBy(models.F('created_at'), descending=True), name='reactions_by_moment'),
        ),
        migrations.AddIndex(
            model_name='reaction',
            index=models.Index(models.F('network'), models.OrderBy(models.F('created_at'), descending=True), condition=models.Q(('network', ''), _negated=True), name='reactions_by_network'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('standing', 'counted'), ('burst__isnull', False), _connector='OR'), name='only_a_burst_keeps_a_reaction_out'),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.UniqueConstraint(fields=('name',), name='one_rule_per_name'),
        ),
        migrations.AddConstraint(
            model_name='burst',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'held')), fields=('article',), name='one_burst_held_per_article'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='closing_says_why'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='appeal_says_something'),
        ),
        migrations.AddConstraint(
            model_name='appeal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('is_granted', None)), models.Q(('answered_at__isnull', False), ('is_granted__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='answered_appeal_has_its_answer'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(models.F('article'), models.OrderBy(models.F('shown_at'), descending=True), condition=models.Q(('state', 'shown')), name='notes_shown'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['written_at'], name='notes_by_moment'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='readers_note_says_something'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'shown'), _negated=True), ('shown_at__isnull', False), _connector='OR'), name='shown_note_has_its_moment'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['opened_at'], name='cases_open'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('note',), name='one_open_case_per_note'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('burst',), name='one_open_case_per_burst'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('appeal',), name='one_case_per_appeal'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', False), ('kind', 'note'), models.Q(('burst__isnull', False), ('kind', 'burst')), models.Q(('appeal__isnull', False), ('kind', 'appeal')), _connector='OR'), name='open_case_has_its_subject'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('reader', 'note'), name='one_agreement_per_reader_and_note'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(models.OrderBy(models.F('decided_at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='decisions_by_moment'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('action__in', ['reverse', 'overturn']), ('reverses', None), _connector='OR'), name='only_a_reversal_takes_back'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('reader', 'note'), name='one_report_per_reader_and_note'),
        ),
        migrations.AddConstraint(
            model_name='reviewpolicy',
            constraint=models.UniqueConstraint(fields=('section',), name='one_review_policy_per_section', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='rulehit',
            index=models.Index(condition=models.Q(('was_right__isnull', False)), fields=['rule'], name='hits_decided'),
        ),
        migrations.AddConstraint(
            model_name='rulehit',
            constraint=models.UniqueConstraint(fields=('rule', 'note'), name='one_hit_per_rule_and_note'),
        ),
        migrations.AddIndex(
            model_name='sanction',
            index=models.Index(condition=models.Q(('lifted_at', None)), fields=['reader'], name='sanctions_not_lifted'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ends_at__gt', models.F('began_at')), ('kind', 'pause')), models.Q(models.Q(('kind', 'pause'), _negated=True), ('ends_at', None)), _connector='OR'), name='pause_alone_has_an_end'),
        ),
    ]
