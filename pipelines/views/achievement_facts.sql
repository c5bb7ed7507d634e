-- zh: 成果: 每行一个已报告的成果, 附原句
-- en: one row a reported result with the sentence that says so
-- achievement_id: 成果编号 / The result
-- indicator: 指标, 照原文 / What is measured, in the text's words
-- measure [Measure]: 口径: 水平、增量、增速或降幅 / Stock or rate, amount added, rate of change, reduction
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 数值, 按原单位 / The number in the written unit
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位, 照原文 / The unit of measure as written
-- as_of: 截至日期 / The day that it was true
-- place: 地方 / The division whose government speaks
-- place_name: 所指地方 / The division that the number is of; NULL where the clause speaks of a part or of several
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that says so
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
SELECT
  a.achievement_id,
  a.indicator,
  a.measure,
  a.comparator,
  a.value,
  a.value_max,
  a.unit,
  a.as_of,
  d.place,
  CASE WHEN a.place_code = d.place_code THEN d.place ELSE p.name END AS place_name,
  a.document_id,
  d.document_title,
  a.quote,
  a.char_start,
  evidence_path(a.document_id, a.value_start, a.value_end) AS evidence_path
FROM achievements a
JOIN documents_once d USING (document_id)
LEFT JOIN meta.places p ON p.code = a.place_code
