"""Classes of every shape that the codec promises to handle, and strategies that make values of them."""

import datetime as dt
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from typing import Annotated, ClassVar, Generic, Literal, NewType, TypeVar

import attrs
from hypothesis import strategies as st

from aftersales_core.errors import DecodeError, DecodeProblem, InvalidSpan
from aftersales_core.instants import Span
from aftersales_core.outcomes import Outcome, Share
from aftersales_core.reasons import Catalogue, Reason

T = TypeVar("T")
TicketId = NewType("TicketId", str)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Mode(Enum):
    FAST = "fast"
    SLOW = "slow"


@attrs.frozen
class Event:
    """The small event of the measurements: text, integer, instant, decimal, enumeration."""

    id: str
    version: int
    at: dt.datetime
    amount: Decimal
    colour: Colour


@attrs.frozen
class Scalars:
    flag: bool
    ratio: Fraction
    share: float
    day: dt.date
    clock: dt.time
    length: dt.timedelta
    level: Level
    mode: Mode
    word: Literal["a", "b"]
    number: Literal[1, 2]
    nothing: None
    ticket: TicketId
    noted: Annotated[int, "a note"]


@attrs.frozen
class Holder:
    """Containers, defaults, a class variable and a derived field."""

    kind: ClassVar[str] = "holder"
    names: tuple[str, ...]
    pair: tuple[int, str]
    pairs: tuple[tuple[str, int], ...]
    tags: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    note: str | None = None
    count: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "count", len(self.names))


@attrs.frozen
class Node:
    """Holds itself."""

    name: str
    children: "tuple[Node, ...]" = ()
    parent: "Node | None" = None


@attrs.frozen
class Box(Generic[T]):
    item: T
    more: tuple[T, ...] = ()
    other: T | None = None


@attrs.frozen
class BoxHolder:
    number: Box[int]
    text: Box[str]


@attrs.frozen
class Money:
    """Names its own plain form: one text."""

    cents: int

    def to_plain(self) -> str:
        return f"{self.cents} c"

    @classmethod
    def from_plain(cls, data: object) -> "Money":
        if not isinstance(data, str):
            raise DecodeError((DecodeProblem("", "expected_text", (("got", type(data).__name__),)),))
        number, unit = data.split(" ")
        if unit != "c":
            raise DecodeError((DecodeProblem("/unit", "unknown_value", (("got", unit), ("known", "c"))),))
        return cls(int(number))


@attrs.frozen
class Accepted:
    at: dt.datetime
    reasons: tuple[Reason, ...] = ()


@attrs.frozen
class Refused:
    reasons: tuple[Reason, ...]


@attrs.frozen
class Unions:
    """One field for each way of telling the members of a union apart."""

    answer: Accepted | Refused
    when: dt.datetime | dt.date
    paid: Money | None
    price: Money | Share | None
    loose: str | int | bool | Decimal | Fraction | dt.date | dt.datetime | tuple[str, ...] | None
    length: int | dt.timedelta
    exact: Decimal | Fraction
    single: Share | str | None
    choice: Colour | Mode
    measure: float | str


@attrs.frozen(init=False)
class OwnInit:
    """Has a constructor of its own, with a default that its fields do not show."""

    start: int
    end: int

    def __init__(self, start: int, end: int = 10) -> None:
        if end < start:
            raise InvalidSpan(str(start), str(end))
        object.__setattr__(self, "start", start)
        object.__setattr__(self, "end", end)


# Plain data cannot tell two values apart that differ in what it leaves out, so the strategies keep to what it holds.
words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8)
int64 = st.integers(-(2**63), 2**63 - 1)
instants = st.datetimes(
    dt.datetime(1970, 1, 1), dt.datetime(9998, 12, 31, 23, 59, 59, 999_999), timezones=st.just(dt.UTC)
)
dates = st.dates(dt.date(1970, 1, 1), dt.date(9998, 12, 31))
decimals = st.decimals(min_value=-(10**11), max_value=10**11, places=6, allow_nan=False) | st.integers(0, 99).map(
    Decimal
)
fractions = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)
durations = int64.map(lambda us: dt.timedelta(microseconds=1) * us)
floats = st.floats(allow_nan=False, allow_infinity=False)
names = st.from_regex(r"[a-z][a-z0-9_]{0,7}", fullmatch=True)

events = st.builds(Event, id=words, version=int64, at=instants, amount=decimals, colour=st.sampled_from(Colour))
scalar_values = st.builds(
    Scalars,
    flag=st.booleans(),
    ratio=fractions,
    share=floats,
    day=dates,
    clock=st.times(),
    length=durations,
    level=st.sampled_from(Level),
    mode=st.sampled_from(Mode),
    word=st.sampled_from(["a", "b"]),
    number=st.sampled_from([1, 2]),
    nothing=st.none(),
    ticket=words,
    noted=int64,
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = sorted(draw(st.lists(instants, min_size=2, max_size=2, unique=True)))
    return Span(first, draw(st.sampled_from([last, None])))


holders = st.builds(
    Holder,
    names=st.lists(words, max_size=3).map(tuple),
    pair=st.tuples(int64, words),
    pairs=st.lists(st.tuples(words, int64), max_size=3).map(tuple),
    tags=st.frozensets(words, max_size=3),
    spans=st.lists(spans(), max_size=2).map(tuple),
    note=st.none() | words,
)
nodes = st.recursive(
    st.builds(Node, name=words),
    lambda inner: st.builds(
        Node, name=words, children=st.lists(inner, max_size=2).map(tuple), parent=st.none() | inner
    ),
    max_leaves=4,
)
box_holders = st.builds(
    BoxHolder,
    number=st.builds(Box, item=int64, more=st.lists(int64, max_size=2).map(tuple), other=st.none() | int64),
    text=st.builds(Box, item=words, more=st.lists(words, max_size=2).map(tuple), other=st.none() | words),
)
money = st.builds(Money, cents=int64)
params = words | int64 | st.booleans() | decimals | fractions | dates | instants
reasons = st.builds(
    lambda code, named, kind: Reason.of(code, kind, **named),
    names,
    st.dictionaries(
        names.filter(lambda name: name not in ("code", "kind")),
        params | st.lists(params, max_size=2).map(tuple),
        max_size=3,
    ),
    st.sampled_from(["invalid", "not_permitted", "conflict", "illegal", "unmet", "missing"]),
)
shares = st.builds(Share, *[st.integers(0, 2**62)] * 6)
catalogues = st.dictionaries(names, st.just(("one", "一")) | st.just(("{a} of {b}", "{b}之{a}")), max_size=3).map(
    Catalogue.of
)
unions = st.builds(
    Unions,
    answer=st.builds(Accepted, at=instants, reasons=st.lists(reasons, max_size=1).map(tuple))
    | st.builds(Refused, reasons=st.lists(reasons, max_size=2).map(tuple)),
    when=instants | dates,
    paid=st.none() | money,
    price=st.none() | money | shares,
    loose=st.none() | params | st.lists(words, max_size=2).map(tuple),
    length=int64 | durations,
    exact=decimals | fractions,
    single=shares | words | st.none(),
    choice=st.sampled_from([*Colour, *Mode]),
    measure=floats | words,
)
own_inits = st.builds(lambda start, length: OwnInit(start, start + length), st.integers(-9, 9), st.integers(0, 9))

exact_animals = st.one_of(
    events,
    scalar_values,
    holders,
    nodes,
    box_holders,
    money,
    shares,
    catalogues,
    spans(),
    own_inits,
    st.sampled_from(Outcome),
)
"""A value of any class in the zoo whose fields say exactly of which type they are."""

animals = exact_animals | reasons | unions
"""A value of any class in the zoo; Python counts True, 1 and Decimal(1) as equal where a field takes all of them."""
