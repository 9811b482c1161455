"""Whatever stands where a case should, it is judged or refused in words, and never stops the others."""

import json

from hypothesis import given
from hypothesis import strategies as st

from onroll.law.casebook import casebook_rules, judge

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
rules = sorted(casebook_rules())


@st.composite
def cases(draw) -> dict[str, object]:
    rule = draw(st.sampled_from(rules))
    given = {name: draw(values) for name in casebook_rules()[rule].given}
    return {"name": "Any case", "rule": rule, "given": given, "expect": {}}


class TestAnyCase:
    @given(values)
    def test_that_is_no_case_is_refused(self, case: object) -> None:
        assert judge(case).error

    @given(cases())
    def test_is_judged_or_refused_in_words(self, case: dict[str, object]) -> None:
        judged = judge(case)
        assert judged.passed is (judged.error is None)
        assert (judged.found is None) is (judged.error is not None)
        json.dumps(judged.as_dict())
