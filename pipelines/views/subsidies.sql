-- zh: 奖补: 每行一项奖补承诺, 不含已被取代的文件: 谁得到什么、多少、依据哪一句
-- en: one row a promised sum or rate of support: who gets what, how much, and the sentence that says so; of documents in force
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
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
SELECT
  i.incentive_id,
  i.beneficiary,
  i.form,
  i.amount_kind,
  i.value,
  i.unit,
  i.basis,
  nullif(list_concat(t.lead_units, t.responsible_units, t.support_units), []) AS units,
  t.title AS task_title,
  d.period_start,
  d.period_end,
  d.place,
  i.document_id,
  d.document_title,
  i.quote,
  i.char_start,
  evidence_path(i.document_id, i.value_start, i.value_end) AS evidence_path
FROM incentives i
JOIN documents_in_force d USING (document_id)
LEFT JOIN task_facts t USING (task_id)
