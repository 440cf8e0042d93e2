"""The table that the example prints, and the story of one case, in English and Chinese."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from sla_report.reading import Row
from sla_report.table import aligned
from sla_report.texts import percent

from aftersales_core.lifecycle import MESSAGES, ConformanceSummary, Misfit
from aftersales_core.reasons import Catalogue, Param, Reason, render
from conformance_logs.view import Log, View

TEXTS: Final = Catalogue.of(
    {
        "incidents": ("Incidents of an IT service desk (UCI 498)", "IT 服务台事件（UCI 498）"),
        "helpdesk": ("Tickets of a software company's help desk", "软件公司服务台工单"),
        "intended": ("as intended", "原定流程"),
        "own": ("our own", "自定流程"),
        "machine": ("Machine", "流程"),
        "cases": ("Cases", "单数"),
        "steps": ("Steps", "步数"),
        "fit": ("Fit", "相符"),
        "share": ("Share", "占比"),
        "finished": ("Closed", "已关闭"),
        "misfits": ("{machine}: steps that no rule allows", "{machine}：没有规则允许的步骤"),
        "where": ("Where", "位置"),
        "why": ("Why", "原因"),
        "more": ("... and {count} more places", "……另有 {count} 处"),
        "all_fits": ("every step fits", "每一步均相符"),
        "not_here": ("no case {case}", "没有单号 {case}"),
        "story": (
            "{case}, {machine}: {fitting} of {steps} steps fit",
            "{case}，{machine}：{steps} 步中 {fitting} 步相符",
        ),
        "begins_elsewhere": ("begins elsewhere", "起始状态不符"),
        "no_rule_between": ("no rule leads there", "没有这样的规则"),
        "illegal_event": ("not possible there", "该状态下不能"),
        "event_leads_elsewhere": ("leads elsewhere", "应到别处"),
        "unknown_state": ("unknown value", "未知状态"),
        "unknown_event": ("unknown value", "未知事件"),
        "earlier_than_last": ("time goes back", "时间倒退"),
    }
)


def say(lang: str, code: str, **params: Param) -> str:
    """Return a text of the report."""
    return render(Reason(code, tuple(sorted(params.items()))), lang, TEXTS)


def summary_lines(log: Log, summaries: Sequence[ConformanceSummary], lang: str, top: int) -> Iterator[str]:
    """Yield how many cases and steps of a log fit each machine, and the places where most do not."""
    heads = ("machine", "cases", "fit", "share", "steps", "fit", "share", "finished")
    yield say(lang, log.title)
    yield ""
    rows = [
        (
            say(lang, view.title),
            f"{found.cases:,}",
            f"{found.fitting:,}",
            share_text(found.share),
            f"{found.steps:,}",
            f"{found.steps - found.misfitting_steps:,}",
            share_text(found.step_share),
            f"{found.finished:,}",
        )
        for view, found in zip(log.views, summaries, strict=True)
    ]
    yield from aligned([tuple(say(lang, head) for head in heads), *rows], left=(0,))
    for view, found in zip(log.views, summaries, strict=True):
        yield ""
        yield say(lang, "misfits", machine=say(lang, view.title))
        yield from misfit_lines(found, lang, top)


def misfit_lines(found: ConformanceSummary, lang: str, top: int) -> Iterator[str]:
    """Yield the places where most steps do not fit."""
    if not found.misfits:
        yield "  " + say(lang, "all_fits")
        return
    heads = tuple(say(lang, head) for head in ("steps", "cases", "where", "why"))
    rows = [
        (
            f"{row.steps:,}",
            f"{row.cases:,}",
            row.place.text,
            ", ".join(say(lang, code) for code in row.place.codes),
        )
        for row in found.misfits[:top]
    ]
    yield from ("  " + line for line in aligned([heads, *rows], left=(2, 3)))
    if len(found.misfits) > top:
        yield "  " + say(lang, "more", count=len(found.misfits) - top)


def story_lines(view: View, case: str, rows: Sequence[Row], lang: str) -> Iterator[str]:
    """Yield what one case does with a machine: each step that does not fit, and why."""
    found = view.conform(case, rows)
    yield say(lang, "story", case=case, machine=say(lang, view.title), fitting=found.fitting_steps, steps=found.steps)
    yield from (f"  {line}" for misfit in found.misfits for line in misfit_text(misfit, lang))
    yield from (f"  {render(note, lang, MESSAGES)}" for note in found.notes)


def misfit_text(misfit: Misfit, lang: str) -> Iterator[str]:
    """Yield every reason against a step; people count steps from 1."""
    for reason in misfit.reasons:
        yield f"{misfit.index + 1:>3}  {misfit.step.at:%Y-%m-%d %H:%M}  {render(reason, lang, MESSAGES)}"


def share_text(share: Fraction | None) -> str:
    """Write a share, or a dash where there is nothing to share."""
    return "-" if share is None else percent(float(share), 2)
