"""Return policies, lines and claims drawn at random, small enough that everything about them happens."""

import datetime as dt
from fractions import Fraction

from hypothesis import strategies as st

from aftersales_core.money.amount import Money
from aftersales_core.returns.amounts import Adjustment, Amount, Band, FactShare, FixedShare, MoneyFact, ShareOf
from aftersales_core.returns.basis import Basis, Layer
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.conditions import AllOf, AnyOf, Compare, Condition, Is, Not, no, yes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, Evidence, EvidenceItem
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.windows import ReturnWindow
from aftersales_core.worktime.period import Period

BASIS = Basis("test", "a test", "测试", "1", "proposal", "drawn for a test", dt.date(2026, 1, 1))
SIGNED = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
KINDS = ("quality", "no_reason")
CATEGORIES = ("soft_fruit", "fruit", "apparel", "fresh")
REMEDIES = ("return_refund", "refund_only", "exchange")
EVIDENCE = ("photo", "overall_photo", "unboxing_video", "invoice")
# None of these facts has a default, so each can be known or not.
YES_NO = ("seal_whole", "tags_on", "buyer_caused", "defect_confirmed", "opened")


def facts() -> st.SearchStrategy[dict[str, bool]]:
    """Draw what is known of the yes-or-no facts."""
    return st.fixed_dictionaries({}, optional={name: st.booleans() for name in YES_NO})


def conditions() -> st.SearchStrategy[Condition]:
    """Draw a condition on facts that may be unknown; none that is always known, which could never be unknown."""
    leaves = st.one_of(
        st.sampled_from(YES_NO).map(yes),
        st.sampled_from(YES_NO).map(no),
        st.just(Compare("defect_share", ">", Fraction(1, 2))),
        st.just(Is("category", ("soft_fruit",))),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=2).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=3,
    )


def windows() -> st.SearchStrategy[ReturnWindow]:
    """Draw a window that is open at first and closes once."""
    period = st.sampled_from(
        (Period.hours(48), Period.days(7), Period.days(14), Period.days(8, "same_day"), Period.months(1))
    )
    start = st.sampled_from((("signed_at",), ("installed_at", "signed_at")))
    return st.builds(ReturnWindow, period, start)


def wanted() -> st.SearchStrategy[EvidenceItem | AllEvidence | AnyEvidence]:
    """Draw what evidence is asked for."""
    items = st.sampled_from(EVIDENCE).map(EvidenceItem)
    several = st.lists(items, min_size=1, max_size=2).map(tuple)
    return st.one_of(items, several.map(AllEvidence), several.map(AnyEvidence))


def amounts() -> st.SearchStrategy[Amount]:
    """Draw how much is given."""
    shares = st.one_of(
        st.sampled_from((Fraction(1), Fraction(1, 3))).map(FixedShare),
        st.just(
            FactShare("defect_share", (Band(Fraction(1, 10)), Band(Fraction(1, 2), Fraction(1, 2))), Fraction(7, 10))
        ),
    )
    off = st.sampled_from(
        (
            (),
            (Adjustment("restocking_fee", -1, ShareOf(Fraction(1, 10))),),
            (Adjustment("value_loss", -1, MoneyFact("value_loss")),),
        )
    )
    return st.builds(Amount, shares, off)


@st.composite
def rights(draw: st.DrawFn, id: str) -> Right:
    """Draw one right."""

    def terms(code: str) -> tuple[Clause, ...]:
        """Draw up to two terms."""
        found = draw(st.lists(conditions(), max_size=1))
        return tuple(Clause.of(f"{code}_{place}", when) for place, when in enumerate(found))

    return Right(
        id,
        tuple(sorted(draw(st.sets(st.sampled_from(KINDS), min_size=1)))),
        draw(st.sampled_from(REMEDIES)),
        BASIS,
        categories=tuple(sorted(draw(st.sets(st.sampled_from(CATEGORIES), max_size=2)))),
        applies=draw(st.one_of(st.just(AllOf(())), conditions())),
        windows=tuple(draw(st.lists(windows(), max_size=2))),
        exclusions=terms("test_excluded"),
        requires=terms("test_required"),
        refers=terms("test_referred"),
        evidence=draw(st.none() | wanted()),
        amount=draw(st.none() | amounts()),
        freight=draw(st.sampled_from(("trader", "consumer", "nobody"))),
        rank=draw(st.integers(0, 2)),
    )


@st.composite
def rule_sets(draw: st.DrawFn, id: str, layer: Layer) -> RuleSet:
    """Draw a rule set of a layer."""
    count = draw(st.integers(1, 3))
    return RuleSet(id, layer, tuple(draw(rights(f"{id}_{place}")) for place in range(count)))


@st.composite
def policies(draw: st.DrawFn) -> ReturnPolicy:
    """Draw a policy of up to three layers."""
    layers: tuple[Layer, ...] = ("law", "platform", "merchant")
    chosen: list[Layer] = [layer for layer in layers if draw(st.booleans())]
    sets = tuple(draw(rule_sets(layer, layer)) for layer in chosen or layers[:1])
    return ReturnPolicy("drawn", sets, tz="Asia/Shanghai")


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Draw a claim on a line; much of it may be unknown."""
    quantity = draw(st.integers(1, 5))
    returned = draw(st.integers(0, quantity - 1))
    paid = Money.from_minor_units(draw(st.integers(0, 100_000)), "CNY")
    line = Line.of(
        draw(st.sampled_from(CATEGORIES)),
        paid=paid,
        qty=quantity,
        returned_quantity=returned,
        refunded=draw(
            st.none() | st.integers(0, paid.minor_units).map(lambda units: Money.from_minor_units(units, "CNY"))
        ),
        signed_at=draw(st.sampled_from((SIGNED, None, SIGNED))),
        installed_at=draw(st.sampled_from((None, SIGNED + dt.timedelta(days=1)))),
    )
    return Claim.of(
        line,
        draw(st.sampled_from(KINDS)),
        submitted_at=SIGNED + dt.timedelta(seconds=draw(st.integers(86_400, 40 * 86_400))),
        qty=draw(st.integers(1, quantity - returned)),
        evidence=[Evidence(kind) for kind in sorted(draw(st.sets(st.sampled_from(EVIDENCE))))],
        defect_share=draw(st.none() | st.fractions(0, 1, max_denominator=20)),
        value_loss=draw(st.none() | st.just(Money("3.00", "CNY"))),
    ).with_facts(**draw(facts()))
