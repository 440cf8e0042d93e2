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
    "no_return_consent": {
        "none": ("not at all", "未同意"),
        "preticked": ("by a box that was ticked beforehand", "以默认勾选方式同意"),
        "general_terms": ("by general terms only", "仅以格式条款同意"),
        "each_purchase": ("by a confirmation of that very purchase", "购买时逐单确认同意"),
    },
    "signed_by": {
        "recipient": ("the recipient", "收货人本人"),
        "named_by_recipient": ("someone whom the recipient named", "收货人指定的人"),
        "other": ("someone else", "其他人"),
        "nobody": ("nobody", "无人签收"),
    },
}

SAID: Final = {
    "says_category": ("the goods are {value}", "商品为{value}"),
    "says_channel": ("it was sold {value}", "通过{value}购买"),
    "says_buyer": ("the buyer is {value}", "买家为{value}"),
    "says_no_return_consent": ("the buyer agreed {value} that it cannot be returned", "买家{value}不适用无理由退货"),
    "says_signed_by": ("it was signed for by {value}", "签收人为{value}"),
    "says_sold_by": ("it is sold {value}", "{value}出售"),
    "says_weighing_group": ("it belongs to this group: {value}", "属于{value}"),
}
"""Statements that a question has one of some answers, where the question itself would read clumsily."""

CHOICES: Final = Catalogue.of(
    {
        **{f"choice_{fact}_{answer}": pair for fact, answers in WORDS.items() for answer, pair in answers.items()},
        **SAID,
    }
)
