-- zh: 某日奖补: 每行一项某日仍在规划期内的奖补承诺; 文件没有规划期的也在内, 见 has_period
-- en: one row a promised sum or rate of support of a document whose period holds a day; those without a period are included, and `has_period` tells
-- $on_day: 日期 / The day that is asked for
-- incentive_id: 奖补编号 / The incentive
-- beneficiary: 受益对象 / Who gets it
-- form [IncentiveForm]: 支持形式: 奖励、补贴或资金支持 / reward, subsidy, funding or other
-- amount_kind [AmountKind]: 金额类型: 定额、比例或上限 / fixed, rate or cap
-- value: 数值, 按原单位 / The number in the written unit
-- unit: 计量单位, 照原文 / The unit of measure as written
-- basis: 比例的基数 / What a rate is taken of
-- units: 责任单位: 所在任务的责任单位 / Who answers for the task that promises it; NULL where nobody is named
-- task_title: 任务标题 / The task that promises it
-- period_start: 规划期起始日 / First day of the document's own period
-- period_end: 规划期截止日 / Last day of the document's own period: who asks later must ask whether it still holds
-- place: 地方 / The division whose government promises it
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that says so
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the sentence stands on its page, relative to the release
-- has_period: 是否有规划期; 为否时无从知道当日是否仍有效 / False where the document tells no period, so that nobody says whether the promise holds on the day
SELECT *, period_start IS NOT NULL OR period_end IS NOT NULL AS has_period
FROM subsidies
WHERE on_day::DATE BETWEEN coalesce(period_start, DATE '0001-01-01') AND coalesce(period_end, DATE '9999-12-31')
ORDER BY document_id, char_start, incentive_id
