"""What is known of a passage, in a terminal or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from extractors import Limits, UnreadableError, load_document
from extractors.explanation import (
    ClauseStory,
    Explainer,
    Explanation,
    MadeRow,
    NumberStory,
    Place,
    Step,
    Trail,
)
from extractors.readers import file_bytes
from extractors.rows.outlook import AHEAD
from extractors.rows.targets import COMMITTED
from extractors.schema import table_named
from pipelines.errors import PlanhouseError
from pipelines.passages import as_plain, indented, shortened
from pipelines.show import shown_columns

#: Characters of context on each side of a number in the list of all.
_CONTEXT = 16
#: Rows of the list of a document's numbers.
_PAGE = 40
#: Where more rules than this did not fire and none of their table did, they are only named.
_NAMED = 10
#: What stands before a rule that decided.
_TAKEN, _REFUSED = "✓", "✗"
#: The marks around what was asked about: they show without colour too.
_OPEN, _CLOSE = "▶", "◀"
#: Columns of a row that its place or its quote say already.
_SAID = ("document_id", "char_start", "quote")


def open_document(path: Path) -> Explainer:
    """Return what explains the passages of a file.

    Raises:
        PlanhouseError: The file is missing or cannot be read as a document; the message names it.
    """
    if not path.exists():
        raise PlanhouseError(f"{path}: no such file; name a document in raw/ or anywhere else")
    if path.is_dir():
        raise PlanhouseError(f"{path}: a directory; name a document in it")
    try:
        return Explainer(load_document(file_bytes(path, path.name, Limits()), path.name))
    except UnreadableError as error:
        raise PlanhouseError(f"{path}: cannot be read as a document: {error}") from error


def explanations(explainer: Explainer, path: Path, at: int | None, grep: str | None) -> list[Explanation]:
    """Return the explanation of the sentence at an offset, or of those where words stand.

    Raises:
        PlanhouseError: The offset is outside the text, or the words do not stand in it.
    """
    if at is not None:
        try:
            return explainer.passages([explainer.at(at)])
        except IndexError as error:
            raise PlanhouseError(f"{path}: {error}; `planhouse explain {path}` lists offsets") from error
    marks = explainer.find(grep or "")
    if not marks:
        raise PlanhouseError(
            f"{path}: the text does not hold “{grep}”, in half or full width; try fewer words"
        )
    return explainer.passages(marks)


def as_json(explainer: Explainer, told: Sequence[Explanation] | None) -> str:
    """Return explanations, or where none is asked for the document's numbers without their trails, as JSON."""
    content: dict[str, object] = {
        "document_id": explainer.document.document_id,
        "document": explainer.facts(),
    }
    if told is None:
        content["numbers"] = [asdict(replace(story, trails=())) for story in explainer.numbers()]
    else:
        content["passages"] = [asdict(one) for one in told]
    return json.dumps(content, ensure_ascii=False, indent=1, default=as_plain)


def render_numbers(explainer: Explainer, path: Path) -> RenderableType:
    """Return the first of a document's numbers, each with what it became and by which rule."""
    stories = list(explainer.numbers())
    grid = _grid("offset", "line", "number in its words", "became", "rule")
    for story in stories[:_PAGE]:
        grid.add_row(
            str(story.at.start),
            f"{story.at.line}:{story.at.column}",
            _in_context(explainer.document.text, story.at),
            Text(story.role, style="bold"),
            story.rule,
        )
    shown = min(len(stories), _PAGE)
    hint = f"{shown} of {len(stories)} numbers of {path}; `planhouse explain {path} --at OFFSET` tells why"
    return Group(grid, Text(hint, style="dim"))


def _in_context(text: str, at: Place) -> Text:
    before = text[max(0, at.start - _CONTEXT) : at.start].splitlines()[-1:] or [""]
    behind = text[at.end : at.end + _CONTEXT].splitlines()[:1] or [""]
    return Text.assemble(before[0], (at.words, "bold reverse"), behind[0])


def render_explanations(
    told: Sequence[Explanation], path: Path, limit: int, *, every_phrase: bool
) -> RenderableType:
    """Return the first explanations, ready to print, and how many more there are.

    Args:
        told: The explanations.
        path: The file, as the user named it.
        limit: How many at most.
        every_phrase: Tell every rule of every number, time and mention, and what each looks for.
    """
    parts: list[RenderableType] = []
    for one in told[:limit]:
        parts += [*_explanation(one, path, every_phrase=every_phrase), Text("")]
    if len(told) > limit:
        parts.append(Text(f"{limit} of {len(told)} passages; --limit shows more", style="dim"))
    return Group(*parts)


def _explanation(one: Explanation, path: Path, *, every_phrase: bool) -> Iterator[RenderableType]:
    at = one.passage
    yield Text.assemble((f"{path}:{at.line}:{at.column}", "bold"), f"  characters {at.start} to {at.end}")
    yield Text(_facts(one.document), style="dim")
    yield indented(_marked(one), 2)
    yield from (indented(Text(f"! {note}", style="yellow"), 2) for note in one.notes)
    yield from _around(one)
    yield from _times(one, every_phrase=every_phrase)
    yield from _mentions(one, every_phrase=every_phrase)
    yield from _numbers(one, every_phrase=every_phrase)
    yield from _rows(one.rows)


def _facts(facts: dict[str, object]) -> str:
    return "  ".join(f"{name} {value}" for name, value in facts.items() if value is not None)


def _marked(one: Explanation) -> Text:
    """Return the passage with what was asked about between marks."""
    text, at = Text(), one.passage.start
    for mark in sorted(one.marks, key=lambda mark: mark.start):
        text.append(
            one.passage.words[max(0, at - one.passage.start) : max(0, mark.start - one.passage.start)]
        )
        text.append(f"{_OPEN}{mark.words}{_CLOSE}", style="bold reverse")
        at = mark.end
    text.append(one.passage.words[at - one.passage.start :])
    return text


def _around(one: Explanation) -> Iterator[RenderableType]:
    yield _title("sections")
    grid = Grid(box=None, show_header=False, pad_edge=False)
    for section in one.sections:
        heading = Text("  " * (section.level - 1)).append(
            f"{section.label or ''} {shortened(section.heading)}".strip()
        )
        grid.add_row(heading, f"level {section.level}", Text(section.role, style="bold"), section.rule)
    yield indented(grid if one.sections else Text("none"), 2)
    yield _title("task")
    task = one.task
    words = Text("none: no section above is a lowest item of tasks or measures")
    if task is not None:
        words = Text(
            f"{shortened(task.title)}  {task.status}  due {task.due_on} ({task.deadline_basis})  {task.rule}"
        )
    yield indented(words, 2)


def _times(one: Explanation, *, every_phrase: bool) -> Iterator[RenderableType]:
    if one.times:
        yield _title("times")
    for time in one.times:
        decided = time.trails[-1].decided
        binds = "binds" if time.binds else "does not bind"
        days = f"{time.kind} {time.start_on or '…'} to {time.end_on or '…'}, {time.recurrence}, {time.rule}"
        yield _headline(time.at, binds, decided, days)
        if every_phrase or _in_focus(time.at, one):
            yield from _trails(time.at, time.trails, every_phrase=every_phrase)


def _numbers(one: Explanation, *, every_phrase: bool) -> Iterator[RenderableType]:
    if one.numbers:
        yield _title("numbers")
    for story in one.numbers:
        yield _headline(story.at, story.role, _decided(story), _quantity(story))
        for line in (story.note, *_why_no_target(story)):
            if line:
                yield indented(Text(line), 4)
        if story.clause is not None:
            yield indented(_clause(story, story.clause), 4)
        if every_phrase or _in_focus(story.at, one):
            yield from _trails(story.at, story.trails, every_phrase=every_phrase)
    if not every_phrase and any(not _in_focus(story.at, one) for story in one.numbers):
        yield indented(Text("--at OFFSET tells every rule of another number, --all of each", style="dim"), 2)


def _decided(story: NumberStory) -> Step:
    steps = [step for trail in story.trails for step in trail.steps]
    return next((step for step in steps if step.fired and step.rule == story.rule), steps[-1])


def _in_focus(at: Place, one: Explanation) -> bool:
    """Whether a number or time is asked about: one that a mark touches, else the first number behind the marks."""
    numbers = [story.at for story in one.numbers]
    times = [time.at for time in one.times]
    touched = [place for place in (*numbers, *times) if _touches(place, one.marks)]
    if touched:
        return at in touched
    behind = [place for place in numbers or times if place.start >= one.marks[0].start]
    return at in (behind or numbers or times)[:1]


def _touches(at: Place, marks: Iterable[Place]) -> bool:
    return any(at.start < mark.end and mark.start < at.end for mark in marks)


def _headline(at: Place, became: str, decided: Step, facts: str) -> RenderableType:
    """What a number or a time became, by which rule, and the words that made the rule fire."""
    words = Text.assemble((at.words, "bold"), (f" at {at.start} ({at.line}:{at.column})", "dim"), " → ")
    words.append(became, style="bold green" if became in _MADE else "bold yellow")
    words.append(f" by {_reason(decided, at)}")
    return Group(indented(words, 2), indented(Text(facts, style="dim"), 4))


def _reason(decided: Step, at: Place) -> str:
    return f"{decided.rule}: {decided.looks_for}{_found(decided, at)}"


def _found(step: Step, at: Place) -> str:
    """The words that made a rule fire, where they are not what is asked about itself."""
    found = step.found
    if found is None or not found.words.strip() or (found.start, found.end) == (at.start, at.end):
        return ""
    return f"; found “{shortened(found.words)}” at {found.start}"


def _why_no_target(story: NumberStory) -> Iterator[str]:
    """Yield the questions that stood between a measured number and a target, where another row was made of it."""
    if story.role == "target" or not any(trail.question == COMMITTED.question for trail in story.trails):
        return
    for trail in story.trails:
        if trail.question in (AHEAD.question, COMMITTED.question) and trail.decided.says == "no":
            yield f"no target: {trail.question} No, by {_reason(trail.decided, story.at)}"


_MADE = frozenset({"target", "achievement", "incentive", "baseline", "binds"})


def _quantity(story: NumberStory) -> str:
    if story.value is None:
        return "; ".join(f"in the ledger as {run['role']} by {run['rule']}" for run in story.ledger)
    upper = f" to {story.value_max:g}" if story.value_max is not None else ""
    unit = f"unit {story.unit} ({story.dimension or 'not in the lexicon'})" if story.unit else "no unit"
    ledger = ", ".join(f"{run['role']} by {run['rule']}" for run in story.ledger) or "none, it has no digits"
    return f"value {story.value:g}{upper}, {unit}, comparator {story.comparator}; ledger: {ledger}"


def _clause(story: NumberStory, clause: ClauseStory) -> Text:
    due = f"due {story.due_on} ({story.deadline_basis})"
    source = f" from “{story.due_from.words}” at {story.due_from.start}" if story.due_from else ""
    lines = [
        f"words before “{clause.before.words}”, behind “{clause.behind.words}”",
        f"{f'verb “{clause.verb}”' if clause.verb else 'no verb'}, measured “{clause.measured or ''}”, "
        f"measure {clause.measure or 'none'}, "
        f"predicate {clause.rule}, {clause.modality}, {clause.recurrence}",
        *([f"{due}{source}"] if story.role != "achievement" else []),
    ]
    extra = [("for each of", clause.per), ("baseline", clause.baseline)]
    lines += [f"{name} {value}" for name, value in extra if value is not None]
    return Text("\n".join(lines))


def _trails(at: Place, trails: Iterable[Trail], *, every_phrase: bool) -> Iterator[RenderableType]:
    """Return the rules that were asked, in order; a long list of which none fired by its ids alone."""
    for trail in trails:
        yield indented(Text(trail.question, style="italic"), 4)
        *silent, decided = trail.steps
        names = decided.found is None and len(silent) > _NAMED and not every_phrase
        if names:
            ids = ", ".join(step.rule for step in silent)
            yield indented(Text(f"·  none of {ids}; --all tells what they look for", style="dim"), 6)
        grid = Grid(box=None, show_header=False, pad_edge=False)
        grid.add_column(no_wrap=True)
        grid.add_column(no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
        for step in [decided] if names else trail.steps:
            grid.add_row(*_step(step, at))
        yield indented(grid, 6)


def _step(step: Step, at: Place) -> tuple[Text, Text, Text]:
    if not step.fired:
        return Text("·", style="dim"), Text(step.rule, style="dim"), Text(step.looks_for, style="dim")
    mark = _REFUSED if step.says == "no" else _TAKEN
    told = f"{step.looks_for}{_found(step, at)} → {step.says}"
    return Text(mark), Text(step.rule, style="bold"), Text(told, style="bold")


def _mentions(one: Explanation, *, every_phrase: bool) -> Iterator[RenderableType]:
    if one.mentions:
        yield _title("mentions")
    for mention in one.mentions:
        facts = "  ".join(f"{name} {value}" for name, value in mention.facts.items() if value)
        words = Text.assemble((f"{mention.kind} ", "dim"), (shortened(mention.at.words), "bold"))
        words.append(f" at {mention.at.start}  {facts}  {mention.rule}")
        yield indented(words, 2)
        if mention.trail is not None and (every_phrase or _touches(mention.at, one.marks)):
            yield from _trails(mention.at, (mention.trail,), every_phrase=every_phrase)


def _rows(rows: Sequence[MadeRow]) -> Iterator[RenderableType]:
    yield _title("rows")
    for row in rows:
        names = [name for name in shown_columns(table_named(row.table)) if name not in _SAID]
        values = ((name, row.columns.get(name)) for name in names)
        facts = "  ".join(f"{name} {shortened(str(value))}" for name, value in values if value is not None)
        yield indented(Text.assemble((row.table, "bold"), f"  {facts}  ", (row.rule or "", "italic")), 2)
    if not rows:
        yield indented(Text("none"), 2)


def _title(words: str) -> Text:
    return Text(words, style="bold underline")


def _grid(*names: str) -> Grid:
    grid = Grid(header_style="bold", box=None, pad_edge=False)
    for name in names:
        grid.add_column(name, overflow="fold")
    return grid
