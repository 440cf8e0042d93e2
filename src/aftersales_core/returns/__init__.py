"""Return eligibility: which rights a buyer has, until when, to what, for how much, at whose cost, and why.

``decide`` answers a claim under a policy, ``options`` what is open before any claim, ``questions`` what a form must
ask; ``render`` writes the published policy and ``explain`` the answer to the customer, from the rules that decide.
Ready policies are in ``presets``. Not legal advice: every right says what it rests on, how surely, and as of when.
"""

from aftersales_core.returns.amounts import (
    Adjustment,
    Amount,
    Band,
    FactShare,
    FixedShare,
    Head,
    MoneyFact,
    PerDay,
    PriceWith,
    ShareOf,
)
from aftersales_core.returns.basis import Basis
from aftersales_core.returns.book import PolicyBook
from aftersales_core.returns.categories import Category, CategoryTree
from aftersales_core.returns.category_table import CATEGORIES
from aftersales_core.returns.claim import Claim, Line
from aftersales_core.returns.cold_chain import ColdChainLimits, ColdChainReport, Reading, judge_cold_chain
from aftersales_core.returns.conditions import (
    AllOf,
    AnyOf,
    Compare,
    CompareFacts,
    Is,
    Known,
    Not,
    has_word,
    known_no,
    known_yes,
    no,
    yes,
)
from aftersales_core.returns.decide import decide
from aftersales_core.returns.decision import Finding, RemedyOffer, ReturnDecision
from aftersales_core.returns.drift import Drift, Flip, drift, rule_changes
from aftersales_core.returns.evidence import AllEvidence, AnyEvidence, Evidence, EvidenceItem, EvidenceKind
from aftersales_core.returns.evidence_table import EVIDENCE
from aftersales_core.returns.explain import explain
from aftersales_core.returns.fact_table import FACTS
from aftersales_core.returns.goodwill import Goodwill, with_goodwill
from aftersales_core.returns.liability import Liability, who_bears
from aftersales_core.returns.offers import Gift, Offer
from aftersales_core.returns.options import Option, options
from aftersales_core.returns.policy import ReturnPolicy
from aftersales_core.returns.questions import Question, questions
from aftersales_core.returns.refund import Refund, RefundStep
from aftersales_core.returns.render import render
from aftersales_core.returns.rights import Clause, Right, RuleSet
from aftersales_core.returns.settle import OrderDecision, allocate_discount, decide_lines
from aftersales_core.returns.tenders import Tender, TenderSplit, split_refund
from aftersales_core.returns.warranty import Warranty, WarrantyUnit
from aftersales_core.returns.warranty_coverage import Coverage, coverage, coverage_by_serial, warranty_end
from aftersales_core.returns.windows import ReturnWindow

__all__ = [
    "CATEGORIES",
    "EVIDENCE",
    "FACTS",
    "Adjustment",
    "AllEvidence",
    "AllOf",
    "Amount",
    "AnyEvidence",
    "AnyOf",
    "Band",
    "Basis",
    "Category",
    "CategoryTree",
    "Claim",
    "Clause",
    "ColdChainLimits",
    "ColdChainReport",
    "Compare",
    "CompareFacts",
    "Coverage",
    "Drift",
    "Evidence",
    "EvidenceItem",
    "EvidenceKind",
    "FactShare",
    "Finding",
    "FixedShare",
    "Flip",
    "Gift",
    "Goodwill",
    "Head",
    "Is",
    "Known",
    "Liability",
    "Line",
    "MoneyFact",
    "Not",
    "Offer",
    "Option",
    "OrderDecision",
    "PerDay",
    "PolicyBook",
    "PriceWith",
    "Question",
    "Reading",
    "Refund",
    "RefundStep",
    "RemedyOffer",
    "ReturnDecision",
    "ReturnPolicy",
    "ReturnWindow",
    "Right",
    "RuleSet",
    "ShareOf",
    "Tender",
    "TenderSplit",
    "Warranty",
    "WarrantyUnit",
    "allocate_discount",
    "coverage",
    "coverage_by_serial",
    "decide",
    "decide_lines",
    "drift",
    "explain",
    "has_word",
    "judge_cold_chain",
    "known_no",
    "known_yes",
    "no",
    "options",
    "questions",
    "render",
    "rule_changes",
    "split_refund",
    "warranty_end",
    "who_bears",
    "with_goodwill",
    "yes",
]
