"""What is to be judged and how, read from a TOML file: columns, calendars, metrics, targets, goals and groups."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from aftersales_core.errors import AftersalesError
from aftersales_core.reasons import language
from aftersales_core.sla import SlaMetric, SlaPolicy, SlaTarget, marks, presets
from aftersales_core.worktime import Period, WorkingCalendar
from sla_report.problems import UsageProblem, near

KEYS: Final = (
    "title",
    "tz",
    "as_of",
    "group_by",
    "columns",
    "states",
    "stretches",
    "calendars",
    "metrics",
    "targets",
    "compare",
)
PRESETS: Final = {
    metric.id: metric
    for metric in (
        presets.FIRST_RESPONSE,
        presets.NEXT_RESPONSE,
        presets.FIRST_CONTACT,
        presets.TIME_TO_ASSIGNMENT,
        presets.SOLUTION,
        presets.RESOLUTION,
        presets.NOTIFICATION,
        presets.REQUESTER_WAIT,
        presets.AGENT_WORK,
    )
}
STANDARD_MARKS: Final = frozenset(getattr(marks, name) for name in marks.__all__ if name.isupper())
DERIVED: Final = ("month", "quarter", "weekday", "hour")
"""Groups that every ticket has, from the moment it was received."""

Labels = Mapping[str, str]


@attrs.frozen
class Stretch:
    """A fact read off the moment of receipt: which of several stretches of time it falls into."""

    fact: str
    cuts: tuple[dt.datetime, ...]
    names: tuple[str, ...]


@attrs.frozen
class Comparison:
    """A column in which the source itself says met or late, to be laid beside our own answer."""

    metric: str
    fact: str
    met: tuple[str, ...]
    late: tuple[str, ...]


@attrs.frozen
class Setup:
    """Everything that a report needs besides the rows.

    ``columns`` maps a key to the name of a column; ``states`` is empty for a file with one row per ticket, and for an
    event log says what kind each state is. ``goals`` is the share of each metric that was promised.
    """

    title: Labels
    tz: str
    as_of: dt.datetime | None
    group_by: tuple[str, ...]
    columns: Mapping[str, str]
    states: Mapping[str, str]
    stretches: tuple[Stretch, ...]
    policy: SlaPolicy
    labels: Mapping[str, Labels]
    goals: Mapping[str, float]
    comparison: Comparison | None

    def is_mark(self, key: str) -> bool:
        """Tell whether a key of the columns names an instant of the ticket's life, as opposed to a fact."""
        return key in STANDARD_MARKS or any(
            key in (*metric.starts, *metric.stops, *metric.pauses, *metric.resumes, *metric.cancels)
            for metric in self.policy.metrics
        )

    @property
    def fact_keys(self) -> tuple[str, ...]:
        """Return the keys that are facts of a ticket, those read off its receipt included."""
        special = {"id", "pauses", "at", "state"}
        told = tuple(key for key in self.columns if key not in special and not self.is_mark(key))
        return told + tuple(stretch.fact for stretch in self.stretches)


def read_setup(path: Path, overrides: Mapping[str, str], lang: str) -> Setup:
    """Read a configuration and put the user's own columns over its columns; raises UsageProblem.

    ``lang`` chooses the language of the holidays' names.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageProblem(f"cannot read {path}: {error.strerror}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageProblem(f"{path} is not TOML: {error}") from None
    for key in document:
        if key not in KEYS:
            raise UsageProblem(f"{path}: unknown key {key!r}, {near(key, list(KEYS))}")
    try:
        return _setup(document, overrides, "zh_CN" if language(lang) == "zh" else "en_US")
    except AftersalesError as error:
        raise UsageProblem(f"{path}: {error}") from None
    except KeyError as error:
        raise UsageProblem(f"{path}: {error.args[0]!r} is missing") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageProblem(f"{path}: {error}") from None


def _setup(document: Mapping[str, Any], overrides: Mapping[str, str], names: str) -> Setup:
    """Build the setup from a document."""
    tz = document["tz"]
    metrics = [_metric(entry) for entry in document["metrics"]]
    targets = [
        SlaTarget(entry["metric"], _period(entry["within"]), entry.get("when", {}), entry["calendar"])
        for entry in document["targets"]
    ]
    calendars = {name: _calendar(name, entry, tz, names) for name, entry in document["calendars"].items()}
    policy = SlaPolicy(metrics, targets, calendars, id=_labels(document["title"])["en"])
    for target in targets:
        policy.calendar(target.calendar)
    compare = document.get("compare")
    return Setup(
        title=_labels(document["title"]),
        tz=tz,
        as_of=None if "as_of" not in document else aware(document["as_of"], tz),
        group_by=tuple(document.get("group_by", ("month",))),
        columns={**document["columns"], **overrides},
        states=document.get("states", {}),
        stretches=tuple(_stretch(fact, entry, tz) for fact, entry in document.get("stretches", {}).items()),
        policy=policy,
        labels={entry["id"]: _labels(entry.get("label", entry["id"])) for entry in document["metrics"]},
        goals={entry["id"]: float(entry["goal"]) for entry in document["metrics"] if "goal" in entry},
        comparison=None
        if compare is None
        else Comparison(compare["metric"], compare["fact"], tuple(compare["met"]), tuple(compare["late"])),
    )


def _metric(entry: Mapping[str, Any]) -> SlaMetric:
    """Return a metric: a preset under its own or another id, or one that names its marks."""
    if "starts" in entry:
        fields = {key: value for key, value in entry.items() if key not in ("label", "goal")}
        for key in ("starts", "stops", "pauses", "resumes", "rearms", "cancels", "reopens"):
            if key in fields:
                fields[key] = tuple(fields[key])
        return SlaMetric(**fields)
    wanted = entry.get("preset", entry["id"])
    if wanted not in PRESETS:
        raise UsageProblem(f"unknown preset {wanted!r}, {near(wanted, list(PRESETS))}")
    return attrs.evolve(PRESETS[wanted], id=entry["id"])


def _period(within: str | Mapping[str, Any]) -> Period:
    """Return a period from text such as "5wd", or from a table such as {working_days = 5, ends = "same_time"}."""
    if isinstance(within, str):
        return Period.parse(within)
    units = (
        "seconds",
        "minutes",
        "hours",
        "working_minutes",
        "working_hours",
        "working_days",
        "days",
        "months",
        "years",
    )
    unit = next((key for key in within if key in units), None)
    if unit is None:
        raise UsageProblem(f"a target's `within` names one of {', '.join(units)}")
    built: Period = getattr(Period, unit)(within[unit], **{key: value for key, value in within.items() if key != unit})
    return built


def _calendar(name: str, entry: Mapping[str, Any], tz: str, language_of_names: str) -> WorkingCalendar:
    """Return a calendar from a country, or from the plain form that the library itself reads."""
    if "country" in entry:
        return WorkingCalendar.for_country(
            entry["country"],
            id=name,
            tz=entry.get("tz", tz),
            week=entry["week"],
            subdivision=entry.get("subdivision"),
            years=entry.get("years"),
            language=language_of_names,
            beyond_horizon="provisional",
        )
    return WorkingCalendar.from_dict({"id": name, "tz": tz, "beyond_horizon": "provisional", **entry})


def _stretch(fact: str, entry: Mapping[str, Any], tz: str) -> Stretch:
    """Return a fact that depends on the moment of receipt."""
    cuts, names = tuple(aware(cut, tz) for cut in entry["cuts"]), tuple(entry["names"])
    if len(names) != len(cuts) + 1 or list(cuts) != sorted(cuts):
        raise UsageProblem(f"stretches.{fact}: {len(cuts)} cuts, in order of time, part {len(cuts) + 1} names")
    return Stretch(fact, cuts, names)


def _labels(given: str | Mapping[str, str]) -> Labels:
    """Return a text in both languages; one text serves for both."""
    return {"en": given, "zh": given} if isinstance(given, str) else {"en": given["en"], "zh": given["zh"]}


def aware(text: str, tz: str) -> dt.datetime:
    """Return an instant from ISO text; without an offset it is read on the wall clock of the configuration's zone."""
    return marks.marks_from([{"at": text, "event": "at"}], {"at": "at"}, tz=tz)[0].at
