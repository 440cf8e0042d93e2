"""Declared ids: channels and whatever else a shop names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftersales_core.errors import InvalidDefinition, WrongType
from aftersales_core.tickets import CHANNELS, Term, Vocabulary
from aftersales_core.tickets.vocabulary import choices

CHANNELS_OF_THE_TRADES = [
    # A1: phone, e-mail, chat, WeChat, Weibo, app. D1: QQ, Wangwang, Douyin, Kuaishou, site messages. E1: any channel.
    *"phone email chat wechat weibo app qq wangwang douyin kuaishou site_message web in_store letter".split(),
]


@pytest.mark.parametrize("channel", CHANNELS_OF_THE_TRADES)
def test_every_channel_that_the_trades_name_is_declared(channel: str):
    """A1, D1."""
    assert CHANNELS.check(channel) is None
    assert CHANNELS.label(channel, "zh-CN")
    assert CHANNELS.label(channel, "en")


def test_a_label_follows_the_language():
    assert [CHANNELS.label("wangwang", lang) for lang in ("zh", "zh-Hant", "en", "de")] == [
        "旺旺",
        "旺旺",
        *["Wangwang"] * 2,
    ]


def test_a_label_of_an_undeclared_id_is_the_id():
    assert CHANNELS.label("pigeon", "zh") == "pigeon"


def test_an_undeclared_channel_is_a_reason_with_what_may_have_been_meant():
    reason = CHANNELS.check("weixin_wechat")
    assert reason is not None
    assert (reason.code, reason.kind) == ("term_undeclared", "invalid")
    assert reason.param("id") == "weixin_wechat"
    assert reason.param("vocabulary") == "channel"
    assert "wechat" in reason.param("choices")  # type: ignore[operator]


def test_where_nothing_is_near_the_first_dozen_is_offered():
    known = [f"term{number}" for number in range(20)]
    assert choices("%%%", known) == tuple(known[:12])


def test_a_hostile_id_is_clipped_in_the_reason():
    reason = CHANNELS.check("x" * 100_000 + "\x00")
    assert reason is not None
    assert len(str(reason.param("id"))) < 100


def test_a_channel_counts_as_the_broader_one():
    assert CHANNELS.lineage("douyin") == ("douyin", "social")
    assert CHANNELS.is_a("douyin", "social")
    assert CHANNELS.is_a("douyin", "douyin")
    assert not CHANNELS.is_a("douyin", "live_chat")
    assert CHANNELS.lineage("nowhere") == ()


def test_a_shop_adds_and_replaces_channels():
    own = CHANNELS.extended(Term("xiaohongshu", "RED", "小红书", like="social"), Term("phone", "hotline", "热线"))
    assert own.is_a("xiaohongshu", "social")
    assert own.label("phone", "en") == "hotline"
    assert own.ids == (*CHANNELS.ids, "xiaohongshu")
    assert CHANNELS.get("xiaohongshu") is None


def test_a_broken_vocabulary_tells_all_its_problems():
    with pytest.raises(InvalidDefinition) as caught:
        Vocabulary(
            "two words",
            (
                Term("a", "", "甲", like="b"),
                Term("b", "b", " ", like="a"),
                Term("c d", "c", "丙", like="bb"),
                Term("b", "b", "乙", like="a"),
                Term("e", "e", "戊", like="e"),
                Term("f", "f", "己", like="a"),
            ),
        )
    text = str(caught.value)
    for part in (
        "name 'two words'",
        "'a': the English text is missing",
        "'b': the Chinese text is missing",
        "id 'c d'",
        "'c d' is like an undeclared id 'bb': choose from 'b'",
        "'b' is declared twice",
        "'a' is like itself",
        "'b' is like itself",
        "'e' is like itself",
    ):
        assert part in text
    assert "'f' is like itself" not in text
    assert len(caught.value.problems) == 9


def test_an_id_is_text_and_terms_are_a_tuple():
    with pytest.raises(InvalidDefinition, match="id 3"):
        Vocabulary("x", (Term(3, "three", "三"),))  # type: ignore[arg-type]
    with pytest.raises(InvalidDefinition, match="English text is missing"):
        Vocabulary("x", (Term("a", None, "三"),))  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="terms must be a tuple of Term values, got list"):
        Vocabulary("x", [Term("a", "a", "甲")])  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="each of terms must be of type Term, got str"):
        Vocabulary("x", ("a",))  # type: ignore[arg-type]


def test_an_empty_vocabulary_has_nothing_to_offer():
    reason = Vocabulary("x").check("a")
    assert reason is not None
    assert reason.param("choices") == ()
    with pytest.raises(InvalidDefinition, match="choose from 'a'"):
        Vocabulary("x", (Term("a", "a", "甲", like="b"),))


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_a_lineage_ends_and_each_step_counts_as_all_after_it(parents: list[int]):
    # Each id may only be like one before it, so that there is no circle.
    terms = tuple(
        Term(f"t{index}", "t", "词", like=f"t{parent}" if parent < index else None)
        for index, parent in enumerate(parents)
    )
    vocabulary = Vocabulary("x", terms)
    for id in vocabulary.ids:
        lineage = vocabulary.lineage(id)
        assert lineage[0] == id
        assert len(set(lineage)) == len(lineage)
        for place, ancestor in enumerate(lineage):
            assert vocabulary.lineage(ancestor) == lineage[place:]
            assert vocabulary.is_a(id, ancestor)
