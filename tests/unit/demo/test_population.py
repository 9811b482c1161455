"""The demo's pupils and their families: made up, many enough, and lawful."""

import re
from collections import Counter, defaultdict

from onroll.identifiers import read_upn
from onroll.service.access.roles import ROLES
from onroll.service.demo.places import SCHOOLS, YEARS
from onroll.service.demo.population import draw_population
from onroll.service.demo.staff import draw_partners, draw_staff
from tests.unit.demo.drawn import population


class TestPopulation:
    def test_is_about_2500_pupils_at_six_schools(self):
        assert 2400 <= len(population().children) <= 2600
        assert all(population().at(place.key) for place in SCHOOLS)

    def test_is_the_same_for_the_same_seed(self):
        again = draw_population(1, population().year)
        assert again == draw_population(1, population().year)
        assert again != population()

    def test_can_be_drawn_small(self):
        assert 180 <= len(draw_population(1, population().year, 250).children) <= 420

    def test_gives_every_upn_a_right_check_letter_and_to_one_child(self):
        upns = [child.upn for child in population().children if child.upn]
        assert len(set(upns)) == len(upns)
        assert all(read_upn(upn).number == upn for upn in upns)

    def test_has_children_of_the_age_of_their_year_group(self):
        autumn = population().year.first_day.year
        for child in population().children:
            turns = autumn - child.born.year + (1 if child.born.month < 9 else 0)
            assert turns == YEARS.index(child.year) + 5, child

    def test_has_brothers_and_sisters_at_different_schools(self):
        schools = defaultdict(set)
        for child in population().children:
            schools[child.family.number].add(child.stays[0].school)
        assert sum(len(found) > 1 for found in schools.values()) > 100

    def test_has_families_with_two_homes_and_parents_who_may_not_see(self):
        families = {child.family.number: child.family for child in population().children}.values()
        two_homes = [one for one in families if len({carer.address for carer in one.carers}) > 1]
        barred = [one for one in families if any(not carer.may_see for carer in one.carers)]
        assert len(two_homes) > 150
        assert len(barred) > 3

    def test_has_someone_who_lives_with_each_child_and_a_drama_telephone_number(self):
        for child in population().children:
            assert any(carer.lives_with for carer in child.family.carers)
            assert all(re.fullmatch(r"07700 900\d{3}", carer.mobile) for carer in child.family.carers)
            assert all(carer.email.endswith(".example") for carer in child.family.carers)

    def test_has_groups_in_plausible_shares(self):
        marked = Counter(kind for child in population().children for kind, _, _ in child.markers)
        share = {kind: 100 * count / len(population().children) for kind, count in marked.items()}
        assert 18 <= share["fsm"] <= 31
        assert 10 <= share["sen support"] <= 17
        assert {"looked after", "child protection", "child in need", "youth justice"} <= set(share)

    def test_has_pupils_of_two_schools_expected_at_one_of_them_each_day(self):
        two_schools = [child for child in population().children if len(child.stays) == 2]
        assert len(two_schools) >= 10
        for child in two_schools:
            main, other = child.stays
            assert (main.registration, other.registration) == ("main", "subsidiary")
            assert sorted(main.days_elsewhere + other.days_elsewhere) == list("12345")

    def test_has_joiners_and_leavers_with_a_ground(self):
        stays = [stay for child in population().children for stay in child.stays]
        assert sum(stay.starting_day > population().terms.first_day.replace(day=20) for stay in stays) > 30
        assert all(bool(stay.last_day) == bool(stay.ground) == bool(stay.evidence) for stay in stays)


class TestStaff:
    def test_has_someone_in_every_role(self):
        assert {person.role for person in draw_staff(1)} == set(ROLES)

    def test_has_one_teacher_or_tutor_for_every_group(self):
        taught = {(one.place, one.group) for one in draw_staff(1) if one.place_kind == "group"}
        groups = {(place.key, name) for place in SCHOOLS for names in place.groups.values() for name in names}
        assert taught == groups

    def test_gives_everyone_a_username_of_their_own(self):
        names = [person.username for person in draw_staff(1)]
        assert len(set(names)) == len(names)

    def test_has_partner_professionals_for_pupils_with_a_social_worker(self):
        assert any("social worker" in partner.works_with for partner in draw_partners(1))
