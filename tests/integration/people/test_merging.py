"""People entered twice: proposed by one, decided by another, put back."""

import datetime as dt

import pytest

from onroll.service.admission_register.models import Enrolment
from onroll.service.audit.models import Event
from onroll.service.people.actions.merging import accept_merge, propose_merge, refuse_merge, reverse_merge
from onroll.service.people.models import ContactDetail, MergeProposal, Parent, PupilMarker, Relationship
from onroll.service.people.queries.merging import candidates
from onroll.service.people.refusals import MergeRefused
from tests.factories.access import a_user
from tests.factories.organisations import FIRST_DAY, a_school
from tests.factories.people import a_pupil_on_roll, an_actor

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 20)
NOW = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)


@pytest.fixture
def school():
    return a_school(meets=False)


@pytest.fixture
def officer(school):
    return an_actor("attendance_officer", school)


@pytest.fixture
def head(school):
    return an_actor("head", school)


@pytest.fixture
def amina(school):
    return a_pupil_on_roll(school)


@pytest.fixture
def amina_again(school):
    pupil = a_pupil_on_roll(school, last_day=FIRST_DAY)
    PupilMarker.objects.create(pupil=pupil, kind="fsm", first_day=FIRST_DAY)
    return pupil


def propose(school, by, keep, fold, grounds="Their mother told us", kind="pupil"):
    return propose_merge(
        school_id=school.pk,
        kind=kind,
        keep_id=keep.pk,
        fold_id=fold.pk,
        grounds=grounds,
        by=by,
        now=NOW,
        on=TODAY,
    )


class TestProposing:
    def test_is_refused_on_a_name_alone(self, school, officer, amina):
        namesake = a_pupil_on_roll(school, born=dt.date(2018, 1, 1), last_day=FIRST_DAY)

        with pytest.raises(MergeRefused, match="a name alone is not enough"):
            propose(school, officer, amina, namesake)

    def test_is_refused_of_twins_with_two_upns(self, school, officer, amina, amina_again):
        for pupil, upn in ((amina, "A123456789012"), (amina_again, "A123456789013")):
            pupil.upn = upn
            pupil.save()

        with pytest.raises(MergeRefused, match="two children"):
            propose(school, officer, amina, amina_again)

    def test_is_refused_while_both_are_on_roll(self, school, officer, amina):
        with pytest.raises(MergeRefused, match="Both are on the roll"):
            propose(school, officer, amina, a_pupil_on_roll(school))

    def test_wants_grounds(self, school, officer, amina, amina_again):
        with pytest.raises(MergeRefused, match="Say how you know"):
            propose(school, officer, amina, amina_again, grounds=" ")

    def test_is_suggested_for_those_who_look_alike(self, school, officer, amina, amina_again):
        assert [(pair.one_id, pair.other_id) for pair in candidates(officer.scope, school_id=school.pk)] == [
            (amina.pk, amina_again.pk)
        ]
        propose(school, officer, amina, amina_again)
        assert candidates(officer.scope, school_id=school.pk) == []

    def test_of_two_pupils_says_nothing_of_two_parents_who_have_their_numbers(
        self, school, officer, amina, amina_again
    ):
        mothers = [
            Parent.objects.create(pk=pupil.pk, forename="Mary", surname="Begum")
            for pupil in (amina, amina_again)
        ]
        for mother, pupil in zip(mothers, (amina, amina_again), strict=True):
            Relationship.objects.create(parent=mother, pupil=pupil, relationship="Mother", first_day=TODAY)
            ContactDetail.objects.create(parent=mother, kind="mobile", value="07700 900123", first_day=TODAY)
        propose(school, officer, amina, amina_again)
        found = candidates(officer.scope, school_id=school.pk)
        assert [(pair.kind, pair.words) for pair in found] == [
            ("parent", "Mary Begum and Mary Begum, reached by 07700 900123")
        ]


class TestDeciding:
    def test_is_for_somebody_else(self, school, head, amina, amina_again):
        proposal = propose(school, head, amina, amina_again)

        with pytest.raises(MergeRefused, match="someone else must review"):
            accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)

    def test_moves_what_hangs_on_the_person_and_no_register(self, school, officer, head, amina, amina_again):
        proposal = propose(school, officer, amina, amina_again)

        accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)

        amina_again.refresh_from_db()
        assert amina_again.folded_into_id == amina.pk
        assert PupilMarker.objects.get().pupil_id == amina.pk
        assert Enrolment.objects.filter(pupil=amina_again).count() == 1
        assert Event.objects.filter(name="people.merge.accepted").count() == 1

    def test_leaves_no_warning_on_its_page_that_a_name_is_not_enough(
        self, client, school, officer, head, amina, amina_again
    ):
        proposal = propose(school, officer, amina, amina_again)
        address = f"/schools/{school.pk}/people/duplicates/{proposal.pk}/"
        client.force_login(a_user("head", school=school))
        assert "Beside the name they agree on" in client.get(address).text
        accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)
        page = client.get(address).text
        assert "Put it back" in page
        assert "Nothing but the name speaks" not in page

    def test_is_led_to_from_the_pair_and_not_proposed_there_again(
        self, client, school, officer, head, amina, amina_again
    ):
        address = f"/schools/{school.pk}/people/duplicates/pupil/{amina.pk}/{amina_again.pk}/"
        client.force_login(a_user("head", school=school))
        assert "Propose to merge them" in client.get(address).text
        proposal = propose(school, officer, amina, amina_again)
        page = client.get(address).text
        assert "These two are proposed already." in page
        assert f"/people/duplicates/{proposal.pk}/" in page
        assert "Propose to merge them" not in page
        accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)
        assert "These two are merged already." in client.get(address).text

    def test_can_be_put_back(self, school, officer, head, amina, amina_again):
        proposal = propose(school, officer, amina, amina_again)
        accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)
        added_since = PupilMarker.objects.create(pupil=amina, kind="eal", first_day=TODAY)

        reverse_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW)

        amina_again.refresh_from_db()
        added_since.refresh_from_db()
        assert amina_again.folded_into_id is None
        assert PupilMarker.objects.get(kind="fsm").pupil_id == amina_again.pk
        assert added_since.pupil_id == amina.pk

    def test_refusing_keeps_them_apart(self, school, officer, head, amina, amina_again):
        proposal = propose(school, officer, amina, amina_again)

        refuse_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW)

        assert MergeProposal.objects.get().state == "refused"
        with pytest.raises(MergeRefused, match="decided this already"):
            accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)


class TestMergingParents:
    def test_keeps_one_relationship_where_both_had_one_to_the_same_child(self, school, officer, head, amina):
        one, other = (Parent.objects.create(surname="Okafor") for _ in range(2))
        for parent in (one, other):
            Relationship.objects.create(
                pupil=amina, parent=parent, relationship="Mother", first_day=FIRST_DAY
            )
            parent.contact_details.create(kind="mobile", value="07700 900123", first_day=FIRST_DAY)
        proposal = propose(school, officer, one, other, kind="parent")

        accept_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW, on=TODAY)

        assert Relationship.objects.filter(parent=one).count() == 1
        assert one.contact_details.count() == 2
        reverse_merge(school_id=school.pk, proposal_id=proposal.pk, by=head, now=NOW)
        assert other.contact_details.count() == 1
