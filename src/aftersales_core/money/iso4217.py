"""The current currency codes of ISO 4217 with their decimals, the coins that cash is rounded to, and some names.

Codes and decimals: ISO 4217 list one as its maintenance agency (SIX) published it on 2026-01-01: 178 codes, with the
Bulgarian lev gone and the Caribbean guilder (XCG) and the Arab accounting dinar (XAD) in. A code that left the list can
be made with `Currency.of`.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["CASH", "DECIMALS", "NAMES", "PUBLISHED", "SUCCESSORS", "WITHOUT_DECIMALS"]

PUBLISHED: Final = "2026-01-01"
"""The date of the list."""

BY_DECIMALS: Final[Mapping[int, str]] = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW "
        "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
        "MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP "
        "SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG "
        "YER ZAR ZMW ZWG"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}

DECIMALS: Final[Mapping[str, int]] = {code: n for n, codes in BY_DECIMALS.items() for code in codes.split()}
"""How many decimals the minor unit of each currency has."""

WITHOUT_DECIMALS: Final = frozenset(
    ("XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX")
)
"""Codes for which the standard names no minor unit (metals, units of account, test and no currency): nothing can be
counted out in them, so no amount is made of them."""

CASH: Final[Mapping[str, int]] = {
    "AUD": 5,
    "CAD": 5,
    "CHF": 5,
    "CZK": 100,
    "DKK": 50,
    "HKD": 10,
    "HUF": 500,
    "ILS": 10,
    "MOP": 10,
    "MYR": 5,
    "NOK": 100,
    "NZD": 10,
    "SEK": 100,
    "TWD": 100,
}
"""What a cash payment is rounded to, in minor units, where that is more than one of them. Sources: Unicode CLDR 48
(cash rounding and cash decimals) for CAD, CHF, CZK, DKK, NOK, SEK, TWD; the Hungarian National Bank for HUF (one and
two forint coins were withdrawn on 2008-03-01; CLDR still says 1); the smallest denomination in RubyMoney's list, which
also agrees with the rows above, for AUD, HKD, ILS, MOP, MYR, NZD. Euro countries differ (Finland and the Netherlands
round to 0.05, others do not), so EUR is not here: pass `increment` to `Money.cash`."""

NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "AED": ("United Arab Emirates dirham", "阿联酋迪拉姆"),
    "AUD": ("Australian dollar", "澳大利亚元"),
    "BHD": ("Bahraini dinar", "巴林第纳尔"),
    "BRL": ("Brazilian real", "巴西雷亚尔"),
    "CAD": ("Canadian dollar", "加拿大元"),
    "CHF": ("Swiss franc", "瑞士法郎"),
    "CNY": ("Chinese yuan", "人民币"),
    "CZK": ("Czech koruna", "捷克克朗"),
    "DKK": ("Danish krone", "丹麦克朗"),
    "EUR": ("euro", "欧元"),
    "GBP": ("British pound", "英镑"),
    "HKD": ("Hong Kong dollar", "港元"),
    "HUF": ("Hungarian forint", "匈牙利福林"),
    "IDR": ("Indonesian rupiah", "印度尼西亚卢比"),
    "ILS": ("Israeli new shekel", "以色列新谢克尔"),
    "INR": ("Indian rupee", "印度卢比"),
    "JPY": ("Japanese yen", "日元"),
    "KRW": ("South Korean won", "韩元"),
    "KWD": ("Kuwaiti dinar", "科威特第纳尔"),
    "MOP": ("Macanese pataca", "澳门币"),
    "MXN": ("Mexican peso", "墨西哥比索"),
    "MYR": ("Malaysian ringgit", "马来西亚林吉特"),
    "NOK": ("Norwegian krone", "挪威克朗"),
    "NZD": ("New Zealand dollar", "新西兰元"),
    "PHP": ("Philippine peso", "菲律宾比索"),
    "PLN": ("Polish zloty", "波兰兹罗提"),
    "RUB": ("Russian ruble", "俄罗斯卢布"),
    "SAR": ("Saudi riyal", "沙特里亚尔"),
    "SEK": ("Swedish krona", "瑞典克朗"),
    "SGD": ("Singapore dollar", "新加坡元"),
    "THB": ("Thai baht", "泰铢"),
    "TRY": ("Turkish lira", "土耳其里拉"),
    "TWD": ("New Taiwan dollar", "新台币"),
    "USD": ("US dollar", "美元"),
    "VND": ("Vietnamese dong", "越南盾"),
    "ZAR": ("South African rand", "南非兰特"),
}
"""English and Chinese names (after CLDR 48) of the currencies that the shop trades meet; others are shown by code."""

SUCCESSORS: Final[Mapping[str, str]] = {
    "ANG": "XCG",
    "BGN": "EUR",
    "CNH": "CNY",
    "CUC": "CUP",
    "HRK": "EUR",
    "NTD": "TWD",
    "RMB": "CNY",
    "SLL": "SLE",
    "UKP": "GBP",
    "ZWL": "ZWG",
}
"""What people write that is no code, or no longer one, and the code that they may mean."""
