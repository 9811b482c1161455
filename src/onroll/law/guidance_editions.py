"""The editions of the guidance "Working together to improve school attendance", and which stood on a day."""

from dataclasses import dataclass
from datetime import date

from onroll.law.citation import Citation, Instrument
from onroll.law.dated import Dated, From
from onroll.law.instruments import WORKING_TOGETHER_2022, WORKING_TOGETHER_2024, WORKING_TOGETHER_2026
from onroll.law.rules import rule

EDITION_2022 = WORKING_TOGETHER_2022.at("the edition")
EDITION_2024 = WORKING_TOGETHER_2024.at("the edition")
REISSUE_2024 = WORKING_TOGETHER_2024.at("the reissue of 20 August 2024").with_note(
    "Small corrections. No edition of 2025 was found, which does not prove that there was none."
)
EDITION_2026 = WORKING_TOGETHER_2026.unconfirmed(
    "the edition", "It is known by some of its pages; the list of its changes was not read."
)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: how it binds, and what it changed."""

    instrument: Instrument
    what: str

    def __str__(self) -> str:
        return f"{self.instrument.short_name}, {self.instrument.strength.value}: {self.what}"


EDITIONS = Dated(
    "Edition of the guidance on working together",
    steps=[
        From(
            WORKING_TOGETHER_2022.in_force_from,
            Edition(WORKING_TOGETHER_2022, "roles by groups of pupils, termly meetings, free core functions"),
            EDITION_2022,
        ),
        From(
            WORKING_TOGETHER_2024.in_force_from,
            Edition(
                WORKING_TOGETHER_2024,
                "the codes and registers of 2024, the national framework, attendance contracts, the senior champion",
            ),
            EDITION_2024,
        ),
        From(
            date(2024, 8, 20),
            Edition(WORKING_TOGETHER_2024, "issued again with small corrections"),
            REISSUE_2024,
        ),
        From(
            WORKING_TOGETHER_2026.in_force_from,
            Edition(WORKING_TOGETHER_2026, "issued again; only some of its pages are known"),
            EDITION_2026,
        ),
    ],
    reviewed_on=date(2026, 11, 22),
)


@rule(
    "guidance_editions.edition",
    title="Which edition of the guidance stood on a day",
    says=(
        "The guidance was advice from September 2022 and is statutory since 19 August 2024, issued again the "
        "next day with small corrections and in July 2026. Paragraph numbers move between editions, so each "
        "citation names its own."
    ),
    first_day=EDITIONS.first_day,
    cites=(EDITION_2022, EDITION_2024, REISSUE_2024, EDITION_2026),
)
def edition_on(day: date) -> tuple[Edition, Citation]:
    """Answer the edition in force on a day. Raises `NoRuleInForce` before 1 September 2022.

    The numbers of paragraphs move between editions, so each citation names its own.
    """
    return EDITIONS.on(day), EDITIONS.citation_on(day)
