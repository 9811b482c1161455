"""What holds of a reconciliation whatever two systems say: nothing is left unexplained, and nothing is explained twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onroll.analysis.arithmetic import Family, codes_ever, families_of
from onroll.analysis.reconciliation import (
    FIGURES,
    CodeMap,
    OurMark,
    Reconciliation,
    Roll,
    TheirMark,
    compare_totals,
    reconcile,
)
from onroll.analysis.reconciliation.code_map import CLASSES
from onroll.law import Session, Span, class_for_counting, is_code

quickly = settings(phases=tuple(phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)))
DAYS = [date(2024, 8, 15) + timedelta(days=n) for n in range(8)]
PUPILS = ["Amina", "Ben", "Cora", "Dev"]
SIGNS = [*codes_ever(), "", "X9", "*", "h"]
places = st.tuples(st.sampled_from(PUPILS), st.sampled_from(DAYS), st.sampled_from(list(Session)))
ours_of = st.dictionaries(
    places, st.tuples(st.sampled_from(["", *codes_ever()]), st.sampled_from(["", "The school was closed."])), max_size=40
)  # fmt: skip
theirs_of = st.lists(st.tuples(places, st.sampled_from(SIGNS)), max_size=50)
maps = st.builds(
    CodeMap,
    codes=st.dictionaries(st.sampled_from([*SIGNS[-3:], "I", "C"]), st.sampled_from(codes_ever()), max_size=3),
    classes=st.dictionaries(st.sampled_from(["*", "X9", "D", "B"]), st.sampled_from(list(CLASSES.values())), max_size=3),
)  # fmt: skip
rolls = st.dictionaries(
    st.sampled_from(PUPILS), st.sampled_from([None, (), (Span(DAYS[0], DAYS[3]),), (Span(DAYS[0], DAYS[-1]),)])
)  # fmt: skip


def sides(ours, theirs):
    here, there = defaultdict(list), defaultdict(list)
    for (pupil, day, session), (code, why) in ours.items():
        here[pupil].append(OurMark(day, session, code, why))
    for (pupil, day, session), sign in theirs:
        there[pupil].append(TheirMark(day, session, sign))
    return here, there


def run(ours, theirs, code_map, roll=None):
    here, there = sides(ours, theirs)
    found = Reconciliation()
    spans = {} if roll is None else roll
    explained = list(
        reconcile(
            here.items(),
            there,
            code_map=code_map,
            roll_of=lambda pupil: Roll(spans.get(pupil, (Span(DAYS[0], DAYS[-1]),))),
            found=found,
        )
    )
    return found, explained


def counted_here(ours) -> Counter:
    """Count each figure of ours plainly: every entry in the families of its class on its day."""
    total = Counter()
    for (_, day, _), (code, why) in ours.items():
        if code and not why:
            total.update(families_of(code, class_for_counting(code, day)))
    return total


def counted_there(theirs, code_map) -> Counter:
    """Count each figure of theirs plainly: one sign a session, read by the map, or else nothing."""
    signs = defaultdict(set)
    for place, sign in theirs:
        signs[place].add(sign)
    total = Counter()
    for (_, day, _), said in signs.items():
        if len(said) != 1 or "" in said:
            continue
        (sign,) = said
        code = code_map.codes.get(sign, sign)
        if not is_code(code):
            code = ""
        counted_as = code_map.classes.get(sign) or (class_for_counting(code, day) if code else None)
        if counted_as:
            total.update(families_of(code, counted_as))
    return total


class TestWhatIsExplained:
    @quickly
    @given(ours_of, theirs_of, maps, rolls)
    def test_comes_to_the_difference_of_every_figure_counted_plainly(self, ours, theirs, code_map, roll):
        found, explained = run(ours, theirs, code_map, roll)

        here, there = counted_here(ours), counted_there(theirs, code_map)
        for place, figure in enumerate(FIGURES):
            assert sum(one.effect[place] for one in explained) == here[figure] - there[figure]
            assert found.explained(figure) == found.difference(figure) == here[figure] - there[figure]

    @quickly
    @given(ours_of, theirs_of, maps)
    def test_names_each_session_once_and_every_one_is_there_or_agreed(self, ours, theirs, code_map):
        found, explained = run(ours, theirs, code_map)

        named = [(one.pupil, one.date, one.session) for one in explained]
        assert len(named) == len(set(named)) == found.differ == found.sessions_of.total()
        here = {place for place, (code, _) in ours.items() if code}
        signs = defaultdict(set)
        for place, sign in theirs:
            signs[place].add(sign)
        there = {place for place, said in signs.items() if said != {""}}
        assert found.agreed + found.differ == len(here | there)

    @quickly
    @given(ours_of)
    def test_is_nothing_where_both_say_the_same(self, ours):
        counted = {place: (code, "") for place, (code, _) in ours.items()}
        same = [(place, code) for place, (code, _) in counted.items()]

        found, explained = run(counted, same, CodeMap())

        assert explained == []
        assert found.ours == found.theirs

    @quickly
    @given(ours_of, theirs_of)
    def test_is_the_opposite_with_the_sides_changed_round(self, ours, theirs):
        ours = {place: (code, "") for place, (code, _) in ours.items()}
        given_once = {place: sign for place, sign in theirs if sign == "" or is_code(sign)}
        one_way, _ = run(ours, list(given_once.items()), CodeMap())
        other_way, _ = run(
            {place: (sign, "") for place, sign in given_once.items()},
            [(place, code) for place, (code, _) in ours.items()],
            CodeMap(),
        )

        for figure in Family:
            assert one_way.difference(figure) == -other_way.difference(figure)


totals_of = st.dictionaries(
    st.sampled_from(PUPILS),
    st.fixed_dictionaries(
        {}, optional={figure: st.integers(0, 380) for figure in (Family.POSSIBLE, Family.ABSENCE)}
    ),
)


class TestTotals:
    @quickly
    @given(totals_of, totals_of)
    def test_differ_by_what_the_pupils_that_differ_come_to(self, ours, theirs):
        found = compare_totals(ours, theirs, figures=(Family.POSSIBLE, Family.ABSENCE))

        for figure in found.figures:
            here = sum(one.get(figure, 0) for one in ours.values())
            there = sum(one.get(figure, 0) for one in theirs.values())
            assert found.difference(figure) == here - there
            assert sum(one.difference(figure) for one in found.differ) == here - there
        assert found.agreed + len(found.differ) == len(ours.keys() | theirs.keys())
