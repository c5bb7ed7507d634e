-- for: 代表委员工作人员 / A deputy's staff
-- zh: 答复承诺了哪些数字, 语气有多确定?
-- en: Which numbers does the reply promise, and how firmly?
-- why: 力争 is no undertaking; `modality` keeps the difference.
SELECT t.indicator, t.measure, t.comparator, t.value, t.unit, t.due_on, t.modality
FROM target_facts t
JOIN reply_facts USING (document_id)
ORDER BY document_id, t.char_start, t.target_id
