"""The Chinese texts on which the rules of this family rest, article by article, and how surely each was read."""

import datetime as dt
from typing import Final

from aftersales_core.returns.basis import Basis, Confidence

__all__ = [
    "CONSUMER_LAW_23",
    "CONSUMER_LAW_24",
    "CONSUMER_LAW_25",
    "CONSUMER_LAW_52",
    "CONSUMER_LAW_55",
    "CONSUMER_LAW_62",
    "ECOMMERCE_LAW_20",
    "FOOD_LAW_148",
    "IMPLEMENTING_18",
    "IMPLEMENTING_19",
    "IMPLEMENTING_49",
    "SEVEN_DAYS_6",
    "SEVEN_DAYS_7",
    "SEVEN_DAYS_8",
    "SEVEN_DAYS_9",
    "SEVEN_DAYS_15",
    "SEVEN_DAYS_17",
    "SIGNING_8",
]

READ_ON: Final = dt.date(2026, 8, 21)


def _number(article: str) -> str:
    """Return the number of the first article named, without its paragraph."""
    return article.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0]


def _consumer_law(article: str) -> Basis:
    """Return an article of the consumer protection law."""
    return Basis(
        f"cn_consumer_law_{_number(article)}",
        "Consumer Rights Protection Law of China (2013 revision)",
        "消费者权益保护法（2013年修正）",
        article,
        "read",
        "github.com/LawRefBook/Laws, state of 2025-04-19",
        READ_ON,
        dt.date(2014, 3, 15),
    )


def _seven_days(article: str) -> Basis:
    """Return an article of the interim measures on returns within seven days."""
    return Basis(
        f"cn_seven_days_measures_{_number(article)}",
        "Interim Measures for Seven-Day No-Reason Returns of Goods Bought Online (2020 revision)",
        "网络购买商品七日无理由退货暂行办法（2020年修订）",
        article,
        "read",
        "gov.cn content_5723721, as stored in github.com/JeasonLi2024/claimcraft-creative",
        READ_ON,
        dt.date(2017, 3, 15),
    )


def _implementing(article: str) -> Basis:
    """Return an article of the regulation that implements the consumer protection law."""
    return Basis(
        f"cn_implementing_regulation_{_number(article)}",
        "Regulation Implementing the Consumer Rights Protection Law (State Council Order 778)",
        "消费者权益保护法实施条例（国务院令第778号）",
        article,
        "read",
        "mee.gov.cn t20240320_1068830, as stored in github.com/JeasonLi2024/claimcraft-creative",
        READ_ON,
        dt.date(2024, 7, 1),
    )


def _law(id: str, names: tuple[str, str], article: str, since: dt.date, confidence: Confidence = "read") -> Basis:
    """Return an article of another law."""
    source = "github.com/LawRefBook/Laws, state of 2025-04-19"
    return Basis(id, names[0], names[1], article, confidence, source, READ_ON, since)


CONSUMER_LAW_23: Final = _consumer_law("23")
CONSUMER_LAW_24: Final = _consumer_law("24")
CONSUMER_LAW_25: Final = _consumer_law("25")
CONSUMER_LAW_52: Final = _consumer_law("52")
CONSUMER_LAW_55: Final = _consumer_law("55(1)")
CONSUMER_LAW_62: Final = _consumer_law("62")
SEVEN_DAYS_6: Final = _seven_days("6")
SEVEN_DAYS_7: Final = _seven_days("7, 20(2)")
SEVEN_DAYS_8: Final = _seven_days("8")
SEVEN_DAYS_9: Final = _seven_days("9")
SEVEN_DAYS_15: Final = _seven_days("15")
SEVEN_DAYS_17: Final = _seven_days("17(2)")
IMPLEMENTING_18: Final = _implementing("18")
IMPLEMENTING_19: Final = _implementing("19")
IMPLEMENTING_49: Final = _implementing("49")
FOOD_LAW_148: Final = _law(
    "cn_food_safety_law_148",
    ("Food Safety Law of China (2021 revision)", "食品安全法（2021年修正）"),
    "148",
    dt.date(2015, 10, 1),
)
ECOMMERCE_LAW_20: Final = _law(
    "cn_ecommerce_law_20",
    ("E-Commerce Law of China", "电子商务法"),
    "20, 51",
    dt.date(2019, 1, 1),
)
SIGNING_8: Final = Basis(
    "cn_online_consumption_interpretation",
    "Supreme People's Court on disputes over online consumption (interpretation [2022] 8)",
    "最高人民法院关于审理网络消费纠纷案件适用法律若干问题的规定（一）（法释〔2022〕8号）",
    "1, 3",
    "secondary",
    "vbnvbn.com/f/279141 and zaowashenqi.com of 2022-03-15",
    READ_ON,
    dt.date(2022, 3, 15),
)
