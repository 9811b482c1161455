"""`onroll law`: the codes of a day, one code, one rule explained, what is covered, and what has changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onroll.cli.local_codes import print_kept, print_refused, print_what_they_say, settings_in
from onroll.cli.telling import citation_told, print_json, refuse

if TYPE_CHECKING:
    from onroll.law import Citation, CodeMeaning, Dated

app = typer.Typer(no_args_is_help=True, help="The law behind Onroll: codes, rules, coverage, changes.")

Json = Annotated[bool, typer.Option("--json", help="Print it as JSON.")]
OnDay = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day asked about, such as 2026-09-01. Default: today."),
]
REFUSED = 1


@app.command()
def codes(on: OnDay = None, as_json: Json = False) -> None:
    """List the attendance and absence codes in force on a day."""
    from onroll.law import codes_in_force

    meanings = codes_in_force(_day(on))
    if as_json:
        print_json([_code(meaning) for meaning in meanings])
        return
    if not meanings:
        typer.echo(f"No table of codes that Onroll knows was in force on {_day(on)}.")
    for meaning in meanings:
        counts = "  counts towards a penalty notice" if meaning.counts_towards_penalty_notice else ""
        typer.echo(f"{meaning.code:3} {meaning.title}: {meaning.statistical_class.in_words}{counts}")


@app.command()
def code(
    code: Annotated[str, typer.Argument(help="The code, such as U.")], on: OnDay = None, as_json: Json = False
) -> None:
    """Say what one code means on a day: its class, its conditions, its near misses."""
    from onroll.law import NotInForce, UnknownCode, code_on, is_code
    from onroll.law.code_helper import near_misses

    code = code if is_code(code) else code.upper()
    try:
        meaning = code_on(code, _day(on))
    except (UnknownCode, NotInForce) as refusal:
        refuse(str(refusal))
    near = near_misses(code, on=_day(on))
    if as_json:
        others = [{"code": one.code, "title": one.title, "why_not": one.why_not} for one in near]
        print_json(_code(meaning) | {"near_misses": others})
        return
    typer.echo(f"{meaning.code}  {meaning.title}")
    typer.echo(meaning.description)
    typer.echo(f"Counts as: {meaning.statistical_class.in_words}")
    for words, holds in (
        ("Counts towards a penalty notice.", meaning.counts_towards_penalty_notice),
        ("Needs leave.", meaning.leave_required),
        ("Needs a note.", meaning.note_required),
    ):
        if holds:
            typer.echo(words)
    for condition in meaning.conditions:
        typer.echo(f"- {condition}")
    for one in near:
        typer.echo(f"Not {one.code}: {one.why_not}")
    _print_citations((meaning.citation,))


@app.command()
def which_code(
    answers: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION=ANSWER...", help="Answers, such as where=elsewhere."),
    ] = None,
    afternoon: Annotated[bool, typer.Option("--afternoon", help="The session is an afternoon.")] = False,
    on: OnDay = None,
    as_json: Json = False,
) -> None:
    """Find the code that fits: ask the next question, or say the code, its conditions and its near misses."""
    from onroll.law import NotInForce, Session
    from onroll.law.code_helper import QUESTIONS, NotAnAnswer, code_that_fits

    given = dict(answer.partition("=")[::2] for answer in answers or ())
    unknown = next((name for name in given if name not in QUESTIONS), "")
    if unknown:
        refuse(f"There is no question “{unknown}”. The questions are {', '.join(QUESTIONS)}.")
    session = Session.PM if afternoon else Session.AM
    try:
        advice = code_that_fits(given, on=_day(on), session=session)
    except (NotAnAnswer, NotInForce) as refusal:
        refuse(str(refusal))
    question = advice.question
    told = {
        "answered": dict(advice.answered),
        "question": None if question is None else question.name,
        "words": None if question is None else question.words,
        "answers": {} if question is None else {one.name: one.words for one in question.choices},
        "code": None if advice.meaning is None else _code(advice.meaning),
        "near_misses": [
            {"code": one.code, "title": one.title, "why_not": one.why_not} for one in advice.near_misses
        ],
    }
    if as_json:
        print_json(told)
    elif question is not None:
        typer.echo(question.words)
        for one in question.choices:
            typer.echo(f"  {question.name}={one.name:15} {one.words}")
    elif advice.meaning is not None:
        code(advice.meaning.code, on=on, as_json=False)


@app.command()
def explain(
    rule: Annotated[
        str, typer.Argument(help="The name of a rule or value, such as penalty_notices.threshold.")
    ],
    as_json: Json = False,
) -> None:
    """Explain a rule: what it answers, since when, how strongly it binds and what it rests on."""
    from onroll.casebooks.by_rule import cases_of
    from onroll.law.casebook import casebook_rules
    from onroll.law.coverage import covered_by, told_by
    from onroll.law.rules import all_dated_values, rule_named
    from onroll.law.subjects import values_of

    every = all_dated_values()
    if rule in every:
        _explain_value(rule, every[rule], as_json=as_json)
        return
    try:
        found = rule_named(rule)
    except LookupError as refusal:
        refuse(str(refusal))
    values = {name: every[name] for name in values_of(found)}
    cases = casebook_rules().get(rule)
    told = {
        "rule": found.name,
        "title": found.title,
        "first_day": found.first_day.isoformat(),
        "in_force": found.in_force,
        "strength": found.strength.value,
        "explanation": found.says,
        "citations": [citation_told(cited) for cited in found.citations],
        "provisions": [one.as_dict() for one in covered_by(rule)],
        "values": {name: value.description for name, value in values.items()},
        "cases": list(cases_of(rule)),
        "given": {} if cases is None else {name: asked.shape.words for name, asked in cases.given.items()},
        "found": {} if cases is None else dict(cases.found),
    }
    if as_json:
        print_json(told)
        return
    typer.echo(f"{found.name}  {found.title}")
    since = f"From {found.first_day}" if found.in_force else f"Announced on {found.first_day}, not in force"
    typer.echo(f"{since}; {found.strength.value}.\n\n{found.says}\n")
    for name, value in values.items():
        _print_value(name, value)
    for one in told_by(rule):
        typer.echo(f"Provision {one.key}, {one.provision}: {one.words}")
    for case in cases_of(rule):
        typer.echo(f"Case: {case}")
    if cases is not None:
        typer.echo("Write cases of your own by: onroll casebook rules.")
    _print_citations(found.citations)


@app.command()
def coverage(as_json: Json = False) -> None:
    """Account for every rule of the law, by provision: built, recorded only, outside the software, unconfirmed."""
    from onroll.law.coverage import COVERED, counts

    if as_json:
        print_json({"counts": counts(), "provisions": [one.as_dict() for one in COVERED]})
        return
    for one in COVERED:
        built = ", ".join((*one.rules, *one.places)) or one.note
        rests = f"  {built}" if built else ""
        mark = " †" if one.unconfirmed else ""
        typer.echo(f"{one.key:12} {one.status.value:20} {one.provision}: {one.words}{mark}{rests}")
    typer.echo("")
    for name, number in counts().items():
        typer.echo(f"{number:4} {name}")


@app.command()
def changes(
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="The first day to look at, such as 2024-08-19.")
    ],
    as_json: Json = False,
) -> None:
    """List every rule and value that starts, changes or ends on or after a day, and what is announced."""
    from onroll.law.changes import changes_since

    first_day = _day(since)
    found = changes_since(first_day)
    if as_json:
        print_json([one.as_dict() for one in found])
        return
    if not found:
        typer.echo(f"Nothing starts, changes or ends on or after {first_day}.")
    for one in found:
        when = "announced" if one.day is None else one.day.isoformat()
        typer.echo(f"{when:10} {one.name}: {one.words} ({one.citation.short_text})")


@app.command()
def local_code(
    file: Annotated[
        Path | None, typer.Argument(help="The authority's local code, in YAML, JSON or TOML.")
    ] = None,
    example: Annotated[
        str | None,
        typer.Option("--example", metavar="NAME", help="Show one that comes with Onroll, such as norfolk."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check an authority's own code against national law. Exit 1 where it is refused, 2 where it cannot be read.

    With neither a file nor an example, list the examples and every setting a local code may have.
    """
    from onroll.law.local_code import WeakensNationalLaw, read_local_code
    from onroll.law.local_codes import example as example_named

    if file is not None and example is not None:
        refuse("Give a file or --example, not both.")
    if file is None and example is None:
        print_what_they_say(as_json=as_json)
        return
    try:
        kept = read_local_code(settings_in(file)) if file else example_named(example or "")
    except LookupError as refusal:
        refuse(str(refusal))
    except WeakensNationalLaw as refusal:
        print_refused(str(file), refusal.faults, as_json=as_json)
        raise typer.Exit(REFUSED) from None
    print_kept(kept, as_json=as_json)


def _day(on: str | None) -> dt.date:
    from onroll.service.clock import today

    if on is None:
        return today()
    try:
        return dt.date.fromisoformat(on)
    except ValueError:
        return refuse(f"“{on}” is not a day of the calendar. Write it as year, month and day: 2026-09-01.")


def _explain_value(name: str, value: Dated[Any], *, as_json: bool) -> None:
    from onroll.law.changes import items_of, value_in_words
    from onroll.law.dated import From

    if not as_json:
        _print_value(name, value)
        return
    steps = [
        {
            "day": step.day.isoformat(),
            "value": value_in_words(step.value) if isinstance(step, From) else None,
            "items": list(items_of(step.value)) if isinstance(step, From) else [],
            "citation": citation_told(step.citation),
        }
        for step in value.steps
    ]
    announced = [
        {
            "value": value_in_words(one.value),
            "items": list(items_of(one.value)),
            "reason": one.reason,
            "citation": citation_told(one.citation),
        }
        for one in value.announced
    ]
    print_json({"value": name, "description": value.description, "steps": steps, "announced": announced})


def _print_value(name: str, value: Dated[Any]) -> None:
    from onroll.law.changes import items_of, value_in_words
    from onroll.law.dated import From

    typer.echo(f"{name}: {value.description}")
    for step in value.steps:
        listed = items_of(step.value) if isinstance(step, From) else ()
        now = (
            "no longer in force"
            if not isinstance(step, From)
            else ""
            if listed
            else value_in_words(step.value)
        )
        typer.echo(f"  from {step.day}: {now} ({step.citation.short_text})".replace(":  (", " ("))
        for item in listed:
            typer.echo(f"    - {item}")
    for one in value.announced:
        typer.echo(f"  announced, not in force: {value_in_words(one.value)} ({one.citation.short_text})")


def _code(meaning: CodeMeaning) -> dict[str, Any]:
    return {
        "code": meaning.code,
        "title": meaning.title,
        "description": meaning.description,
        "class": meaning.statistical_class.value,
        "conditions": list(meaning.conditions),
        "counts_towards_penalty_notice": meaning.counts_towards_penalty_notice,
        "note_required": meaning.note_required,
        "leave_required": meaning.leave_required,
        "may_be_planned": meaning.may_be_planned,
        "pupils": meaning.pupils.value,
        "citation": citation_told(meaning.citation),
    }


def _print_citations(citations: tuple[Citation, ...]) -> None:
    for cited in citations:
        mark = f" (unconfirmed: {cited.note})" if cited.is_unconfirmed else ""
        typer.echo(f"{cited.text}{mark}  {cited.link}")
