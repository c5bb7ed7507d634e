-- zh: 无责任单位的目标: 每行一个没有任何单位负责的目标, 重述处也没有; 目标各计一次
-- en: one row a target that no unit answers for, nor where it is said again; targets are counted once
-- target_id: 目标编号 / The target
-- indicator: 指标, 照原文 / What is measured, in the text's words
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 目标值 / The number in the written unit
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位 / The unit of measure as written
-- due_on: 完成期限 / Last day by which it must hold
-- task_title: 任务标题 / The task that it stands in; NULL for goals outside tasks
-- others_have_units: 同文件任务是否有单位 / Whether tasks of the document have units: false where it assigns none at all
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that says so
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the sentence stands on its page, relative to the release
WITH assigning AS (SELECT DISTINCT document_id FROM task_units)
SELECT
  t.target_id,
  t.indicator,
  t.comparator,
  t.value,
  t.value_max,
  t.unit,
  t.due_on,
  t.task_title,
  a.document_id IS NOT NULL AS others_have_units,
  t.place,
  t.document_id,
  t.document_title,
  t.quote,
  t.char_start,
  t.evidence_path
FROM target_facts t
LEFT JOIN assigning a USING (document_id)
WHERE t.is_counted AND t.units IS NULL
