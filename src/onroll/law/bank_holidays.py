"""The bank holidays of England: those of the Act, moved off weekends, and those proclaimed for one year."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from onroll.law.citation import Instrument, Strength
from onroll.law.dated import Dated, From
from onroll.law.instruments import ONROLL

BANKING_AND_FINANCIAL_DEALINGS_ACT_1971 = Instrument(
    name="Banking and Financial Dealings Act 1971",
    short_name="Banking and Financial Dealings Act 1971",
    link="https://www.legislation.gov.uk/ukpga/1971/80",
    in_force_from=date(1971, 12, 16),
    strength=Strength.LAW,
    divisions="section",
)
BANK_HOLIDAYS = BANKING_AND_FINANCIAL_DEALINGS_ACT_1971.unconfirmed(
    "1",
    "Good Friday and Christmas Day are by common law, and New Year's Day and the early May "
    "holiday by yearly proclamation; the days agree with the published list.",
)

#: Beyond this the days are worked out, not yet published.
PUBLISHED_UNTIL = Dated(
    "The last year for which the government's list of bank holidays was seen",
    steps=[From(date(2012, 1, 1), 2028, ONROLL.at("bank holidays"))],
    reviewed_on=date(2026, 11, 22),
)

_MONDAY = 0
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)

# Days proclaimed once, and the usual day they stood for, if any.
_PROCLAIMED = (
    (date(2012, 6, 4), "Spring bank holiday", date(2012, 5, 28)),
    (date(2012, 6, 5), "Queen's Diamond Jubilee", None),
    (date(2020, 5, 8), "Early May bank holiday (VE day)", date(2020, 5, 4)),
    (date(2022, 6, 2), "Spring bank holiday", date(2022, 5, 30)),
    (date(2022, 6, 3), "Platinum Jubilee bank holiday", None),
    (date(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II", None),
    (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III", None),
)


@dataclass(frozen=True, slots=True, order=True)
class BankHoliday:
    """A day's bank holiday and what it is called."""

    day: date
    title: str


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> tuple[BankHoliday, ...]:
    """Answer the bank holidays of England in a calendar year, in order."""
    easter = easter_sunday(year)
    usual = [
        *_moved_off_weekend([(date(year, 1, 1), "New Year's Day")]),
        BankHoliday(easter - timedelta(days=2), "Good Friday"),
        BankHoliday(easter + _ONE_DAY, "Easter Monday"),
        BankHoliday(_monday_from(date(year, 5, 1)), "Early May bank holiday"),
        BankHoliday(_monday_from(date(year, 5, 25)), "Spring bank holiday"),
        BankHoliday(_monday_from(date(year, 8, 25)), "Summer bank holiday"),
        *_moved_off_weekend([(date(year, 12, 25), "Christmas Day"), (date(year, 12, 26), "Boxing Day")]),
    ]
    moved = {instead_of for _, _, instead_of in _PROCLAIMED}
    proclaimed = [BankHoliday(day, title) for day, title, _ in _PROCLAIMED if day.year == year]
    return tuple(sorted([one for one in usual if one.day not in moved] + proclaimed))


def bank_holidays_between(first_day: date, last_day: date) -> tuple[BankHoliday, ...]:
    """Answer the bank holidays of a span of days, both ends included, in order."""
    return tuple(
        one
        for year in range(first_day.year, last_day.year + 1)
        for one in bank_holidays(year)
        if first_day <= one.day <= last_day
    )


def easter_sunday(year: int) -> date:
    """Answer Easter Sunday by the Gregorian reckoning (the anonymous computus of 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, left = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_left + 2 * leaps - epact - left) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + timedelta(days=(_MONDAY - day.weekday()) % 7)


def _moved_off_weekend(named: list[tuple[date, str]]) -> list[BankHoliday]:
    """Move each to the first weekday that no other of them is on, and say so in its title."""
    on_weekdays = {day for day, _ in named if day.weekday() < _SATURDAY}
    moved = []
    for day, title in named:
        if day.weekday() < _SATURDAY:
            moved.append(BankHoliday(day, title))
            continue
        while day.weekday() >= _SATURDAY or day in on_weekdays:
            day += _ONE_DAY
        on_weekdays.add(day)
        moved.append(BankHoliday(day, f"{title} (substitute day)"))
    return moved
