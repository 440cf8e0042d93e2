"""The texts, in Chinese and English, of everything that can be wrong with a document or a definition.

One message for each code of an error of this library, and one for each code of a decode problem. A code that stands for
both (an instant without zone, say) has one text, which mentions only what both know.
"""

from typing import Final

from aftersales_core.reasons import Catalogue

__all__ = ["MESSAGES", "TITLES"]

DOCUMENT: Final = Catalogue.of(
    {
        "document_too_large": ("the document is longer than {limit} bytes", "文档长度超过{limit}字节"),
        "not_utf8": ("the document is not valid UTF-8 text", "文档不是有效的UTF-8文本"),
        "not_json": (
            "the document is not valid JSON: see line {line}, column {column}",
            "文档不是有效的JSON：请检查第{line}行第{column}列",
        ),
        "too_deep": ("lists and objects are nested more than {limit} deep", "列表和对象的嵌套超过{limit}层"),
        "too_many_values": ("the document holds more than {limit} values", "文档中的值超过{limit}个"),
        "too_many_problems": (
            "there are more problems; the first {shown} are listed",
            "还有更多问题，此处仅列出前{shown}个",
        ),
        "duplicate_key": ("the key is given more than once", "该键重复出现"),
        "missing_key": ("the key is required", "缺少必填的键"),
        "unknown_key": ("the key is not known here", "此处没有这个键"),
        "unknown_type": (
            "{got} is not a known type; the types are: {known}",
            "未知类型{got}；可用类型：{known}",
        ),
    }
)

SHAPE: Final = Catalogue.of(
    {
        "expected_null": ("null is expected, not: {got}", "应为空值（null），收到的是{got}"),
        "expected_boolean": ("true or false is expected, not: {got}", "应为true或false，收到的是{got}"),
        "expected_integer": ("a whole number is expected, not: {got}", "应为整数，收到的是{got}"),
        "expected_number": ("a number is expected, not: {got}", "应为数字，收到的是{got}"),
        "expected_text": ("text is expected, not: {got}", "应为文本，收到的是{got}"),
        "expected_array": ("a list is expected, not: {got}", "应为列表，收到的是{got}"),
        "expected_object": ("an object is expected, not: {got}", "应为对象，收到的是{got}"),
        "expected_one_of": (
            "one of these is expected: {expected}; not: {got}",
            "应为以下之一：{expected}；收到的是{got}",
        ),
        "too_many_items": (
            "the list has {got} items, more than {limit}",
            "列表有{got}项，超过{limit}项的上限",
        ),
        "wrong_item_count": ("the list must have {expected} items, not {got}", "列表应有{expected}项，实际为{got}项"),
        "duplicate_item": ("the item is in the list already", "列表中已有相同的项"),
    }
)

VALUE: Final = Catalogue.of(
    {
        "text_too_long": ("the text has {got} bytes, more than {limit}", "文本为{got}字节，超过{limit}字节的上限"),
        "nul_character": ("the text contains a NUL character", "文本包含空字符（NUL）"),
        "lone_surrogate": ("the text contains half of a surrogate pair", "文本包含不成对的代理字符"),
        "integer_out_of_range": ("the whole number does not fit into 64 bits", "整数超出64位范围"),
        "not_finite": ("the number must be finite", "数字必须是有限值"),
        "float_refused": (
            "an exact number is expected as text, not: {got}",
            "应以文本形式给出精确数值，收到的是{got}",
        ),
        "bad_decimal": (
            "{got} is not a decimal of at most {integer_digits} digits before and {fraction_digits} after the point",
            "{got}不是有效的小数：整数部分至多{integer_digits}位，小数部分至多{fraction_digits}位",
        ),
        "bad_fraction": (
            "{got} is not a fraction such as 2/3 with at most {digits} digits on either side",
            "{got}不是有效的分数（例如2/3，分子和分母各至多{digits}位）",
        ),
        "bad_instant": (
            "{got} is not an instant such as 2026-03-16T18:00:00+08:00",
            "{got}不是有效的时刻，例如2026-03-16T18:00:00+08:00",
        ),
        "bad_date": ("{got} is not a date such as 2026-03-16", "{got}不是有效的日期，例如2026-03-16"),
        "date_out_of_range": ("the date {got} is outside the years 1970 to 9998", "日期{got}不在1970年至9998年之间"),
        "bad_time": ("{got} is not a time of day such as 09:00", "{got}不是有效的钟点，例如09:00"),
        "unknown_value": ("{got} is not one of: {known}", "{got}不在可选值之列：{known}"),
        "invalid_value": ("the value is not valid: {message}", "值无效：{message}"),
    }
)

ERROR: Final = Catalogue.of(
    {
        "aftersales_error": ("the input cannot be used", "输入无法使用"),
        "naive_datetime": (
            "{value} names no time zone: give an offset, such as +08:00",
            "{value}没有时区：请给出时差，例如+08:00",
        ),
        "instant_out_of_range": (
            "the instant {value} is outside the years 1970 to 9998",
            "时刻{value}不在1970年至9998年之间",
        ),
        "unknown_zone": (
            "unknown time zone {key}: give an IANA name such as Asia/Shanghai",
            "未知时区{key}：请使用IANA名称，例如Asia/Shanghai",
        ),
        "wrong_type": ("{what} must be {expected}, not: {got}", "{what}应为{expected}，收到的是{got}"),
        "invalid_span": (
            "the span from {start} to {end} is empty or reversed",
            "从{start}到{end}的时段为空或首尾颠倒",
        ),
        "invalid_definition": ("{name} contradicts itself: {problems}", "{name}的定义自相矛盾：{problems}"),
        "invalid_calendar": ("the calendar {name} is not valid: {problems}", "日历{name}无效：{problems}"),
        "invalid_period": ("the period {name} is not valid: {problems}", "时限{name}无效：{problems}"),
        "invalid_policy": ("the policy {name} is not valid: {problems}", "策略{name}无效：{problems}"),
        "invalid_catalogue": ("the catalogue {name} is not valid: {problems}", "文案目录{name}无效：{problems}"),
        "unknown_country": (
            "no public holidays are known for {country}: {hint}",
            "没有{country}的法定节假日数据：{hint}",
        ),
        "horizon_exceeded": (
            "the calendar {calendar_id} knows holidays from {known_from} to {known_until} only",
            "日历{calendar_id}只有{known_from}至{known_until}的节假日数据",
        ),
        "never_open": ("the calendar {calendar_id} has no {search}", "日历{calendar_id}中找不到：{search}"),
        "pause_never_ends": (
            "the pause from {pause_start} has not ended, so the deadline is not known yet",
            "始于{pause_start}的暂停尚未结束，截止时间未定",
        ),
        "mark_out_of_order": ("{name} at {at} is earlier than {last_at}", "{name}（{at}）早于{last_at}"),
        "missing_calendar": ("there is no calendar named {name}", "没有名为{name}的日历"),
        "unknown_code": ("nothing is declared as {unknown}", "没有名为“{unknown}”的定义"),
        "decode_error": ("the document cannot be read", "文档无法读取"),
        "invalid_column": ("the column {column} cannot be used: {problem}", "列{column}无法使用：{problem}"),
        "missing_extra": ("the package {package} is not installed", "未安装软件包{package}"),
        "invalid_machine": ("the lifecycle {name} is not valid: {problems}", "流程{name}无效：{problems}"),
        "guard_error": (
            "the condition {guard} of {rule} could not be judged: {message}",
            "无法判断{rule}的条件{guard}：{message}",
        ),
        "broken_history": (
            "the history of {item_id} is broken at version {version}: {problem}",
            "{item_id}的历史记录在版本{version}处损坏：{problem}",
        ),
        "invalid_amount": (
            "{got} is no amount of money such as 39.90, with at most 18 digits before the point",
            "{got}不是有效的金额，例如39.90，小数点前至多18位",
        ),
        "excess_precision": (
            "{got} has more than the {decimals} decimals of {currency}",
            "{got}的小数位数超过{currency}的{decimals}位",
        ),
        "unknown_currency": ("no currency has the code {unknown}", "没有代码为{unknown}的货币"),
        "mixed_currencies": (
            "amounts in {one} and {other} cannot be put together",
            "{one}与{other}的金额不能直接合并或比较",
        ),
        "zero_base": ("the ratio of {amount} to {base} has no value", "{amount}与{base}之比无意义"),
    }
)

MESSAGES: Final[Catalogue] = DOCUMENT | SHAPE | VALUE | ERROR
"""The text of every error and of every decode problem."""

TITLES: Final[Catalogue] = Catalogue.of(
    {
        "invalid": ("Invalid request", "请求无效"),
        "not_permitted": ("Not permitted", "没有权限"),
        "conflict": ("Conflict with the current state", "与当前状态冲突"),
        "illegal": ("Not possible in the current state", "当前状态下不可进行"),
        "unmet": ("A condition is not met", "条件未满足"),
        "missing": ("Something needed is missing", "缺少所需内容"),
        "fault": ("The service is not set up for this", "服务未就绪"),
        "undecodable": ("The document cannot be read", "文档无法读取"),
    }
)
"""The title of a problem document: one for each kind of reason, one for faults of the service, one for documents."""
