"""Scan a folder of entries as somebody would with pandas: whole columns, masks, group-bys and a merge.

It is straightforward, not slow on purpose: only the columns it needs are read, and text is left as Arrow strings.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from onroll.law.absence_measures import PERSISTENT_ABSENCE
from onroll.law.attendance_codes import class_for_counting, is_code, penalty_notice_codes
from onroll.law.penalty_notices import THRESHOLD_SCHOOL_WEEKS, THRESHOLD_SESSIONS

_SAYS_NO_SESSION = ["", "#", "Z", "Y4"]


def main(entries: Path, out: Path) -> None:
    """Count, and write what both programs are compared by."""
    marks = pd.read_parquet(entries, columns=["school", "pupil", "date", "session", "code"])
    marks["date"] = pd.to_datetime(marks["date"])
    on = marks["date"].max().date()
    classes = {code: class_for_counting(code, on) for code in marks["code"].unique() if is_code(code)}
    possible = [code for code, found in classes.items() if found.is_possible]
    absent = [code for code, found in classes.items() if found.is_absence]
    marks["possible"] = marks["code"].isin(possible)
    marks["absent"] = marks["code"].isin(absent)
    totals = marks.groupby(["school", "pupil"])[["possible", "absent"]].sum()
    counted = totals[totals["possible"] > 0]
    persistent = (counted["absent"] * 100 >= counted["possible"] * PERSISTENT_ABSENCE.on(on)).sum()

    marks["week"] = marks["date"].dt.to_period("W").dt.start_time
    held = marks.loc[~marks["code"].isin(_SAYS_NO_SESSION), ["school", "week"]].drop_duplicates()
    own = marks[["pupil", "school", "week"]].drop_duplicates().merge(held, on=["school", "week"])
    own = own[["pupil", "week"]].drop_duplicates().sort_values(["pupil", "week"])
    own["place"] = own.groupby("pupil").cumcount()
    counting = marks.loc[
        marks["code"].isin(list(penalty_notice_codes(on))), ["pupil", "date", "session", "week"]
    ].drop_duplicates(["pupil", "date", "session"])
    placed = counting.merge(own, on=["pupil", "week"]).sort_values(["pupil", "date", "session"])
    earlier = placed.groupby("pupil")["place"].shift(THRESHOLD_SESSIONS.on(on) - 1)
    met = placed.loc[placed["place"] - earlier < THRESHOLD_SCHOOL_WEEKS.on(on), "pupil"].nunique()
    out.write_text(json.dumps({"met": int(met), "persistent": int(persistent)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
