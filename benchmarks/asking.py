"""Puts one round of questions to this library and to every peer: who is right, and how fast."""

import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import import_module

from benchmarks.calendars import Calendar
from benchmarks.machine import release
from benchmarks.measure import Batch, Effort, TooSlow, alone, limit, paired
from benchmarks.oracle import Oracle, open_ticks
from benchmarks.peers import NAMES
from benchmarks.questions import Add, AddDays, CountDays, Elapsed, Question
from benchmarks.results import Row
from benchmarks.task import Answer, Arguments, Library, Task, library

OURS = "aftersales_core"
MOST_TIMED = 20
"""Enough questions to vary, few enough for the slowest."""

VERBS = {"elapsed": "time between", "add": "add", "count_days": "days between", "add_days": "add"}


@dataclass(frozen=True)
class Round:
    """Questions of one kind and size."""

    kind: str
    size: str
    draw: Callable[[int], Sequence[Question]]
    asked: int

    @property
    def title(self) -> str:
        """How the report calls it."""
        return f"{VERBS[self.kind]}, {self.size}"


@dataclass(frozen=True)
class Exam:
    """Questions with every answer that counts as right."""

    questions: Sequence[Question]
    answers: Sequence[tuple[Answer, ...]]


@cache
def libraries() -> tuple[tuple[Library, ...], tuple[str, ...]]:
    """Give ours first, then the peers that can be imported, and why the others cannot."""
    found: list[Library] = [library(import_module("benchmarks.ours"))]
    skipped: list[str] = []
    for name in NAMES:
        try:
            found.append(library(import_module(f"benchmarks.peers.{name}")))
        except Exception as problem:  # noqa: BLE001 - an old package may fail to load in any way; say so and go on
            skipped.append(f"{name}: {type(problem).__name__}: {problem}")
    return tuple(found), tuple(skipped)


def truth(oracle: Oracle, question: Question) -> tuple[Answer, ...]:
    """Ask the oracle. Where an amount is used up at a closing, the next opening is as good: peers differ by choice."""
    match question:
        case Elapsed(start, end):
            return (oracle.elapsed(start, end),)
        case Add(start, hours):
            at = oracle.add(start, hours * 3600)
            return (at, oracle.next_open(at))
        case CountDays(first, last):
            return (oracle.count_days(first, last),)
        case AddDays(day, number):
            return (oracle.add_days(day, number),)


def _is_right(answer: Answer, right: tuple[Answer, ...], within: float) -> bool:
    if isinstance(answer, date):
        return answer in right
    return any(not isinstance(each, date) and abs(answer - each) < within for each in right)


@dataclass
class Marks:
    """How a library did in an exam."""

    right: int = 0
    asked: int = 0
    problem: str = ""
    answered: list[Arguments] = field(default_factory=list)
    """Arguments of the first questions that it answered at all; only these are timed."""

    def take(self, task: Task, question: Question, answers: tuple[Answer, ...]) -> None:
        """Ask one question."""
        arguments = task.prepare(question)
        self.asked += 1
        try:
            answer = task.read(task.call(*arguments))
        except Exception as failure:  # noqa: BLE001 - a library that raises has not answered
            self.problem = type(failure).__name__
            return
        self.right += _is_right(answer, answers, task.within)
        if len(self.answered) < MOST_TIMED:
            self.answered.append(arguments)


def mark(task: Task, exam: Exam, effort: Effort) -> Marks:
    """Ask until all is asked or patience ends; the question that was under way then does not count."""
    marks = Marks()
    try:
        with limit(effort.patience):
            for question, answers in zip(exam.questions, exam.answers, strict=True):
                marks.take(task, question, answers)
    except TooSlow:
        marks.asked -= 1
    return marks


def compare(section: str, calendar: Calendar, round_: Round, effort: Effort) -> Iterator[Row]:
    """Give our row, then one for each peer that offers this kind of question."""
    drawn = round_.draw(round_.asked)
    oracle = open_ticks(calendar)
    exam = Exam(drawn, [truth(oracle, question) for question in drawn])
    ours, *peers = libraries()[0]
    mine = ours.tasks(calendar)[round_.kind]
    marks = mark(mine, exam, effort)
    seconds = alone((mine.call, marks.answered), effort)
    yield Row(section, round_.title, OURS, seconds, right=marks.right, asked=marks.asked, note=marks.problem)
    for peer in peers:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            task = peer.tasks(calendar).get(round_.kind)
            if task is not None:
                row = Row(section, round_.title, f"{peer.PACKAGE} {release(peer.PACKAGE)}")
                yield _against(row, task, (mine.call, marks.answered), exam, effort)


def _against(row: Row, task: Task, ours: Batch, exam: Exam, effort: Effort) -> Row:
    """Mark a peer's answers, and time it in turns with ours."""
    marks = mark(task, exam, effort)
    notes = [f"cannot: {task.cannot}"] if task.cannot else []
    if marks.problem:
        notes.append(f"raises {marks.problem}")
    if not marks.answered:
        notes.append("no answer to time")
    row = replace(row, right=marks.right, asked=marks.asked, note="; ".join(notes))
    if not marks.answered:
        return row
    timed = paired(ours, (task.call, marks.answered), effort)
    return replace(row, figure=timed.theirs, ratio=timed.ratio)
