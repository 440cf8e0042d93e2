"""The channels that the trades of this library name; a shop adds its own with ``CHANNELS.extended(...)``."""

from typing import Final

from aftersales_core.tickets.vocabulary import Term, Vocabulary

__all__ = ["CHANNELS"]

CHANNELS: Final = Vocabulary(
    "channel",
    (
        Term("voice", "voice", "语音"),
        Term("written", "written", "书面"),
        Term("live_chat", "live chat", "即时沟通"),
        Term("social", "social media", "社交媒体"),
        Term("own_site", "own site or app", "自有平台"),
        Term("phone", "phone", "电话", like="voice"),
        Term("email", "e-mail", "电子邮件", like="written"),
        Term("letter", "letter", "信函", like="written"),
        Term("chat", "online chat", "在线聊天", like="live_chat"),
        Term("qq", "QQ", "QQ", like="live_chat"),
        Term("wangwang", "Wangwang", "旺旺", like="live_chat"),
        Term("wechat", "WeChat", "微信", like="social"),
        Term("weibo", "Weibo", "微博", like="social"),
        Term("douyin", "Douyin", "抖音", like="social"),
        Term("kuaishou", "Kuaishou", "快手", like="social"),
        Term("app", "app", "手机应用", like="own_site"),
        Term("web", "web site", "网站", like="own_site"),
        Term("site_message", "site message", "站内信", like="own_site"),
        Term("in_store", "in store", "门店"),
    ),
)
"""Channels with the broader ones that they count as, so that a rule for ``live_chat`` takes QQ and Wangwang too."""
