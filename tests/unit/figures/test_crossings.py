"""A crossing is worked out once for each night's figures, and again for the next night's."""

from onroll.analysis.groupings import ALL, Grouping
from onroll.analysis.measures import Cell
from onroll.service.figures.crossings import crossing

SEX_BY_FSM = Grouping.written("sex,fsm")
SEX, SEN = Grouping.written("sex"), Grouping.written("sen")


class ANight:
    """What was counted in one night: boys and girls with and without free meals."""

    groupings = (ALL, SEX)

    def __init__(self, edition, *, girls_with=3):
        self.edition, self.girls_with, self.times_crossed = (edition,), girls_with, 0

    def crossed(self, grouping, *, periods, beside):
        self.times_crossed += 1
        assert grouping == SEX_BY_FSM
        found = {"F,yes": self.girls_with, "F,no": 40, "M,yes": 30, "M,no": 50}
        return [
            Cell("attendance_percent", period, f"sex={sex},fsm={fsm}", 9 * pupils, 10 * pupils, pupils, None)
            for period in (*periods, *beside)
            for place, pupils in found.items()
            for sex, fsm in [place.split(",")]
        ]

    def cells(self, grouping, *, measures, periods):
        if grouping == ALL:
            return []
        pupils = {"sex=F": 40 + self.girls_with, "sex=M": 80}
        return [
            Cell("attendance_percent", period, group, 9 * many, 10 * many, many, None)
            for period in periods
            for group, many in pupils.items()
        ]

    def kept_back(self, grouping):
        return set()

    def groups_within(self, grouping):
        return []


class ANightBySen(ANight):
    """A night in which the pupils of whom nobody says their needs are the girls without free meals."""

    groupings = (ALL, SEX, SEN)

    def cells(self, grouping, *, measures, periods):
        if grouping != SEN:
            return super().cells(grouping, measures=measures, periods=periods)
        return [Cell("attendance_percent", one, "sen=not known", 360, 400, 40) for one in periods]

    def kept_back(self, grouping):
        return {("attendance_percent", "autumn term", "sen=not known")} if grouping == SEN else set()


class TestACrossing:
    def test_is_worked_out_once_a_night(self):
        night = ANight("remembered")
        assert crossing(night, SEX_BY_FSM, ["autumn"]) is crossing(night, SEX_BY_FSM, ["autumn"])
        assert night.times_crossed == 1

    def test_is_the_same_whoever_opened_the_file(self):
        one, other = ANight("opened twice"), ANight("opened twice")
        assert crossing(one, SEX_BY_FSM, ["autumn"]) is crossing(other, SEX_BY_FSM, ["autumn"])
        assert other.times_crossed == 0

    def test_is_worked_out_again_when_it_was_counted_again(self):
        before, after = ANight("monday"), ANight("tuesday", girls_with=12)
        assert crossing(before, SEX_BY_FSM, ["autumn"]).kept_back
        assert not crossing(after, SEX_BY_FSM, ["autumn"]).kept_back

    def test_is_another_of_another_term(self):
        night = ANight("terms")
        autumn, spring = (crossing(night, SEX_BY_FSM, [term]) for term in ("autumn", "spring"))
        assert {cell.period for cell in autumn.cells} == {"autumn"}
        assert {cell.period for cell in spring.cells} == {"spring"}

    def test_keeps_a_small_group_back_with_those_it_could_be_worked_out_from(self):
        found = crossing(ANight("small"), SEX_BY_FSM, ["autumn"]).kept_back
        assert ("attendance_percent", "autumn", "sex=F,fsm=yes") in found
        assert len(found) > 1

    def test_keeps_a_group_back_where_the_same_pupils_are_by_another_characteristic(self):
        many = ANight("all of them", girls_with=30), ANightBySen("one of them", girls_with=30)
        without, beside = (crossing(night, SEX_BY_FSM, ["autumn term"]).kept_back for night in many)
        assert without == set()
        assert ("attendance_percent", "autumn term", "sex=F,fsm=no") in beside
