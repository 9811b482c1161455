"""Who may have a notice, who may issue one, and the case-by-case test."""

from typing import Any

import pytest

from onroll.law.penalty_notice_contents import (
    CONTENTS,
    RECORDS_TO_KEEP,
    faults_of_contents,
    faults_of_record,
)
from onroll.law.penalty_notice_issue import (
    Issuer,
    across_borders,
    below_the_threshold,
    case_by_case,
    checks_before_issue,
    who_may_issue,
)
from onroll.law.penalty_notice_recipients import SchoolKind, number, parent, who_may_be_noticed

title = "Before a penalty notice is issued"
cites = "Education Act 1996, sections 444A, 444B and 576"


class TestParent:
    @pytest.mark.parametrize("limb", ["natural_parent", "parental_responsibility", "has_care"])
    def test_is_anyone_within_one_limb(self, limb: str) -> None:
        limbs: dict[str, bool | None] = {
            "natural_parent": False,
            "parental_responsibility": None,
            "has_care": False,
        }
        assert parent(**limbs | {limb: True}).met is True

    def test_is_nobody_outside_all_three(self) -> None:
        assert parent(natural_parent=False, parental_responsibility=False, has_care=False).met is False

    def test_is_open_while_the_deciding_limb_is_not_known(self) -> None:
        finding = parent(natural_parent=False, parental_responsibility=None, has_care=False)
        assert finding.met is None
        assert len(finding.missing) == 1


class TestRecipient:
    def met(self, **changes: Any) -> bool | None:
        given: dict[str, Any] = {
            "is_parent": True,
            "allowed_the_absence": True,
            "of_compulsory_school_age": True,
            "school_kind": SchoolKind.ACADEMY,
        }
        return who_may_be_noticed(**(given | changes)).met

    def test_is_a_parent_who_allowed_the_absence(self) -> None:
        assert self.met() is True

    @pytest.mark.parametrize(
        "point", ["is_parent", "allowed_the_absence", "of_compulsory_school_age", "address_known"]
    )
    def test_needs_every_point(self, point: str) -> None:
        assert self.met(**{point: False}) is False
        assert self.met(**{point: None}) is None

    @pytest.mark.parametrize(
        ("kind", "met"),
        [
            ("maintained", True),
            ("pupil_referral_unit", True),
            ("academy", True),
            ("alternative_provision_academy", True),
            ("non_maintained_special", False),
            ("independent", False),
        ],
    )
    def test_is_of_some_schools_only(self, kind: str, met: bool) -> None:
        assert self.met(school_kind=SchoolKind(kind)) is met


class TestNumberOfNotices:
    @pytest.mark.parametrize(
        ("parents", "pupils", "notices"), [(2, 2, 4), (1, 3, 3), (2, 1, 2), (1, 1, 1), (0, 2, 0)]
    )
    def test_is_one_for_each_parent_and_child(self, parents: int, pupils: int, notices: int) -> None:
        assert number(parents=parents, pupils=pupils) == notices

    def test_cannot_be_below_nought(self) -> None:
        with pytest.raises(ValueError, match="from 0"):
            number(parents=-1, pupils=1)


class TestIssuer:
    @pytest.mark.parametrize("issuer", [Issuer.HEAD_TEACHER, Issuer.CONSTABLE])
    def test_may_be_a_head_or_a_constable_of_themselves(self, issuer: Issuer) -> None:
        assert who_may_issue(issuer).met is True

    @pytest.mark.parametrize(
        "issuer", [Issuer.AUTHORISED_DEPUTY, Issuer.AUTHORITY_OFFICER, Issuer.COMMUNITY_SUPPORT_OFFICER]
    )
    def test_must_otherwise_be_authorised(self, issuer: Issuer) -> None:
        assert who_may_issue(issuer).met is None
        assert who_may_issue(issuer, authorised=False).met is False
        assert who_may_issue(issuer, authorised=True).met is True

    def test_must_be_one_the_local_code_names(self) -> None:
        assert who_may_issue(Issuer.HEAD_TEACHER, named_by_local_code=False).met is False


class TestChecks:
    def met(self, **changes: Any) -> bool | None:
        given: dict[str, Any] = {
            "earlier_notices_asked": True,
            "no_prosecution_pending": True,
            "no_other_enforcement": True,
            "unresolved": 0,
        }
        return checks_before_issue(**(given | changes)).met

    def test_pass_when_all_are_made(self) -> None:
        assert self.met() is True

    def test_fail_while_one_session_has_code_n(self) -> None:
        assert self.met(unresolved=1) is False

    @pytest.mark.parametrize(
        "check", ["earlier_notices_asked", "no_prosecution_pending", "no_other_enforcement", "unresolved"]
    )
    def test_are_open_while_one_is_not_known(self, check: str) -> None:
        assert self.met(**{check: None}) is None


class TestCaseByCase:
    rest: dict[str, bool] = {"best_tool": True, "equality_considered": True, "in_the_public_interest": True}

    def test_asks_no_support_for_a_holiday(self) -> None:
        assert case_by_case(support_appropriate=False, **self.rest).met is True

    def test_asks_for_enough_support_where_it_is_appropriate(self) -> None:
        open_case = case_by_case(support_appropriate=True, **self.rest)
        assert open_case.met is None
        assert open_case.missing[0].who == "the school"
        given = {"support_appropriate": True, "support_sufficient_or_refused": False}
        assert case_by_case(**given, **self.rest).met is False
        assert case_by_case(**given | {"support_sufficient_or_refused": True}, **self.rest).met is True

    def test_cannot_tell_while_it_is_not_known_whether_support_is_appropriate(self) -> None:
        assert case_by_case(support_appropriate=None, **self.rest).met is None

    def test_need_not_know_that_where_support_was_sufficient_anyway(self) -> None:
        found = case_by_case(support_appropriate=None, support_sufficient_or_refused=True, **self.rest)
        assert found.met is True

    @pytest.mark.parametrize("point", list(rest))
    def test_needs_every_other_point(self, point: str) -> None:
        for holds, met in ((False, False), (None, None)):
            given: dict[str, Any] = {**self.rest, point: holds}
            assert case_by_case(support_appropriate=False, **given).met is met

    def test_is_settled_by_one_point_against_whatever_is_open(self) -> None:
        finding = case_by_case(support_appropriate=None, best_tool=False)
        assert finding.met is False
        assert finding.missing == ()

    def test_can_be_shown_as_a_checklist(self) -> None:
        points = case_by_case(support_appropriate=False, best_tool=True).facts["points"]
        assert isinstance(points, tuple)
        assert [point.holds for point in points] == [True, True, None, None]

    def test_leaves_the_public_interest_to_the_authority(self) -> None:
        given: dict[str, Any] = {**self.rest, "in_the_public_interest": None}
        missing = case_by_case(support_appropriate=False, **given).missing
        assert [one.who for one in missing] == ["the local authority"]


class TestBelowTheThreshold:
    def test_a_notice_needs_an_offence_the_code_and_the_authority(self) -> None:
        whole: dict[str, bool | None] = {
            "offence_committed": True,
            "within_local_code": True,
            "authority_consulted": True,
        }
        assert below_the_threshold(**whole).met is True
        for point in whole:
            assert below_the_threshold(**whole | {point: False}).met is False
            assert below_the_threshold(**whole | {point: None}).met is None


class TestPapers:
    def test_of_a_notice_are_all_there_or_named(self) -> None:
        names = [one.name for one in CONTENTS.newest.value]
        assert faults_of_contents(names) == ()
        for left_out in names:
            (fault,) = faults_of_contents([name for name in names if name != left_out])
            assert fault.name == f"{left_out}_missing"

    def test_of_an_authority_are_its_four_records(self) -> None:
        assert len(RECORDS_TO_KEEP.newest.value) == 4
        assert len(faults_of_record([])) == 4
        assert faults_of_record([one.name for one in RECORDS_TO_KEEP.newest.value]) == ()


class TestAcrossBorders:
    def test_the_authority_of_the_school_issues_and_all_are_asked(self) -> None:
        found = across_borders(
            of_school="Wessingham", of_home="Mercia", of_earlier_homes=["Wessingham", "Elmet"]
        )
        assert found.issues == "Wessingham"
        assert found.to_ask == ("Wessingham", "Mercia", "Elmet")
