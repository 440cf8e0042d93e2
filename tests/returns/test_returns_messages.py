"""Every code that returns can give has a text in both languages that mentions only what the reason carries.

A5, D3, D4: what is said to the customer comes from the rules that decide, in Chinese and English.
"""

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core import messages, returns
from aftersales_core.reasons import Catalogue, Message, Reason
from aftersales_core.returns.assess import counting
from aftersales_core.returns.basis import CONFIDENCES, LAYERS
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.derive import CONTRADICTIONS
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.grounds import GROUNDS, REMEDIES
from aftersales_core.returns.messages import FAMILIES, MESSAGES
from aftersales_core.returns.rights import BEARERS
from aftersales_core.returns.texts.general import TEXTS as GENERAL
from aftersales_core.returns.wording import LABELLED, Voice, instant_words, number_words, share_words
from aftersales_core.worktime.period import Period
from tests.returns import shipped

ROOM = Path(returns.__file__).parent
CODE = re.compile(r'Reason(?:\.of)?\(\s*"(?P<code>[a-z_]+)"')
PLACEHOLDER = re.compile(r"\{(?P<name>\w+)\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def text_of(code: str) -> Message:
    """Return the message of a code."""
    message = MESSAGES.get(code)
    assert message is not None, f"no text for {code}"
    return message


def lacking(codes: Iterator[str]) -> list[str]:
    """Return the codes that have no text."""
    return sorted({code for code in codes if MESSAGES.get(code) is None})


def test_every_reason_in_the_engine_has_a_text():
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py"))]
    codes = {found["code"] for source in sources for found in CODE.finditer(source)}
    assert len(codes) > 20
    assert lacking(iter(codes - {"code"})) == []


def test_every_contradiction_has_a_text():
    assert lacking(term.code for term in CONTRADICTIONS) == []


def test_every_part_of_every_shipped_right_has_a_text():
    assert lacking(reason.code for right in shipped.RIGHTS for reason in shipped.reasons(right)) == []


def test_every_text_of_a_shipped_right_mentions_only_what_its_reason_carries():
    for right in shipped.RIGHTS:
        for reason in shipped.reasons(right):
            wanted = set(PLACEHOLDER.findall(text_of(reason.code).en))
            assert wanted <= {name for name, _ in reason.params}, (right.id, reason.code)


def test_every_moment_that_a_shipped_right_speaks_of_has_a_name():
    assert lacking(f"moment_{name}" for right in shipped.RIGHTS for name in shipped.moments(right)) == []


def test_every_answer_that_a_shipped_right_compares_with_has_a_name():
    words = {
        word
        for right in shipped.RIGHTS
        for condition in shipped.conditions(right)
        for word in shipped.words(condition)
        if FACTS.by_name[word[0]].kind == "choice"
    }
    assert len(words) > 5
    assert lacking(f"choice_{fact}_{word}" for fact, word in words) == []


def test_every_choice_of_a_fact_has_a_name():
    assert lacking(f"choice_{spec.name}_{word}" for spec in FACTS.specs for word in spec.choices) == []


PERIODS = [
    *(Period(unit, 3, way) for unit in ("seconds", "minutes", "hours") for way in ("start", "next_midnight")),
    *(Period(unit, 3, "start") for unit in ("working_minutes", "working_hours")),
    *(
        Period(unit, 3, way, "end_of_day", roll=roll)
        for unit in ("days", "months", "years")
        for way in ("next_day", "same_day")
        for roll in (None, "next_working_day")
    ),
    *(Period("working_days", 3, way, "end_of_day") for way in ("next_day", "same_day")),
]


@pytest.mark.parametrize("period", PERIODS, ids=[counting(period) for period in PERIODS])
def test_every_way_of_counting_has_texts_that_mention_its_figures(period: Period):
    for state in ("open", "closed"):
        message = text_of(f"window_{state}_{counting(period)}")
        for text in (message.en, message.zh):
            assert {"amount", "since", "from_at", "last_at", "done"} == set(PLACEHOLDER.findall(text))


def test_all_ways_of_counting_have_texts_of_their_own():
    texts = [text_of(f"window_open_{counting(period)}") for period in PERIODS]
    assert len({message.zh for message in texts}) == len({message.en for message in texts}) == len(PERIODS)


def test_labels_come_from_the_tables():
    for spec in FACTS.specs:
        assert (text_of(f"fact_{spec.name}").en, text_of(f"fact_{spec.name}").zh) == (spec.en, spec.zh)
    for kind in EVIDENCE.kinds:
        assert text_of(f"evidence_{kind.id}").zh == kind.zh
    for category in CATEGORIES.categories:
        assert text_of(f"category_{category.id}").en == category.en
    assert text_of("ground_quality").zh == GROUNDS.by_id["quality"].zh
    assert text_of("remedy_exchange").en == REMEDIES.by_id["exchange"].en


def test_every_layer_outcome_bearer_and_confidence_has_a_label():
    families = {
        "layer": LAYERS,
        "outcome": ("eligible", "needs_evidence", "needs_review", "ineligible"),
        "answer": ("eligible", "needs_evidence", "needs_review", "ineligible"),
        "bearer": BEARERS,
        "goods": ("back", "kept", "picked_up", "stay_for_repair"),
        "answer_goods": ("back", "kept", "picked_up", "stay_for_repair"),
        "answer_bearer": ("trader", "consumer"),
        "confidence": CONFIDENCES,
        "dimension": ("outcome", "amount", "freight", "window"),
    }
    assert lacking(f"{family}_{name}" for family, names in families.items() for name in names) == []
    assert lacking(f"{layer}_more_generous" for layer in LAYERS) == []


def test_no_code_is_said_twice():
    assert [message.code for message in GENERAL.messages if FAMILIES.get(message.code) not in {None, message}] == []


def test_english_texts_are_english_and_chinese_texts_are_chinese():
    for message in MESSAGES.messages:
        assert CHINESE.search(message.en) is None, message.code
        assert CHINESE.search(message.zh) or PLACEHOLDER.sub("", message.zh).strip("：；，（）“”") == "", message.code
        assert not message.en.endswith("."), message.code
        assert not message.zh.endswith("。"), message.code


def test_a_labelled_parameter_is_shown_by_its_label_in_both_languages():
    reason = Reason.of("no_right", category="soft_fruit", ground="no_reason")
    english = "no rule gives a right for soft fruit on this ground: change of mind"
    assert messages.render(reason, "en") == Voice.of("en").text(reason) == english
    assert messages.render(reason, "zh-CN") == "现有规则不支持软质水果以“无理由退货”为由申请售后"


def test_several_names_are_shown_by_their_labels_and_one_without_a_label_as_it_is():
    reason = Reason.of("evidence_wanted", evidence=("photo", "own_report"))
    assert messages.render(reason, "en") == "evidence still missing: a photo of the problem, own_report"
    assert messages.render(Reason.of("right_granted", remedy="own_gift"), "zh") == "可以办理：own_gift"


def test_an_instant_is_shown_to_the_second_on_the_clock_of_the_place():
    shanghai = dt.timezone(dt.timedelta(hours=8))
    start = dt.datetime(2026, 3, 2, 10, 15, tzinfo=shanghai)
    last = dt.datetime(2026, 3, 9, 23, 59, 59, tzinfo=shanghai)
    reason = Reason.of(
        "window_open_days", amount=7, done="submitted_at", from_at=start, last_at=last, since="signed_at"
    )
    english = (
        "in time: the 7-day period for the claim, counted from the day after the delivery (2026-03-02 10:15:00 UTC+8), "
        "ends at 2026-03-09 23:59:59 UTC+8"
    )
    chinese = "在时限内：自签收（2026-03-02 10:15:00 UTC+8）次日起算，7日内提交申请，截止2026-03-09 23:59:59 UTC+8"
    assert messages.render(reason, "en") == Voice.of("en").text(reason) == english
    assert messages.render(reason, "zh") == Voice.of("zh").text(reason) == chinese


def test_a_share_is_shown_in_per_cent_and_a_figure_that_is_one_already_as_it_is():
    own = Catalogue.of({"own_rule": ("{share}, {percent}, {weight_g}", "{share}，{percent}，{weight_g}")})
    reason = Reason.of("own_rule", share=Fraction(1, 20), percent=Fraction(5), weight_g=Fraction(9, 2))
    assert Voice("zh", own).text(reason) == "5%，5，4.5"
    for right in shipped.RIGHTS:
        for term in shipped.terms(right):
            assert messages.render(term.reason, "zh") == Voice.of("zh").text(term.reason)


def test_a_fact_that_sorts_a_ticket_is_not_asked_as_a_question_of_a_return():
    # The fact "channel" belongs to both rooms; a ticket's reason names it by its id.
    reason = Reason.of("triage_fact_missing", fact="channel", rules=("phone",))
    assert messages.render(reason, "en") == "channel must be known before this can be sorted (rules: phone)"
    assert messages.render(Reason.of("fact_missing", fact="channel"), "en") == "still to be answered: How was it sold?"


def test_a_shop_says_a_thing_in_its_own_words():
    own = Catalogue.of({"own_rule": ("{fact} settles it", "以{fact}为准"), "fact_own_note": ("our note", "我们的备注")})
    voice = Voice("en", own)
    reason = Reason.of("own_rule", fact="own_note")
    assert voice.text(reason) == messages.render(reason, "en", own) == "our note settles it"
    assert messages.render(Reason.of("own_rule", fact="signed_at"), "zh", own).startswith("以何时签收")
    assert Voice.of("en").label("fact", "own_note") == "note"
    assert Voice.of("en").choice("own_note", "very_good") == "very good"
    assert Voice.of("en").name_of("own_sum") == "own sum"
    assert voice.knows("own_rule")
    assert not Voice.of("en").knows("own_rule")


@given(st.sampled_from(sorted(LABELLED)), st.text("abcxyz_", min_size=1, max_size=12))
def test_whatever_a_parameter_names_there_is_something_to_show(name: str, value: str):
    voice = Voice.of("en")
    assert "_" not in voice.label(LABELLED[name], value) or f"{LABELLED[name]}_{value}" in MESSAGES.codes


def test_figures_are_written_as_people_write_them():
    voice = Voice.of("zh")
    assert [voice.value(value) for value in (True, False, 3, Fraction(9, 2), dt.date(2026, 3, 2))] == [
        "是",
        "否",
        "3",
        "4.5",
        "2026-03-02",
    ]
    assert voice.value(dt.datetime(2026, 3, 2, 1, 2, 3, tzinfo=dt.UTC)) == "2026-03-02 01:02:03 UTC"
    assert [number_words(Fraction(n, d)) for n, d in ((-9, 4), (1, 7), (0, 1), (10, 1))] == ["-2.25", "1/7", "0", "10"]
    shares = (1, Fraction(1, 8), Fraction(2, 3), Fraction(9, 29))
    assert [share_words(share) for share in shares] == ["100%", "12.5%", "2/3", "31.03%"]
    reason = Reason.of("evidence_wanted", evidence=("photo", "video"))
    assert voice.text(reason) == "还缺少凭证：问题照片、视频"


@pytest.mark.parametrize(
    ("hours", "minutes", "shown"),
    [(8, 0, "UTC+8"), (-3, -30, "UTC-3:30"), (5, 45, "UTC+5:45"), (0, 0, "UTC"), (-11, 0, "UTC-11")],
)
def test_a_clock_says_how_far_it_is_from_utc(hours: int, minutes: int, shown: str):
    place = dt.timezone(dt.timedelta(hours=hours, minutes=minutes))
    assert instant_words(dt.datetime(2026, 3, 2, 9, 0, 1, tzinfo=place)) == f"2026-03-02 09:00:01 {shown}"
