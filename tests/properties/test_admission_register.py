"""Whatever is amended, in whatever order: the register folds back to what it said on each day."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onroll.service.admission_register import changes
from onroll.service.admission_register.contents import contents_of, fold
from onroll.service.admission_register.given import ParentGiven
from tests.factories.admissions import an_admission

words = st.text(st.characters(categories=["L", "Nd", "Zs"]), max_size=20)
names = st.builds(changes.NameChange, surname=words, forenames=words, known_forename=words)
addresses = st.builds(changes.AddressChange, address=words, postcode=words)
births = st.builds(changes.BirthChange, born=st.dates(dt.date(2005, 1, 1), dt.date(2020, 1, 1)))
schools = st.builds(changes.LastSchoolChange, name=words, address=words)
parents = st.builds(
    changes.ParentChange,
    given=st.builds(
        ParentGiven, surname=words, parent_id=st.integers(1, 4), mobile=words, lives_with=st.booleans()
    ),
)
ended = st.builds(changes.ParentEnded, parent_id=st.integers(1, 4), last_day=st.just(dt.date(2026, 9, 1)))
any_change = st.one_of(names, addresses, births, schools, parents, ended)


def entries_of(made):
    """Make the entries the action would: each names what the register said and what it says after."""
    entries = [(contents_of(an_admission(), []), {})]
    for change in made:
        said = fold(entries).get(change.item)
        entries.append(({change.item: change.after(said)}, {change.item: said}))
    return entries


@given(st.lists(any_change, max_size=12))
def test_the_latest_entry_of_an_item_is_what_the_register_says(made):
    said = fold(entries_of(made))
    for item in {change.item for change in made}:
        latest = [entry for entry, _ in entries_of(made) if item in entry][-1]
        assert said[item] == latest[item]


@given(st.lists(any_change, max_size=12))
def test_each_original_is_what_the_amendment_before_left(made):
    entries = entries_of(made)
    for item in {change.item for change in made}:
        chain = [(contents[item], original.get(item)) for contents, original in entries if item in contents]
        assert all(before[0] == after[1] for before, after in pairwise(chain))


@given(st.lists(any_change, max_size=12), st.integers(0, 12))
def test_what_was_made_later_changes_nothing_about_a_day(made, day):
    entries = entries_of(made)
    assert fold(entries[: day + 1]) == fold(entries_of(made[:day]))
