"""A group that is the very same pupils as one of another grouping is kept back where that one is."""

from onroll.analysis.disclosure_control import kept_back_together
from onroll.analysis.groupings import ALL, groupings
from onroll.analysis.measures import Cell
from onroll.analysis.same_pupils import same_pupils

SEX, FSM = groupings(["sex", "fsm"])[1:]
NOBODY_SAYS = {(SEX, "sex=not known"), (FSM, "fsm=not known")}


def figure(group, pupils, *, of_whom=None, measure="attendance_percent"):
    return Cell(measure, "whole", group, (of_whom or pupils) * 9, pupils * 10, pupils, 10)


GIVEN = {
    ALL: [figure("all", 210)],
    SEX: [figure("sex=F", 99), figure("sex=M", 99, of_whom=97), figure("sex=not known", 12)],
    FSM: [figure("fsm=false", 192), figure("fsm=true", 6), figure("fsm=not known", 12)],
}


class TestGroupsOfTheSamePupils:
    def test_are_those_whose_figures_are_the_same(self):
        found = same_pupils(GIVEN)
        assert found == {one: [other] for one in NOBODY_SAYS for other in NOBODY_SAYS - {one}}

    def test_are_not_those_of_as_many_others(self):
        assert same_pupils({SEX: GIVEN[SEX][:2], FSM: [figure("fsm=true", 99, of_whom=98)]}) == {}

    def test_are_not_two_groups_of_one_characteristic(self):
        assert same_pupils({SEX: [figure("sex=F", 99), figure("sex=M", 99)]}) == {}

    def test_are_kept_back_together(self):
        """Six have free meals: without the twelve of whom nothing is known, the year less the others would be theirs."""
        assert hidden(GIVEN) == {(FSM, "fsm=true"), (SEX, "sex=M"), *NOBODY_SAYS}

    def test_are_kept_back_together_in_every_figure(self):
        absent = {
            by: [one._replace(measure="absence_percent", numerator=one.pupils) for one in found]
            for by, found in GIVEN.items()
        }
        every = {by: [*found, *absent[by]] for by, found in GIVEN.items()}
        assert hidden(every, "absence_percent") >= NOBODY_SAYS


def hidden(given, measure="attendance_percent"):
    return {
        (by, cell.group)
        for by, those in kept_back_together(given).items()
        for cell in those
        if cell.measure == measure
    }
