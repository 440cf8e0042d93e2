"""Texts that every family of rules shares: of the engine's own reasons, of labels, and of the sentences of a policy."""

from typing import Final

from aftersales_core.returns.texts.general_answer import ANSWER
from aftersales_core.returns.texts.general_choices import CHOICES
from aftersales_core.returns.texts.general_decision import DECISION
from aftersales_core.returns.texts.general_labels import LABELS
from aftersales_core.returns.texts.general_moments import MOMENTS
from aftersales_core.returns.texts.general_policy import POLICY
from aftersales_core.returns.texts.general_windows import WINDOWS

__all__ = ["TEXTS"]

TEXTS: Final = DECISION | WINDOWS | LABELS | MOMENTS | CHOICES | POLICY | ANSWER
