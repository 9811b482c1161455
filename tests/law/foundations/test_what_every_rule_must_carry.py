"""No rule or value without a citation, a first day and a strength."""

from datetime import date
from types import ModuleType

import pytest

from onroll.law import (
    Announced,
    Citation,
    Dated,
    From,
    Instrument,
    NoRuleInForce,
    Repealed,
    Strength,
    Uncited,
    all_dated_values,
    all_rules,
    instruments,
)
from onroll.law.rules import Rule, rule

REGULATIONS = instruments.PUPIL_REGISTRATION_2024
TODAY = date(2026, 11, 22)


def guidance(edition: str) -> Instrument:
    return Instrument(
        name="Keeping good time",
        short_name="Good time",
        link="https://example.org/good-time",
        in_force_from=date(2024, 9, 1),
        strength=Strength.STATUTORY_GUIDANCE,
        edition=edition,
    )


class TestCitation:
    @pytest.mark.parametrize(
        ("provision", "words"),
        [
            ("14 to 18", "regulations 14 to 18"),
            ("5 and 6", "regulations 5 and 6"),
            ("10(3), 10(11) and 11", "regulations 10(3), 10(11) and 11"),
            ("10(2) to (4)", "regulation 10(2) to (4)"),
            ("36 and Schedule 3", "regulation 36 and Schedule 3"),
        ],
    )
    def test_is_plural_for_several_provisions_and_not_for_several_paragraphs_of_one(
        self, provision: str, words: str
    ) -> None:
        assert REGULATIONS.at(provision).short_text.endswith(f", {words}")

    def test_names_the_instrument_and_the_provision(self) -> None:
        assert REGULATIONS.at("10(2)").text == (
            "School Attendance (Pupil Registration) (England) Regulations 2024, regulation 10(2)"
        )

    def test_links_to_the_provision(self) -> None:
        assert REGULATIONS.at("10(2)").link == ("https://www.legislation.gov.uk/uksi/2024/208/regulation/10")

    @pytest.mark.parametrize("provision", ["10", "10(7) to (9)", "10 to 12"])
    def test_links_to_the_first_of_several_provisions(self, provision: str) -> None:
        assert REGULATIONS.at(provision).link.endswith("/uksi/2024/208/regulation/10")

    def test_links_to_guidance_as_a_whole(self) -> None:
        assert guidance("2024").at("12").link == "https://example.org/good-time"

    def test_tells_editions_of_guidance_apart(self) -> None:
        of_2024, of_2026 = guidance("2024").at("12"), guidance("2026").at("12")
        assert of_2024 != of_2026
        assert of_2026.text == "Keeping good time (2026), paragraph 12"

    def test_calls_a_part_without_a_number_by_its_name(self) -> None:
        assert guidance("2026").at("the summary").short_text == "Good time, the summary"

    def test_binds_as_strongly_as_its_instrument(self) -> None:
        assert guidance("2024").at("12").strength is Strength.STATUTORY_GUIDANCE

    def test_is_confirmed_unless_said_otherwise(self) -> None:
        assert not REGULATIONS.at("10(2)").is_unconfirmed
        assert REGULATIONS.unconfirmed("6", "The exact words.").is_unconfirmed

    def test_says_what_is_unconfirmed(self) -> None:
        with pytest.raises(Uncited, match="note"):
            REGULATIONS.unconfirmed("6", " ")

    def test_needs_a_provision(self) -> None:
        with pytest.raises(Uncited, match="needs a provision"):
            REGULATIONS.at(" ")


class TestInstrument:
    @pytest.mark.parametrize("left_out", ["name", "short_name", "divisions"])
    def test_needs_its_names(self, left_out: str) -> None:
        given = {"name": "An Act", "short_name": "Act", "divisions": "section", left_out: " "}
        with pytest.raises(Uncited, match=left_out):
            Instrument(link="https://example.org", in_force_from=TODAY, strength=Strength.LAW, **given)

    def test_of_law_needs_a_link(self) -> None:
        with pytest.raises(Uncited, match="link"):
            Instrument("An Act", "Act", "", TODAY, Strength.LAW)

    def test_of_our_own_needs_none(self) -> None:
        assert Instrument("Our choice", "Ours", "", TODAY, Strength.OURS).at("1").link == ""


class TestDatedValue:
    speed_limit = Dated(
        "Speed in the corridor",
        steps=[
            From(date(2020, 9, 1), 4, REGULATIONS.at("1")),
            From(date(2022, 9, 1), 3, REGULATIONS.at("2")),
            Repealed(date(2024, 9, 1), REGULATIONS.at("3")),
        ],
        reviewed_on=TODAY,
        announced=[Announced(2, REGULATIONS.at("4"), "Not commenced.")],
    )

    def test_has_no_value_the_day_before_its_first(self) -> None:
        with pytest.raises(NoRuleInForce, match="31 August 2020"):
            self.speed_limit.on(date(2020, 8, 31))

    def test_starts_on_its_first_day(self) -> None:
        assert self.speed_limit.on(date(2020, 9, 1)) == 4

    def test_keeps_a_value_until_the_day_before_the_next(self) -> None:
        assert self.speed_limit.on(date(2022, 8, 31)) == 4
        assert self.speed_limit.on(date(2022, 9, 1)) == 3

    def test_cites_the_step_of_the_day(self) -> None:
        assert self.speed_limit.citation_on(date(2022, 9, 1)) == REGULATIONS.at("2")

    def test_has_no_value_once_repealed(self) -> None:
        assert self.speed_limit.find(date(2024, 8, 31)) == 3
        assert self.speed_limit.find(date(2024, 9, 1)) is None

    def test_leaves_what_is_announced_switched_off(self) -> None:
        assert self.speed_limit.find(date(2099, 1, 1)) is None
        assert self.speed_limit.announced[0].value == 2

    def test_has_no_newest_value_once_repealed(self) -> None:
        with pytest.raises(NoRuleInForce):
            _ = self.speed_limit.newest

    def test_refuses_steps_out_of_order(self) -> None:
        steps = [From(date(2022, 9, 1), 3, REGULATIONS.at("2"))] * 2
        with pytest.raises(ValueError, match="in order"):
            Dated("Speed", steps=steps, reviewed_on=TODAY)

    def test_refuses_a_step_without_a_citation(self) -> None:
        with pytest.raises(Uncited, match="citation"):
            From(date(2020, 9, 1), 4, None)  # type: ignore[arg-type]

    def test_refuses_a_step_without_a_first_day(self) -> None:
        with pytest.raises(Uncited, match="first day"):
            From("2020-09-01", 4, REGULATIONS.at("1"))  # type: ignore[arg-type]

    def test_refuses_to_start_with_a_repeal(self) -> None:
        with pytest.raises(Uncited, match="first value"):
            Dated("Speed", steps=[Repealed(TODAY, REGULATIONS.at("1"))], reviewed_on=TODAY)

    def test_refuses_an_empty_description(self) -> None:
        with pytest.raises(Uncited, match="description"):
            Dated(" ", steps=[From(TODAY, 1, REGULATIONS.at("1"))], reviewed_on=TODAY)

    def test_refuses_an_unexplained_announcement(self) -> None:
        with pytest.raises(Uncited, match="reason"):
            Announced(2, REGULATIONS.at("4"), "")


class TestRule:
    def test_cannot_be_built_without_a_citation(self) -> None:
        with pytest.raises(Uncited, match="citation"):
            rule("corridors.speed", title="Speed", says="Nobody runs.", first_day=TODAY, cites=())(len)

    def test_cannot_be_built_without_a_first_day(self) -> None:
        with pytest.raises(Uncited, match="first day"):
            Rule("corridors.speed", "Speed", "Nobody runs.", "today", (REGULATIONS.at("1"),), len)  # type: ignore[arg-type]

    def test_cannot_take_the_name_of_another(self) -> None:
        taken = all_rules()[0].name
        with pytest.raises(ValueError, match="Two rules"):
            rule(taken, title="Again", says="Nobody runs.", first_day=TODAY, cites=[REGULATIONS.at("1")])(len)

    def test_binds_as_strongly_as_the_strongest_it_rests_on(self) -> None:
        cited: tuple[Citation, ...] = (guidance("2024").at("1"), REGULATIONS.at("1"))
        assert Rule("corridors.speed", "Speed", "Nobody runs.", TODAY, cited, len).strength is Strength.LAW

    def test_does_not_bind_as_law_by_a_provision_that_was_not_read(self) -> None:
        unread = REGULATIONS.unconfirmed("2", "Whether it is there at all.")
        with_guidance = Rule(
            "corridors.speed", "Speed", "Nobody runs.", TODAY, (unread, guidance("2024").at("12")), len
        )
        alone = Rule("corridors.speed", "Speed", "Nobody runs.", TODAY, (unread,), len)
        assert with_guidance.strength is Strength.STATUTORY_GUIDANCE
        assert alone.strength is Strength.LAW


class TestListOfRules:
    names = frozenset(one.name for one in all_rules())

    @pytest.mark.parametrize(
        "name",
        [
            "absence_measures.pupil",
            "admission_register.starting_day",
            "attendance_codes.meaning",
            "penalty_notices.threshold",
            "registers.entry_for_arrival",
            "registers.preserve_until",
            "registers.unexplained_until",
            "school_age.compulsory",
        ],
    )
    def test_has_every_casebook_rule_of_the_registers(self, name: str) -> None:
        assert name in self.names

    def test_lists_each_dated_value_once(self) -> None:
        values = list(all_dated_values().values())
        assert len(values) == len({id(value) for value in values})

    def test_reviews_every_dated_value_after_its_last_step(self) -> None:
        late = [name for name, value in all_dated_values().items() if value.reviewed_on < value.steps[-1].day]
        assert late == []

    def test_gives_every_instrument_a_different_short_name(self) -> None:
        module: ModuleType = instruments
        cited = [value for value in vars(module).values() if isinstance(value, Instrument)]
        assert len(cited) == len({instrument.short_name for instrument in cited})
