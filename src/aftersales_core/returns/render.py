"""The published policy: written from the very rules that decide, so that changing a figure changes the text."""

from collections.abc import Collection, Iterator

from aftersales_core.instants import local, micros, zone
from aftersales_core.returns.basis import LAYERS, Layer
from aftersales_core.returns.grounds import GROUNDS
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.render_rule import right_lines
from aftersales_core.returns.rights import Right
from aftersales_core.returns.wording import Voice, instant_words

__all__ = ["render"]


def render(
    policy: ReturnPolicy, lang: str, *, categories: Collection[str] | None = None, kinds: Collection[str] | None = None
) -> str:
    """Return a policy as plain text in Chinese for ``zh`` and ``zh-*``, in English for anything else.

    Under numbered headings, for which goods and then for which kinds of claim, stands each rule: who may claim, until
    when, unless what, on what evidence, to what remedy and how much, at whose cost, and where the rule comes from, how
    surely that is known and as of when. ``categories`` and ``kinds`` leave in only the rules that can answer one of
    them, the special ones in place of the general ones.
    """
    voice = Voice.of(lang, policy)
    lines = [*_head(policy, voice)]
    groups = _grouped(policy, _chosen(policy, categories, kinds))
    if not groups:
        lines += ["", voice.sentence(voice.say("policy_nothing"))]
    for place, (goods, rights) in enumerate(groups, start=1):
        lines += ["", f"{place} {voice.capital(_goods(goods, voice))}", *_section(place, rights, voice)]
    return "\n".join([*lines, "", voice.sentence(voice.say("policy_no_advice"))]) + "\n"


def _head(policy: ReturnPolicy, voice: Voice) -> Iterator[str]:
    """Yield the title and what holds for all rules."""
    yield voice.say("policy_title", policy=voice.label("policy", policy.id), version=policy.version)
    yield ""
    if policy.effective_from is not None:
        at = local(micros(policy.effective_from), zone(policy.tz or "UTC"))
        yield voice.sentence(voice.say("policy_in_force", at=instant_words(at)))
    for code in ("policy_procedure", "policy_best", "policy_special", "policy_asked"):
        yield voice.sentence(voice.say(code))
    clock = voice.say("policy_clock_open") if policy.tz is None else voice.say("policy_clock", tz=policy.tz)
    yield voice.sentence(clock)


def _chosen(
    policy: ReturnPolicy, categories: Collection[str] | None, kinds: Collection[str] | None
) -> list[tuple[Layer, Right]]:
    """Return the rights that answer the choice, by layer, then in legal order."""
    found = {
        right.id
        for (kind, category), pairs in policy.by_case.items()
        for _, right in pairs
        if (categories is None or category in categories) and (kinds is None or kind in kinds)
    }
    pairs: list[tuple[Layer, Right]] = [
        (rules.layer, right) for rules in policy.rule_sets for right in rules.rights if right.id in found
    ]
    return sorted(pairs, key=_in_legal_order)


def _in_legal_order(pair: tuple[Layer, Right]) -> tuple[int, int, str]:
    """Return what orders rules: their layer, their rank in law, their name."""
    layer, right = pair
    return LAYERS.index(layer), right.rank, right.id


def _grouped(
    policy: ReturnPolicy, pairs: list[tuple[Layer, Right]]
) -> list[tuple[tuple[str, ...], list[tuple[Layer, Right]]]]:
    """Return the rights by the goods that they are about: all goods first, then as the categories are listed."""
    places = {category.id: place for place, category in enumerate(policy.categories.categories)}
    groups: dict[tuple[str, ...], list[tuple[Layer, Right]]] = {}
    for layer, right in pairs:
        groups.setdefault(tuple(sorted(right.categories, key=places.__getitem__)), []).append((layer, right))
    return sorted(groups.items(), key=lambda group: [places[id] for id in group[0]])


def _goods(categories: tuple[str, ...], voice: Voice) -> str:
    """Name the goods of a group."""
    if not categories:
        return voice.say("policy_all_goods")
    return voice.listed(voice.label("category", id) for id in categories)


def _section(place: int, pairs: list[tuple[Layer, Right]], voice: Voice) -> Iterator[str]:
    """Yield what holds for one group of goods: a heading for each kind of claim, then its rules."""
    known = {word.id: at for at, word in enumerate(GROUNDS.words)}
    kinds: dict[tuple[str, ...], list[tuple[Layer, Right]]] = {}
    for layer, right in pairs:
        kinds.setdefault(tuple(sorted(right.grounds, key=lambda id: (known.get(id, len(known)), id))), []).append(
            (layer, right)
        )
    ordered = sorted(kinds.items(), key=lambda pair: [(known.get(id, len(known)), id) for id in pair[0]])
    for at, (grounds, rights) in enumerate(ordered, start=1):
        yield ""
        yield f"{place}.{at} {voice.capital(voice.listed(voice.label('ground', id) for id in grounds))}"
        yield from _rules(rights, voice)


def _rules(rights: list[tuple[Layer, Right]], voice: Voice) -> Iterator[str]:
    """Yield the rules under one heading; what all of them say is said once, before them."""
    said = [tuple(right_lines(right, voice)) for _, right in rights]
    shared = [line for line in said[0] if len(said) > 1 and all(line in lines for lines in said)]
    if shared:
        yield ""
        yield f"  {voice.capital(voice.say('policy_for_each'))}"
        yield from (f"    {line}" for line in shared)
    for (layer, right), lines in zip(rights, said, strict=True):
        yield ""
        heading = voice.say(
            "rule_heading", remedy=voice.label("remedy", right.remedy), layer=voice.label("layer", layer)
        )
        yield f"  {voice.capital(heading)}"
        yield from (f"    {line}" for line in lines if line not in shared)
