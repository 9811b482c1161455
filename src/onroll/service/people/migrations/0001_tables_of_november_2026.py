import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_who_merged"),
        ("people", "0003_former_upn"),
        ("people", "0004_how_to_be_reached"),
    ]

    initial = True

    dependencies = [
        ("access", "__first__"),
        ("organisations", "0001_tables_of_november_2026"),
    ]

    operations = [
        migrations.CreateModel(
            name="MergeProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("pupil", "Pupil"), ("parent", "Parent")], max_length=6)),
                ("keep_id", models.BigIntegerField()),
                ("fold_id", models.BigIntegerField()),
                ("grounds", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for review"),
                            ("accepted", "Merged"),
                            ("refused", "Kept apart"),
                            ("reversed", "Merged, then put back"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("proposed_by", models.CharField(max_length=160)),
                ("proposed_by_id", models.BigIntegerField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.CharField(blank=True, max_length=160)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("moved", models.JSONField(default=dict)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_at"],
            },
        ),
        migrations.CreateModel(
            name="Parent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=20)),
                ("surname", models.CharField(max_length=100)),
                ("forename", models.CharField(blank=True, max_length=100)),
                (
                    "source_ref",
                    models.CharField(
                        blank=True, help_text="A sender's own id, unique with its school", max_length=64
                    ),
                ),
                (
                    "folded_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folded",
                        to="people.parent",
                    ),
                ),
                (
                    "source_school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["surname", "forename", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source_ref", ""), _negated=True),
                        fields=("source_school", "source_ref"),
                        name="one_parent_a_sender_and_ref",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "prefers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No preference"),
                            ("phone", "A phone call"),
                            ("text", "A text"),
                            ("email", "An email"),
                            ("letter", "A letter"),
                        ],
                        max_length=6,
                    ),
                ),
                ("times", models.CharField(blank=True, max_length=120, verbose_name="the times")),
                (
                    "interpreter",
                    models.CharField(
                        blank=True,
                        help_text="Blank where none is wanted",
                        max_length=60,
                        verbose_name="the language of the interpreter",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what you wrote")),
                ("made_at", models.DateTimeField()),
                ("disposed_at", models.DateTimeField(null=True)),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_wishes",
                        to="people.parent",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["parent", "school"], name="wishes_of_a_parent")],
            },
        ),
        migrations.CreateModel(
            name="ContactDetail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mobile", "Mobile"),
                            ("telephone", "Telephone"),
                            ("email", "Email"),
                            ("address", "Address"),
                        ],
                        max_length=9,
                    ),
                ),
                ("value", models.CharField(max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("is_emergency", models.BooleanField(default=False)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_details",
                        to="people.parent",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PartnerProfessional",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("role", models.CharField(max_length=80)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("telephone", models.CharField(blank=True, max_length=40)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_professionals",
                        to="organisations.authority",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pupil",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("upn", models.CharField(blank=True, max_length=13, null=True, unique=True)),
                (
                    "former_upn",
                    models.CharField(
                        blank=True,
                        help_text="The number the child had before this one",
                        max_length=13,
                        verbose_name="former UPN",
                    ),
                ),
                ("legal_surname", models.CharField(max_length=100)),
                ("legal_forenames", models.CharField(max_length=100)),
                (
                    "known_surname",
                    models.CharField(
                        blank=True, help_text="Where it differs from the legal surname", max_length=100
                    ),
                ),
                ("known_forename", models.CharField(blank=True, max_length=100)),
                ("born", models.DateField()),
                ("sex", models.CharField(choices=[("F", "Female"), ("M", "Male")], max_length=1)),
                ("ethnicity", models.CharField(blank=True, help_text="CBDS code", max_length=8)),
                (
                    "language",
                    models.CharField(blank=True, help_text="CBDS code of the first language", max_length=8),
                ),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("is_mobile_child", models.BooleanField(default=False, help_text="Regulation 3(1)")),
                (
                    "folded_into",
                    models.ForeignKey(
                        blank=True,
                        help_text="The same child's other row, where two were found to be one; its entries stay under its own id",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folded",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["legal_surname", "legal_forenames", "pk"],
                "indexes": [
                    models.Index(fields=["legal_surname", "legal_forenames"], name="pupil_by_name"),
                    models.Index(fields=["former_upn"], name="pupil_by_former_upn"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartnerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "professional",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="people.partnerprofessional",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_links",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day"],
            },
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("surname", models.CharField(max_length=100)),
                ("forenames", models.CharField(max_length=100)),
                ("until", models.DateField()),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["until"],
            },
        ),
        migrations.CreateModel(
            name="PupilMarker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fsm", "Free school meals"),
                            ("pupil premium", "Pupil premium"),
                            ("sen support", "SEN support"),
                            ("ehc plan", "EHC plan"),
                            ("young carer", "Young carer"),
                            ("eal", "English as an additional language"),
                            ("service child", "Service child"),
                            ("looked after", "Looked after"),
                            ("previously looked after", "Previously looked after"),
                            ("child in need", "Child in need"),
                            ("child protection", "Child protection plan"),
                            ("social worker", "Has a social worker"),
                            ("youth justice", "Youth justice worker"),
                            ("missing before", "Has been missing before"),
                        ],
                        max_length=24,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="markers", to="people.pupil"
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day__isnull", True),
                            ("last_day__gte", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="marker_days_run_forwards",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationGroupMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="organisations.registrationgroup",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_memberships",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pupil", "group", "first_day"), name="one_membership_from_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relationship",
                    models.CharField(help_text="Mother, father, carer, grandparent…", max_length=40),
                ),
                ("is_natural_parent", models.BooleanField(default=False)),
                ("parental_responsibility", models.BooleanField(default=False)),
                ("has_care", models.BooleanField(default=False)),
                (
                    "lives_with",
                    models.BooleanField(default=False, help_text="The pupil normally lives with this parent"),
                ),
                (
                    "contact_order",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Order to call in; blank, not to be called", null=True
                    ),
                ),
                ("may_see", models.BooleanField(default=True, help_text="May see the pupil's record")),
                (
                    "may_be_sent",
                    models.BooleanField(default=True, help_text="May be sent letters and reports"),
                ),
                (
                    "address_withheld",
                    models.BooleanField(
                        default=False, help_text="The pupil's address is kept from this parent"
                    ),
                ),
                (
                    "restriction",
                    models.CharField(
                        blank=True, help_text="A court order or other limit, in words", max_length=200
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="people.parent",
                    ),
                ),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="people.pupil",
                    ),
                ),
            ],
            options={
                "ordering": ["contact_order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pupil", "parent", "first_day"), name="one_relationship_from_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=20)),
                ("surname", models.CharField(max_length=100)),
                ("forename", models.CharField(blank=True, max_length=100)),
                ("email", models.EmailField(blank=True, max_length=254)),
                (
                    "staff_ref",
                    models.CharField(
                        blank=True, help_text="The school's own id for this person", max_length=64
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="organisations.school",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_member",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["surname", "forename", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("staff_ref", ""), _negated=True),
                        fields=("school", "staff_ref"),
                        name="one_staff_member_a_ref",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YearGroupMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year_group", models.CharField(help_text="N1, N2, R, 1 to 14", max_length=2)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(blank=True, null=True)),
                (
                    "pupil",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="year_memberships",
                        to="people.pupil",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.school",
                    ),
                ),
            ],
            options={
                "ordering": ["first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pupil", "school", "first_day"), name="one_year_group_from_a_day"
                    )
                ],
            },
        ),
    ]
