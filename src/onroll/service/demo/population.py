"""The pupils: who they are, the families they come from, and their days at each school in an academic year."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from onroll.identifiers import upn_check_letter
from onroll.law.school_age import is_of_compulsory_school_age, school_leaving_date
from onroll.law.school_time import AcademicYear
from onroll.service.demo.chance import one_of, stream
from onroll.service.demo.children import Child, Population, Stay
from onroll.service.demo.families import Family, draw_family
from onroll.service.demo.few_pupils import with_boarders, with_former_numbers
from onroll.service.demo.names import SETTLEMENTS
from onroll.service.demo.places import (
    AUTHORITY_CODE,
    SCHOOL,
    SCHOOLS,
    SIXTH_FORM,
    SIXTH_FORM_SIZE,
    YEARS,
    Place,
)
from onroll.service.demo.terms import TermDates, term_dates

#: Pupils the six schools have between them, about.
USUAL_SIZE = 2500
#: Share of families with free school meals, and shares of pupils with special educational needs, by kind of school.
_FREE_MEALS = {"primary": 0.235, "secondary": 0.235, "special": 0.44, "alternative provision": 0.6}
_NEEDS = {
    "primary": {"": 0.83, "sen support": 0.14, "ehc plan": 0.03},
    "secondary": {"": 0.845, "sen support": 0.125, "ehc plan": 0.03},
    "special": {"ehc plan": 1.0},
    "alternative provision": {"": 0.15, "sen support": 0.6, "ehc plan": 0.25},
}
_OTHER_MARKERS = {
    "young carer": 0.012,
    "service child": 0.012,
    "previously looked after": 0.009,
    "missing before": 0.004,
}
_WITH_SOCIAL_WORKER = {"looked after": 0.008, "child protection": 0.006, "child in need": 0.017}
_MORE_SOCIAL_WORKERS = {"special": 2.5, "alternative provision": 6.0}


@dataclass(frozen=True, slots=True)
class _Seat:
    place: Place
    year: str
    group: str


def draw_population(seed: int, year: AcademicYear, size: int = USUAL_SIZE) -> Population:
    """Draw the pupils of an academic year; `size` is about how many."""
    terms = term_dates(year)
    draws = stream(seed, "population")
    seats = _seats(draws, size)
    free = defaultdict(list)
    for seat in seats:
        free[seat.place.key, seat.year].append(seat)
    children: list[Child] = []
    serials: Counter[str] = Counter()
    for anchor in seats:
        if anchor not in (waiting := free[anchor.place.key, anchor.year]):
            continue
        waiting.remove(anchor)
        settlements = SETTLEMENTS[anchor.place.district]
        family = draw_family(draws, len(children) + 1, settlements, _FREE_MEALS[anchor.place.calibration])
        for seat in (anchor, *_siblings(draws, anchor, free)):
            children.append(_child(draws, len(children) + 1, family, seat, terms, serials))
    children = _joining_and_leaving(stream(seed, "mobility"), children, terms)
    children = _of_two_schools(stream(seed, "two schools"), children, terms, size)
    children = with_boarders(stream(seed, "boarding"), children, terms)
    children = with_former_numbers(stream(seed, "former numbers"), children)
    return Population(year, terms, tuple(children))


def _seats(draws: random.Random, size: int) -> list[_Seat]:
    """Return every seat of every group, in a drawn order."""
    seats = []
    for place in SCHOOLS:
        for year, groups in place.groups.items():
            smallest, largest = SIXTH_FORM_SIZE if year in SIXTH_FORM else place.group_size
            for group in groups:
                wanted = draws.randint(smallest, largest) * size / USUAL_SIZE
                seats += [_Seat(place, year, group)] * max(1, round(wanted))
    # Identical seats stand for one another, so a list of them is drawn from by value.
    draws.shuffle(seats)
    return seats


def _siblings(draws: random.Random, anchor: _Seat, free: dict[tuple[str, str], list[_Seat]]) -> list[_Seat]:
    """Take seats for brothers and sisters, at schools near enough."""
    taken: list[_Seat] = []
    for _ in range(one_of(draws, {0: 0.46, 1: 0.37, 2: 0.13, 3: 0.04})):
        apart = one_of(draws, {0: 0.015, 1: 0.1, 2: 0.3, 3: 0.25, 4: 0.15, 5: 0.1, 6: 0.085}) * draws.choice(
            (1, -1)
        )
        place_of_year = YEARS.index(anchor.year) + apart
        if not 0 <= place_of_year < len(YEARS):
            continue
        year = YEARS[place_of_year]
        near = [key for key in _NEAR[anchor.place.district] if free[key, year]]
        if near:
            taken.append(free[near[0], year].pop())
    return taken


#: Where a sibling goes to school, by the district the family lives in: the first with a seat.
_NEAR = {
    "Tarn Coast": ("infant", "primary", "secondary"),
    "Marrow Vale": ("village", "secondary", "primary"),
    "Upper Tarn": ("village", "secondary"),
}


def _child(
    draws: random.Random, number: int, family: Family, seat: _Seat, terms: TermDates, serials: Counter[str]
) -> Child:
    autumn = terms.year.first_day.year
    age_from = YEARS.index(seat.year) + 5
    born = dt.date(autumn - age_from, 9, 1) + dt.timedelta(days=draws.randrange(365))
    sex = draws.choice("FM") if seat.place.calibration != "special" else one_of(draws, {"F": 0.3, "M": 0.7})
    forenames = [family.community.forename(draws, sex), family.community.forename(draws, sex)]
    needs = one_of(draws, _NEEDS[seat.place.calibration])
    entered = _entry_day(draws, seat, terms)
    later_known = draws.random()
    return Child(
        number=number,
        family=family,
        year=seat.year,
        sex=sex,
        forenames=" ".join(dict.fromkeys(forenames)) if draws.random() < 0.7 else forenames[0],
        surname=family.surname,
        born=born,
        upn=_upn(draws, seat, born, serials),
        known_forename=forenames[0][:3] if later_known < 0.03 and len(forenames[0]) > 5 else "",
        former_surname=family.community.surname(draws) if later_known > 0.985 else "",
        needs=needs,
        markers=_markers(draws, family, needs, seat.place, entered, terms),
        last_school=_last_school(draws, seat),
        stays=(Stay(seat.place.key, seat.group, entered, max(entered, terms.first_day)),),
    )


def _entry_day(draws: random.Random, seat: _Seat, terms: TermDates) -> dt.date:
    """Return a pupil's starting day: most came with their year's intake, some later."""
    intake = {"infant": "R", "primary": "R", "village": "R", "secondary": "7"}.get(seat.place.key, seat.year)
    if seat.year in SIXTH_FORM and draws.random() < 0.25:
        intake = "12"
    years_here = YEARS.index(seat.year) - YEARS.index(intake)
    if seat.place.key in {"special", "ap"}:
        years_here = draws.randrange(
            0, max(1, min(6 if seat.place.key == "special" else 1, YEARS.index(seat.year)) + 1)
        )
    elif years_here and draws.random() < 0.16:
        years_here = draws.randrange(years_here)
    first = term_dates(AcademicYear.starting_in(terms.year.first_day.year - years_here)).first_day
    return first + dt.timedelta(days=1) if first.weekday() < 4 else first + dt.timedelta(days=3)


def _upn(draws: random.Random, seat: _Seat, born: dt.date, serials: Counter[str]) -> str:
    """Give a unique pupil number, as the school the child first went to would have; a few have none yet, or one for now."""
    first_went = (
        seat.place.dfe_number[3:]
        if YEARS.index(seat.year) < 7
        else draws.choice(("2001", "2002", "3003", "2011", "2014", "3007"))
    )
    allocated = (born.year + 5 - (born.month < 9)) % 100
    stem = f"{AUTHORITY_CODE}{first_went}{allocated:02}"
    serials[stem] += 1
    chance = draws.random()
    if chance < 0.002:
        return ""
    rest = f"{stem}{serials[stem]:03}"
    if chance < 0.006 and serials[stem] < 100:
        rest = f"{stem}{serials[stem]:02}A"
    return upn_check_letter(rest) + rest


def _markers(
    draws: random.Random, family: Family, needs: str, place: Place, entered: dt.date, terms: TermDates
) -> tuple[tuple[str, dt.date, dt.date | None], ...]:
    since = min(entered, terms.first_day)
    found: list[tuple[str, dt.date, dt.date | None]] = []
    if family.has_free_meals:
        found += [("fsm", since, None), ("pupil premium", since, None)]
    if needs:
        found.append((needs, since, None))
    if family.language != "ENG":
        found.append(("eal", since, None))
    found += [(kind, since, None) for kind, share in _OTHER_MARKERS.items() if draws.random() < share]
    fostered = family.carers[0].relationship == "Foster carer"
    more = _MORE_SOCIAL_WORKERS.get(place.calibration, 1.0)
    for kind, share in _WITH_SOCIAL_WORKER.items():
        if (fostered and kind == "looked after") or (not fostered and draws.random() < share * more):
            began = since + dt.timedelta(days=draws.randrange(-200, 60))
            found += [(kind, began, None), ("social worker", began, None)]
            break
    if place.key in {"secondary", "ap"} and draws.random() < 0.004 * more:
        found.append(("youth justice", since, None))
    return tuple(found)


def _last_school(draws: random.Random, seat: _Seat) -> str:
    if seat.place.key in {"infant", "village", "primary"} and seat.year in {"R", "1", "2"}:
        return draws.choice(("", "", "Little Anchors Nursery", "Puddle Lane Nursery"))
    if seat.place.key == "primary":
        return draws.choice(("", SCHOOL["infant"].name))
    if seat.place.key == "secondary":
        return draws.choice(
            (
                SCHOOL["primary"].name,
                SCHOOL["village"].name,
                "Kelby St Anne Primary School",
                "Merle Sands Primary School",
            )
        )
    return SCHOOL["secondary"].name if seat.place.key == "ap" and int(seat.year) > 6 else ""


def _joining_and_leaving(draws: random.Random, children: list[Child], terms: TermDates) -> list[Child]:
    """Let a few join after the start of the year, and a few leave before its end."""
    days = [day for day in terms.weekdays() if day > terms.first_day + dt.timedelta(days=7)]
    mondays = [day for day in days if day.weekday() == 0]
    changed = []
    for child in children:
        (stay,) = child.stays
        chance = draws.random()
        weight = 3.0 if stay.school == "ap" else 1.0
        if chance < 0.028 * weight:
            started = draws.choice(mondays)
            stay = replace(stay, starting_day=started, placed_from=started)
            child = replace(child, last_school=draws.choice(_ELSEWHERE))
        elif chance < 0.054 * weight:
            stay = _leaving(draws, child, stay, draws.choice(days))
        elif child.year == "11" and (stay.school != "secondary" or draws.random() < 0.45):
            stay = _not_staying_on(stay, terms)
        changed.append(replace(child, stays=(stay,)))
    return changed


_ELSEWHERE = (
    "Lindmere Primary School",
    "Norcombe High School",
    "St Oswin's School",
    "Westerdale Community School",
)


def _leaving(draws: random.Random, child: Child, stay: Stay, last_day: dt.date) -> Stay:
    """Draw the ground of regulation 9 a name goes by, and the evidence of it."""
    ground = one_of(draws, {"a": 0.72, "f": 0.14, "g": 0.14})
    evidence = {
        "a": "The other school confirmed that it has registered the pupil",
        "f": "Letter from the parent: educated at home from this day on",
        "g": "The family has moved out of reach; new address given by a parent",
    }[ground]
    if not is_of_compulsory_school_age(child.born, last_day):
        ground, evidence = "elsewhere", "The other school confirmed that it has registered the pupil"
    return replace(stay, last_day=last_day, ground=ground, evidence=evidence)


def _not_staying_on(stay: Stay, terms: TermDates) -> Stay:
    """Let a pupil of year 11 go on the last day of compulsory school age."""
    last_day = school_leaving_date(terms.year.last_day.year)
    if last_day > terms.last_day:
        return stay
    return replace(
        stay, last_day=last_day, ground="l", evidence="Has a place at Tarnbridge College; not staying on"
    )


def _of_two_schools(draws: random.Random, children: list[Child], terms: TermDates, size: int) -> list[Child]:
    """Register some of the secondary school's pupils at the alternative provision too, for some days of the week."""
    there = SCHOOL["ap"]
    eligible = [
        child for child in children if child.year in {"8", "9", "10", "11"} and child.stays[0].school == "secondary"
        and child.stays[0].ground in {"", "l"} and child.stays[0].starting_day <= terms.first_day + dt.timedelta(days=2)
    ]  # fmt: skip
    chosen = {child.number for child in draws.sample(eligible, max(2, round(18 * size / USUAL_SIZE)))}
    days = [day for day in terms.weekdays() if day.weekday() == 0][:8]
    changed = []
    for child in children:
        if child.number in chosen:
            elsewhere = draws.choice(("123", "12", "45", "345", "12345", "135"))
            started = draws.choice([terms.first_day + dt.timedelta(days=1), *days])
            changed.append(_also_at(child, there, elsewhere, started, draws.choice(there.groups[child.year])))
        else:
            changed.append(child)
    return changed


def _also_at(child: Child, there: Place, elsewhere: str, started: dt.date, group: str) -> Child:
    here = child.stays[0]
    at_home = "".join(sorted(set("12345") - set(elsewhere)))
    main = replace(here, registration="main", other_school=there.name, days_elsewhere=elsewhere)
    other = Stay(
        there.key, group, started, started, here.last_day, here.ground, here.evidence, "subsidiary", SCHOOL[here.school].name, at_home
    )  # fmt: skip
    return replace(child, stays=(main, other))
