-- zh: 无期限的目标: 每行一个没有任何期限的目标; 目标各计一次
-- en: one row a target without a last day, nor one that the document's period gives; targets are counted once
-- target_id: 目标编号 / The target
-- indicator: 指标, 照原文 / What is measured, in the text's words
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 目标值 / The number in the written unit
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位 / The unit of measure as written
-- units: 责任单位 / Who answers for it; NULL where nobody is named
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that says so
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the sentence stands on its page, relative to the release
SELECT
  target_id, indicator, comparator, value, value_max, unit, units, place, document_id, document_title, quote,
  char_start, evidence_path
FROM target_facts
WHERE is_counted AND due_on IS NULL
