-- zh: 目标进展: 每行一个目标与一项相关的成果或承诺: 报告的成果、服务于它的承诺、取代它的新目标, 各附原句
-- en: one row a target and what belongs to it: a reported result, a commitment that serves it, a newer target in its place; each with its sentence
-- target_id: 目标编号 / The target
-- indicator: 指标 / The indicator in the target's words
-- comparator [Comparator]: 比较关系 / What is written next to the target's number
-- value: 目标值 / The target's number
-- unit: 计量单位 / Its unit
-- due_on: 目标期限 / The target's last day
-- target_document_id: 目标所在文件 / The target's document
-- target_quote: 目标原句 / The sentence that sets the target
-- target_char_start: 目标原句起始偏移 / Offset at which the target's sentence starts in its document's text
-- target_evidence_path: 目标原文地址 / Where the number stands in its sentence on the page of its document, relative to the release
-- what [reported 报告的成果, serves 服务于它的承诺, supersedes 取代它的目标]: 关联 / reported, serves or supersedes
-- row_id: 成果或承诺编号 / Id of the result or commitment
-- on_day: 成果或承诺日期: 截至日期或期限 / The day of the result, or the commitment's last day
-- other_comparator [Comparator]: 成果或承诺比较关系 / What is written next to its number
-- other_value: 成果或承诺值 / Its number
-- other_unit: 成果或承诺单位 / Its unit
-- document_id: 成果或承诺所在文件 / Its document
-- quote: 成果或承诺原句 / The sentence that says so
-- evidence_path: 成果或承诺原文地址 / Where the number stands in its sentence on the page of its document, relative to the release
-- value_gap: 差距 / Target minus result, in the normalised unit
-- ratio: 完成比例 / Result divided by target
-- is_met: 是否已达到 / Whether the result meets the target
-- basis: 匹配依据 / How the two were matched
WITH related AS (
  SELECT p.target_id, 'reported' AS what, a.achievement_id AS row_id, a.as_of AS on_day, a.comparator, a.value, a.unit,
    a.document_id, a.value_start, a.value_end, a.quote, p.value_gap, p.ratio, p.is_met, p.basis
  FROM progress p JOIN achievements a USING (achievement_id)
  UNION ALL
  SELECT l.linked_target_id, l.relation, s.target_id, s.due_on, s.comparator, s.value, s.unit,
    s.document_id, s.value_start, s.value_end, s.quote, NULL::DOUBLE, NULL::DOUBLE, NULL::BOOLEAN, l.basis
  FROM target_links l JOIN targets s USING (target_id)
)
SELECT
  t.target_id,
  t.indicator,
  t.comparator,
  t.value,
  t.unit,
  t.due_on,
  t.document_id AS target_document_id,
  t.quote AS target_quote,
  t.char_start AS target_char_start,
  evidence_path(t.document_id, t.value_start, t.value_end) AS target_evidence_path,
  r.what,
  r.row_id,
  r.on_day,
  r.comparator AS other_comparator,
  r.value AS other_value,
  r.unit AS other_unit,
  r.document_id,
  r.quote,
  evidence_path(r.document_id, r.value_start, r.value_end) AS evidence_path,
  r.value_gap,
  r.ratio,
  r.is_met,
  r.basis
FROM targets t
JOIN related r USING (target_id)
ORDER BY t.target_id, r.on_day, r.row_id
