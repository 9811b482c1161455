"""The parts of a register's page that there are hundreds of, written here: a template takes longer over them.

A pupil's row is three pieces, each of which ends where the next begins: who it is, what is chosen, the minutes late. Between
the last two the template says what is wrong, where something is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from onroll.law.attendance_codes import UnknownCode, class_for_counting
from onroll.law.code_meaning import StatisticalClass
from onroll.law.code_uses import CODE_OF_LATENESS
from onroll.service.attendance_register.queries.register import RegisterRow
from onroll.service.web.formats import ordinal, session_words, short_day

_CLASSES = {
    StatisticalClass.PRESENT: "",
    StatisticalClass.APPROVED_EDUCATIONAL_ACTIVITY: "e",
    StatisticalClass.AUTHORISED_ABSENCE: "a",
    StatisticalClass.UNAUTHORISED_ABSENCE: "u",
    StatisticalClass.NOT_POSSIBLE: "x",
    StatisticalClass.NOT_COLLECTED: "x",
}


def start_of(
    row: RegisterRow,
    *,
    plan: str,
    plan_kind: str,
    strip: Markup,
    name_leads_to: str,
    is_wrong: bool,
    beside: Sequence[str] = (),
    for_office: bool = False,
) -> Markup:
    """Write the start of a pupil's row: who it is, what is planned, the sessions before; `name_leads_to` comes before the id.

    `beside` is what is known ahead of the pupil in words: that a reason was told, or work is set at home; never why.
    """
    name, days = escape(row.name), row.absent_days
    who = f'<a href="{name_leads_to}{row.pupil_id}/">{name}</a>' if name_leads_to else name
    away = f' <b class="away">{ordinal(days + 1)} day</b>' if days else ""
    planned = f'<b class="c {plan_kind}">{escape(plan)}</b>' if plan else ""
    planned += "".join(f'<b class="c">{escape(words)}</b>' for words in beside)
    wrong = ' class="bad"' if is_wrong else ""
    office = " data-office" if for_office else ""
    return Markup(  # noqa: S704 - what people wrote is escaped; the rest is ours
        f'<tr id="p{row.pupil_id}"{wrong}{office}>'
        f'<th scope="row"><span class="disc" aria-hidden="true">{escape(row.initials)}</span>'
        f'<span>{who}{away}</span></th><td class="pl">{planned}</td><td class="st">{strip}</td>'
    )


def strip_of(
    pupil_id: int, codes: Sequence[str], sessions: Sequence[tuple[dt.date, str]], linked: bool
) -> Markup:
    """Write earlier sessions as HTML, a span a day; made here, and not in the template, for there are 300 of them."""
    pieces: list[str] = []
    last = None
    for code, (day, session) in zip(codes, sessions, strict=True):
        if day != last:
            pieces.append("<span>" if last is None else "</span><span>")
            last = day
        before, after = _past(code, day, session, linked)
        pieces.append(f"{before}{pupil_id}{after}" if after else before)
    if pieces:
        pieces.append("</span>")
    return Markup("".join(pieces))  # noqa: S704 - every piece is escaped in _past


@lru_cache(maxsize=4096)
def _past(code: str, day: dt.date, session: str, linked: bool) -> tuple[str, str]:
    """Return the HTML of one earlier session, in two parts around the pupil's id where it links to the entry.

    Present says no more than its code; anything else has its session in words.
    """
    kind = kind_of(code, day) if code else ""
    if code and not kind and code != CODE_OF_LATENESS.newest.value:
        return f"<i>{escape(code)}</i>", ""
    words = f"{code or 'blank'} on {short_day(day)}, {session_words(session)}"
    if not code or not linked:
        return str(Markup('<i class="{}" title="{}">{}</i>').format(kind, words, code or "·")), ""
    after = Markup('/entries/{}/{}/" aria-label="{}">{}</a>').format(
        day.isoformat(), session.lower(), words, code
    )
    return f'<a class="{kind}" href="../../../../pupils/', str(after)


def choice_of(
    pupil_id: int,
    name: str,
    boxes: Sequence[tuple[str, str]],
    chosen: str,
    *,
    other: str,
    seen: str,
    for_office: bool = False,
) -> Markup:
    """Write what a pupil's code is chosen by: the boxes, a field for any other code, and what its sender has seen.

    A pupil who is the office's to enter says so, lest "everyone else is present" takes in who is blank for that.
    """
    written = "".join(
        _box(code, words, place, code == chosen) for place, (code, words) in enumerate(boxes, 1)
    )
    return Markup(  # noqa: S704 - _box escapes; the id is a number
        f'<td class="mk"><div role="group" aria-label="{escape(name)}">{written.replace("PUPIL", str(pupil_id))}'
        f'<input class="o" name="o{pupil_id}" value="{escape(other)}" maxlength="2" placeholder="…" '
        'aria-label="Other code" autocapitalize="characters" spellcheck="false"></div>\n'
        f'<input type="hidden" name="s{pupil_id}" value="{escape(seen)}">'
        + (f'<input type="hidden" name="w{pupil_id}" value="office">' if for_office else "")
    )


def minutes_of(pupil_id: int, name: str, minutes: str) -> Markup:
    """Write the field for a pupil's minutes late, and the end of the row."""
    return Markup(  # noqa: S704 - the id is a number
        f'</td><td class="mi"><input name="m{pupil_id}" value="{escape(minutes)}" inputmode="numeric" maxlength="3" '
        f'aria-label="Minutes late, {escape(name)}"></td></tr>'
    )


def reading_of(code: str, minutes: str) -> Markup:
    """Write what stands of a pupil, for whoever may not change it, and the end of the row."""
    return Markup('<td class="mk"><span class="code">{}</span></td><td class="mi">{}</td></tr>').format(
        code or "blank", minutes
    )


# Boxes are radios, each with its code as the label that people press.
@lru_cache(maxsize=64)
def _box(code: str, words: str, place: int, is_chosen: bool) -> Markup:
    """Return the HTML of one box, with PUPIL where the pupil's id goes."""
    checked = Markup(" checked") if is_chosen else ""
    return Markup(
        '<input type="radio" name="cPUPIL" id="cPUPIL{place}" value="{code}" aria-label="{code} {words}"{checked}>'
        '<label for="cPUPIL{place}">{code}</label>'
    ).format(code=code, words=words, place=place, checked=checked)


@lru_cache(maxsize=256)
def kind_of(code: str, day: dt.date) -> str:
    """Return the letter of a code's statistical class in _register.scss; nothing for present."""
    try:
        return _CLASSES[class_for_counting(code, day)]
    except UnknownCode:
        return "x"
