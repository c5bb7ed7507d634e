-- for: 审计人员 / An auditor
-- zh: 哪些任务没有写明责任单位?
-- en: Which tasks have no unit, in plans that otherwise name one?
-- why: Where a document names no unit at all, it may hand tasks out elsewhere; `others_have_units` leaves those out.
SELECT document_title, label, tasks_without_unit.title, due_on
FROM tasks_without_unit
JOIN document_facts USING (document_id)
WHERE others_have_units AND document_type = 'plan'
ORDER BY document_id, char_start
