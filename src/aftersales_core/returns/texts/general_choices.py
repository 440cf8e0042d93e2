"""What the answers to a question with a fixed choice are called; generated codes are ``choice_<fact>_<answer>``."""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["CHOICES"]

WORDS: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "channel": {
        "online": ("online", "网上"),
        "store": ("in a shop", "门店"),
        "door_to_door": ("at the door", "上门推销"),
        "phone": ("by telephone", "电话"),
        "mail": ("by mail order", "邮购"),
    },
    "buyer": {"consumer": ("a consumer", "消费者"), "business": ("a business", "企业")},
    "digital": {
        "none": ("no", "不是"),
        "online": ("supplied online", "在线交付"),
        "sealed_medium": ("on a sealed medium", "有密封包装的载体"),
    },
}

CHOICES: Final = Catalogue.of(
    {f"choice_{fact}_{answer}": pair for fact, answers in WORDS.items() for answer, pair in answers.items()}
)
