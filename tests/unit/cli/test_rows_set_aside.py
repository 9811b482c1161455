"""What the import prints of a row set aside: what, where and the cure."""

import pytest

from onroll.cli.import_ import _told
from onroll.service.exchange.models import SetAside


@pytest.mark.parametrize(("column", "where"), [("sex", "row 2, column sex, “7”"), ("", "row 2, “7”")])
def test_names_a_column_where_the_fault_is_of_one(column, where):
    row = SetAside(file="pupils.csv", row=2, column=column, value="7", what="Is none.", cure="Write F or M.")
    assert _told(row) == f"pupils.csv, {where}: Is none. Write F or M."
