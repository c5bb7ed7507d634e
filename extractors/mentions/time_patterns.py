"""The patterns of time expressions: what writers put for years, plan periods, months and recurrences."""

from __future__ import annotations

import re

from extractors.text.scanning import opening

YEAR = r"(?:1[ ]?9|2[ ]?0)[ ]?[0-9][ ]?[0-9]"
_MONTH = r"(?:1[ ]?[0-2]|0?[1-9])"
_DAY = r"(?:[12][ ]?[0-9]|3[ ]?[01]|0?[1-9])"
CHINESE_YEAR = r"[一二][〇○零一二三四五六七八九0O]{3}"
BLANK = r"[ ]{0,2}"
#: The dashes that writers and scanners put between two years; 一 is one that was read as a character.
_DASH = r"(?:[-‐‑‒–─━]{1,2}|—{1,2}|~|∼|〜|至|到)"
_RANGE = rf"{BLANK}(?:{_DASH}|一(?=[ ]{{0,2}}[12])){BLANK}"
_LIST = rf"{BLANK}[、,]{BLANK}"
_PLAN_NUMBER = r"[一二三四五六七八九十]{1,3}"
_OPENING, _CLOSING = r"[“”\"「『‘'’]", r"[”“\"」』’'‘]"
_PLAN_TAIL = r"(?:规划期间|规划期|期间|时期|末期|期末|末|中期)?"
_UNTIL_OR_FROM = rf"(?:(?:截至|截止到?|(?<!达)到|(?<![乃甚以])至|自|从){BLANK})?"
#: 前 behind a year is a day by which, but not in 2025年前三季度, 2025年前后, 2021年9月 前言.
_BEFORE_IT = r"(?:之前|以前|前(?![0-9一二三四五六七八九十两]{1,2}个?[季月]|[后期述沿置往列瞻言]|[ ]+言))"
_ONWARDS = r"起(?![草步点码航诉家来止])"
_AT_END = r"(?:年底|年末|年中|底|末|度)(?![线数座部板期假量])"

#: Each alternative is one rule; its group name is the rule's id. Order matters: the longest reading comes first.
TIME = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            # 2023年1月1日至2025年12月31日, 2023年5月1日至5日
            "days": rf"(?:自|从)?{YEAR}{BLANK}年{BLANK}{_MONTH}{BLANK}月{BLANK}{_DAY}{BLANK}日?起?{_RANGE}"
            rf"(?:(?:{YEAR}{BLANK}年{BLANK})?{_MONTH}{BLANK}月{BLANK})?{_DAY}{BLANK}日",
            # 2021年03月18日, 2021-03-18, 到2023年6月30日, 二〇一七年三月二十四日
            "day": rf"{_UNTIL_OR_FROM}{YEAR}{BLANK}年{BLANK}{_MONTH}{BLANK}月{BLANK}{_DAY}{BLANK}[日号](?:{_BEFORE_IT}|{_ONWARDS}|止)?"
            rf"|(?<![0-9A-Za-z])(?:19|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])(?:{_BEFORE_IT})?"
            rf"|{CHINESE_YEAR}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{1,3}}日",
            # 2016年9月—2018年12月, 2019年1-6月
            "months": rf"(?:自|从)?{YEAR}{BLANK}年{BLANK}{_MONTH}{BLANK}月?{_RANGE}(?:{YEAR}{BLANK}年)?{BLANK}{_MONTH}{BLANK}月",
            # 2018-2020年, 2018年到2020年, 2015、2016年; the bare pair only between brackets or alone on its line
            "years": rf"(?:自|从)?(?<![0-9]){YEAR}{BLANK}年?{_RANGE}{YEAR}{BLANK}学?年(?!级|产|[0-9]{{1,2}}月)(?:期间|度)?"
            rf"|(?<![0-9]){YEAR}(?:{_LIST}{YEAR}){{1,4}}{BLANK}年(?!级|产|[0-9]{{1,2}}月)(?:期间|度)?"
            rf"|(?<=[(])(?:19|20)[0-9]{{2}}(?:{_DASH}|、)(?:19|20)[0-9]{{2}}(?=[)])"
            rf"|(?<=[\n\t|])(?:19|20)[0-9]{{2}}{_DASH}(?:19|20)[0-9]{{2}}(?=[ ]*[\n\t|])",
            # 2016年9月底前, 到2016年6月, 2016年上半年, 2016年三季度
            "month": rf"{_UNTIL_OR_FROM}(?<![0-9]){YEAR}{BLANK}年{BLANK}(?:{_MONTH}{BLANK}月份?|上半年|下半年|第?[一二三四1-4]季度)"
            rf"{BLANK}(?:上旬|中旬|下旬)?(?:底|末)?(?:{BLANK}{_BEFORE_IT}|{_ONWARDS}|止|期间)?",
            # 2020年基数, 2025年目标: heads of table columns
            "column": rf"(?<![0-9]){YEAR}{BLANK}年(?:基数|基期|基准值?|现状|实际|完成|目标值?|预期值?|规划值?)(?=\s|\(|$|\n|值|\|)",
            # 到2020年, 2016年底, 从2015年起
            "year": rf"{_UNTIL_OR_FROM}(?<![0-9]){YEAR}{BLANK}年(?!级|产|报|薪)(?:{BLANK}{_AT_END})?(?:{BLANK}{_BEFORE_IT}|{_ONWARDS}|期间)?"
            rf"|(?:到|至)?{CHINESE_YEAR}年(?:底|末)?(?:前)?",
            # “十四五”期间, 到“十四五”末, 十四五时期
            "plan": rf"(?:到|(?<![乃甚以])至|截至)?{_OPENING}(?<![一二三四五六七八九十]){_PLAN_NUMBER}五{_CLOSING}{_PLAN_TAIL}"
            rf"|(?:到|至)?{_OPENING}(?:十[一二三四五六七八九]?|[八九])五{_PLAN_TAIL[:-1]}"
            rf"|(?:到|至)?(?<![一二三四五六七八九十])十[一二三四五六七]五(?![个家名位岁万千百亿届次项条月日号级处所种张类天倍成分]){_PLAN_TAIL}",
            # 第十四个五年
            "ordinal_plan": rf"第(?:{_PLAN_NUMBER}|[0-9]{{1,2}})个五年",
            # 到本世纪中叶
            "century": r"(?:到|至)?(?:本|二十一|21)世纪中叶",
            # 每年, 每季度, 每3-5年, 年度
            "recurring": rf"每年度?|每个?季度(?:末|底前?)?|每半年|每周(?![一二三四五六日天末])"
            rf"|每隔?[0-9一二两三四五六七八九十]{{1,2}}(?:{_DASH}[0-9一二两三四五六七八九十]{{1,2}})?年(?!级)"
            r"|(?<![人户生床名位亩])每个?月(?:[0-9]{1,2}[日号](?:之|以)?前?|底前?|末|(?![0-9,.]+[ ]?[千百万]?元))|逐年"
            r"|(?<![0-9多一上下本当跨各全次往历学])(?<!统计|财政|会计|预算)年度(?![人版]|十大)",
        }.items()
    )
)

#: What each time begins with, and what follows there: the pattern is tried nowhere else.
OPENING_OF_TIME = opening(
    {
        "自从": f"{BLANK}{YEAR}",
        "到至": f"{BLANK}{YEAR}|[一二十本“”\"「『‘'’]|21",
        "截": "[至止]",
        "1": "[ ]?9[ ]?[0-9][ ]?[0-9]",
        "2": "[ ]?0[ ]?[0-9][ ]?[0-9]|1世",
        "一二": "[〇○零一二三四五六七八九十0O]",
        "“”\"「『‘'’": f"{_PLAN_NUMBER}五",
        "十": "[一二三四五六七]五",
        "第": f"(?:{_PLAN_NUMBER}|[0-9]{{1,2}})个五年",
        "本": "世",
        "每": "[年个季半周隔月0-9一二两三四五六七八九十]",
        "逐": "年",
        "年": "度",
    }
)

#: What is done in a month that binds without 底 or 前: 6月开工.
_ACTION = r"(?:全面|正式|基本|全部|力争|组织)?(?:开工|动工|复工|完工|完成|建成|启动|投产|投用|竣工|上线|实现|出台|通车|通航|试运行|开展|举办|召开)"

#: Months without a year that bind: 6月底前, 上半年, 三季度末; dated by the document's own year.
YEARLESS = re.compile(
    rf"(?<![0-9./-])(?<![0-9]年)(?<![0-9] 年)(?P<m1>1?[0-9])月?(?:{_DASH})(?P<m2>1?[0-9])月(?!份?[0-9])(?:份)?"
    rf"|(?<![0-9./-])(?P<month>{_MONTH}){BLANK}月份?(?P<day>{_DAY}日)?(?P<end>底|末|中旬|上旬|下旬)?(?P<before>{_BEFORE_IT})"
    rf"|(?<![0-9./-])(?P<by>{_MONTH}){BLANK}月份?(?:底|末)"
    rf"|(?<![0-9./-])(?P<since>{_MONTH}){BLANK}月份?(?P<day1>{_DAY}日)?{_ONWARDS}"
    rf"|(?<![0-9./-])(?P<within>{_MONTH}){BLANK}月份?(?:(?={_ACTION})|(?<=份)(?=,))"
    rf"|(?<![0-9./-])(?:到|至)(?P<until>{_MONTH}){BLANK}月份?(?![0-9]|份)"
    rf"|(?<![0-9])(?P<half>上半年|下半年)(?P<halfbefore>底?前)?"
    rf"|(?<![0-9前])(?<![一二三1-3]、)(?P<quarter>第?[一二三四1-4]季度)(?P<quarterend>底|末)?(?P<quarterbefore>{_BEFORE_IT})?"
)
#: What a month or a quarter without a year begins with.
OPENING_OF_YEARLESS = opening(
    {
        "0123456789": rf"[ ]?[0-9]?{BLANK}(?:{_DASH}|[月季])",
        "到至": f"{_MONTH}{BLANK}月",
        "上下": "半",
        "第": "[一二三四1-4]季",
        "一二三四": "季",
    }
)
