-- zh: 目标序列: 每行一个目标及其序列中的一项(目标或成果), 附原句
-- en: one row a target and a member of its series, a target or a reported result, with the sentence that says so
-- target_id: 目标编号 / The target
-- indicator: 指标, 规范名称 / Canonical name of the indicator
-- place_code: 行政区划代码 / The division that the numbers are of
-- series_id: 序列编号 / The series
-- member [target 目标, result 成果]: 成员类别 / target or result
-- member_id: 成员编号 / The member of the series
-- is_itself: 是否目标自身 / Whether the member is the target itself
-- on_day: 日期: 目标期限或成果截至日期 / The target's last day, or the day that the result was true
-- comparator [Comparator]: 比较关系 / What is written next to the number
-- value: 数值 / The number
-- unit: 计量单位 / Its unit
-- document_id: 所在文件 / The document of the member
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- char_start: 原句起始偏移 / Offset of the sentence
-- char_end: 原句结束偏移 / Offset behind the sentence
-- quote: 原句 / The sentence that says so
-- evidence_path: 原文地址, 相对于发布目录 / Where the number stands in its sentence on the page of its document, relative to the release
WITH members AS (
  SELECT 'target' AS member, target_id AS member_id, series_id, due_on AS on_day, comparator, value, unit,
    document_id, char_start, char_end, value_start, value_end, quote
  FROM targets WHERE restates_target_id IS NULL
  UNION ALL
  SELECT 'result', achievement_id, series_id, as_of, comparator, value, unit, document_id, char_start, char_end, value_start,
    value_end, quote
  FROM achievements
)
SELECT
  t.target_id,
  i.canonical_name AS indicator,
  t.place_code,
  t.series_id,
  m.member,
  m.member_id,
  m.member_id = t.target_id AS is_itself,
  m.on_day,
  m.comparator,
  m.value,
  m.unit,
  m.document_id,
  d.document_title,
  m.char_start,
  m.char_end,
  m.quote,
  evidence_path(m.document_id, m.value_start, m.value_end) AS evidence_path
FROM targets t
JOIN indicators i USING (indicator_id)
JOIN members m USING (series_id)
JOIN documents_once d ON d.document_id = m.document_id
JOIN documents_once own ON own.document_id = t.document_id
WHERE t.restates_target_id IS NULL
ORDER BY t.target_id, m.on_day, m.member_id
