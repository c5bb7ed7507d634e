"""Phrases around a number that say what kind of number it is, each pattern with the phrase that it matches."""

from __future__ import annotations

import re

#: Units of a rate of change.
RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "倍", "番"})
#: Units of a difference between two rates.
POINTS = frozenset({"个百分点", "百分点"})

#: A clause may close on these before its verb or number: 覆盖率首次, 产量连续9年, 占比持续.
CLOSING = re.compile(
    r"(?:力争|争取|努力|力促|确保|分别|累计|每年|每[个家处所]|原则上|年均|逐年|要|应|将|均|都|各|再|共|约|已|总数|首次|持续|继续|"
    r"累计完成|(?<=改造|改良|建设|治理|整治|造林|更新|安装|种植|修复|提升|换种|搬迁|治沙|整改)完成|稳步|稳定|同比|同步|超额|提前|进一步|基本|平均|止跌|大幅|实际|可|仍|(?<![所没])有|"
    r"(?:已)?(?:连续|近)[0-9一二三四五六七八九十]{1,3}(?:年|个月|个季度))+$"
)
#: How words end that close so: most do not, and are not searched.
CLOSES = frozenset("争取力促保必别计年个家处所上均要应将都各再共约已数次续成步定比额前本跌幅际可仍有月度")
#: 较“十三五”末期翻一番, 比2020年增长20%: what a change is compared with; 占比 and 同比 are words of their own.
COMPARED_WITH = re.compile(
    r"(?<![占同环])(?:比(?![重例率值分价])|较|相比|相较)[^,。;:]{2,14}$|在[^,。;:在]{2,14}基础上(?:再|将|要|力争|努力|争取)?(?:实现)?$"
)
#: Heads that are ratios or amounts: a verb inside them is no verb of the clause (设立研发机构的比例).
RATE_HEAD = re.compile(
    r"(?:率|比例|比重|占比|配比|指数|总?额|总?量|总数|规模|水平|系数|强度|产值|增加值|生产总值|总收入|收入|支出|能力|面积|里程|总值|均值|数值|年限|寿命|浓度|密度|"
    r"营收|利润|税收|投资|吞吐量|余额|存量|花费|装机|人口|人次|含量|天数|时长|时间|时限|长度|总长|标准|价格|总产|单产|份额|比值|得分|评分)$"
)
GROWTH_END = re.compile(
    r"(?:年均|平均|同比)?(?:增长|增速|增幅|递增|涨幅|上涨|翻)(?:率|幅度)?(?:为|是|达到?)?$"
)
REDUCTION_END = re.compile(
    r"(?:累计)?(?:(?<=浓度)改善|下降|降低|压减|减少|削减|缩减|压降|压缩|缩短|下调|降幅|精简|收窄)(?:率|幅度)?(?:为|是|达到?)?$"
)
ADDITION_END = re.compile(r"(?:提高|提升|增加|上升|净增|扩大|增长|上调|新增|提前|提速)(?:了)?$")
#: How words end that a change ends: others are not searched.
CHANGE_ENDS = frozenset("善降低减少缩压短调幅简窄长速增涨翻率度为是达到高升加大新前了")
#: 增速高于经济增速、突破3万元: a rate of change, of which no amount is added.
RATE_OF_CHANGE = re.compile(r"(?:增速|增幅|涨幅)$")
#: 占到全市的1/3: the share is of the words behind 占到, the indicator stands before it.
SHARE_END = re.compile(
    r"占(?:到|据)?[^,。;占]{0,14}?的$|占(?:到|据)?(?:全[国省市球区]|世界|总量)(?:总量)?(?:近|超|约)?$|"
    r"(?:稳定在|保持在|达到|超过)全[国省市球](?:总量)?的?(?:近|约)?$|"
    r"(?:不低于|不超过|达到|高于)[^,。;0-9]{2,14}的$"
)
#: How words end that a share ends.
SHARE_ENDS = frozenset("的国省市球区界量近超约")
#: What stands right behind a number and is no noun that it counts: 1327亿元|支持项目建设, 3897个|并开放.
NO_NOUN = re.compile(r"支持|带动|惠及|并|保障|促进|同比|较|比")
#: 增幅高于全国0.7个百分点, 优于国家考核目标14.6个百分点: by how much it is above or below another.
ABOVE = re.compile(
    r"(?:高于|低于|快于|高出|高|低|快|超过|超出|优于|好于|领先)(?:于)?"
    r"(?:全国|全省|全市|全区|全球|世界|国家|考核|东部|西部|中部|东北|长三角|上年|同期|年度|规划|预期|目标|面上|经济|GDP|地区生产总值)[^,。;]*$"
)
REPORTED_END = re.compile(r"(?:现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有|建有|设有|现存)$")
REPORTED = re.compile(
    r"现(?:已)?(?:建)?有|已(?:经)?(?:建|拥)?有|共(?:建)?有|拥有(?!量|率|数)|[建设]有(?![^,。;]{0,16}(?:比例|比重|占比|率))"
)
#: 每县至少建有1所, 各镇均要设有1处: what has to be there, not what is.
REQUIRED = re.compile(r"(?:至少|确保|力争|争取|必须|要|应当?|均须|须|将)[^,。;]{0,6}$")
#: Whom a number is about; it stays with the noun behind the verb (城镇新增就业).
SCOPE = re.compile(r"城镇|农村|乡村|城乡")
SCOPED = re.compile(rf"(?:{SCOPE.pattern})(?:累计|每年|年均)?")
#: 100亩以上|果园5个: the things that a size belongs to, with their own number.
COUNTED_BEHIND = re.compile(r"(?:的)?[一-鿿]{2,20}[0-9]{1,5}(?:个|家|座|处|所|条|项|只|套|户|片|栋)")
#: Words of trying, which make what is undertaken an aspiration.
ASPIRATION = re.compile(r"力争|争取|力促|努力")
#: Verbs of trying and furthering, behind which a number with 以上 is no condition.
LED = frozenset({"争取", "力争", "推动", "推进", "支持", "确保", "实现"})
#: What may stand before a verb of adding inside a clause, by its last character: a subject (各区, 市政府, 每家),
#: an adverb (重点, 积极, 加快), a time (年底). Anything else is the front of a noun (人才|培养基地).
SUBJECT_END = re.compile(
    r"(?:^|[区市县镇乡村府局委部门院校业构位家都将要均应可能力合联点极快量为并再计别后上会本于以来已年月底末间前、,)]|"
    r"合作|企业|机构|地区|领域|(?:从|在|向|与|由|为|围绕|依托|赴|面向|针对|结合|利用)[^,。;]{1,10})$"
)
#: What follows a verb that only begins a noun: 增加|值, 服务|业, 开发|区, 覆盖|率.
NOUN_OF_VERB = re.compile(
    r"值|业(?!务)|区(?!域)|率|量|额|数(?!字|据|智)|性|型(?!号)|面积|用地|机构|总额|者|员|期|地(?!下|铁|方)|的"
)
#: A noun behind the number ends before the next verb (科技特派员|助力精准脱贫, 项目|在我市落地).
NOUN_END = re.compile(
    r"在(?:我|全|本|各|[一-鿿]{1,3}[市区县省地镇])|助力|用于|落户|投入(?:使用|运营)|参与|从事|投产|开工|(?<=.)为[国主重]|来[我本]|并(?:网|投)|以(?!上|下|内)|"
    r"加快|进一步|推动|带动|促进(?!会)|支撑|服务[于]|入驻|开展|给予|按|集中(?!供)|获批|获评|形成|全部|全面|如期|顺利|相继|陆续"
)
#: What is done with the things counted at a clause's start: 20项民生实事|全面完成, 2所职业本科大学|获批.
DONE = re.compile(
    r"(?:全部|全面|均|已|如期|顺利|成功|相继|陆续|率先|基本|正式|新)*"
    r"(?:完成|获批|建成|投产|开工|竣工|完工|投用|投运|投入使用|通车|落地|落户|上榜|入选|入围|获评|获(?=[一-鿿]{2})|启动|签约|达产|实现|开通|销号|挂牌|出台|达标|"
    r"达到|被认定|被评|被列|纳入|晋级|晋升|跻身|进入|通过|升级|获得|荣获|稳定|受益|参保|脱贫|摘帽|清零|开放|运行)"
)
#: Verbs of adding that make an increment of a number that is said to be reached (新建…达到50家).
ADDED = frozenset({"新增", "新建", "建成", "引进", "转化", "新开工", "完成"})
#: The number is what is added: 耕地面积净增212万亩, 装机新增100万千瓦.
INCREASED = frozenset({"新增", "净增", "增加", "增设"})
#: 为10万名残疾人提供康复服务, 对1000家企业开展帮扶: for whom or with whom something is done.
FOR_WHOM = frozenset({"为", "对", "在", "向", "给", "让", "使", "帮助", "组织", "引导", "推动", "支持"})
SERVED = re.compile(
    r"提供|引入|设置|布设|喝上|用上|住上|受益|追回|追讨|讨回|配备|开展|办理|发放|安装|实施|实现|进行|完成|减免|落实|建立|解决|给予(?!.{0,6}元)|参加|享受"
)
#: 48小时内|送达, 3个工作日内|办结: what is done within so many hours or days.
SERVICE = re.compile(
    r"(?:全部|予以|及时|基本|一次|一律)?(?:完成|送达|办结|办理|办复|放行|通关|响应|到达|抵达|处置|处理|反馈|解决|清运|修复|恢复|交付|审批|批复|受理|回复|答复|到位|"
    r"上门|联系|落实|作出|赶到|兑付|兑现|拨付|支付|出具|发放|转办|签收|整改|销号|清零|清理|抢修|报告|上报|回应|核实|告知|公示|出证|登记|直达|通达|可达)"
)
#: 1个月内|,为有意愿的人员落实集中供养服务: the same with whom it is for.
SERVICE_TO = re.compile(
    r",?(?P<what>[为向给][^,。;为向给]{2,24}?(?:落实|提供|办理|发放|安排|出具|建立)[^,。;]*)"
)
#: 实现国有资本收益107.2亿元: what is realised stands between the verb and the number.
REALISED = re.compile(r"^(?:实现|达成)(?=[一-鿿])")
#: 分为18个分区: a division, not what is reached.
DIVIDED = re.compile(r"(?:细化|划分|分|归纳|概括|区分|统称|简称|分解|称|命名|列|作)为$")
#: 支持100个养老设施建设: what is worked on.
WORKED_ON = re.compile(r"(?:支持|推动|推进|加快|抓好)$")
WORK = re.compile(r"(?:建设|改造|提升|升级|整治|创建|达标|更新|治理|排险|工作|任务|攻坚)$")
#: Units that count places, which say where: 关中5市, 国考10市.
PLACES = frozenset("市县省区国乡镇州盟旗")
#: Words before a number that are no verb of doing: 围绕3个领域, 分为18个分区, 全省17个地市.
NO_DOING = re.compile(
    r"^(?:涉及|围绕|分为|划分|分成|包括|含|按照|依托|通过|针对|突出|坚持|抓好|抓实|强化|深化|健全|完善|划定|细化|涵盖|位于|来自|其他|其余|"
    r"结合|根据|对照|壮大|做大|做强|做优|主要|以及|如下|以下|上述|这些|全部|共同|具体|列入|属于|基于|面向|聚力|锚定|紧扣|紧盯|覆盖率|推进|推动|支持|加快|落实|"
    r"全[国省市县区].*|我[省市县区].*|[东南西北中].?部|首批|第.*|近|前|后|每.*|各.*|这.*|该|其中|等)$"
)
#: 秦州区、麦积区各|选择2个街道: places that do the same each.
EACH_OF = re.compile(r"[一-鿿、]{2,24}[市县区州旗乡镇]各(?=[一-鿿]{2,3}$)")
#: 每个镇(街道)|至少1个: whom each counts for, and nothing else.
EACH_ONE = re.compile(r"每(?!年|季|月|日|天|周|[百千万]|人)个?[一-鿿]{1,8}(?:\([^()]{1,12}\))?")
#: Works and plants, whose size in tonnes or kilowatts is no goal: 建设60万吨乙烯项目.
WORKS = re.compile(r"(?:项目|工程|机组|电站|装置|生产线|产线|基地|园区|行动|专项|计划)(?:[、等].*)?$")
