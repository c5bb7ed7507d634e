-- for: 审计人员 / An auditor
-- zh: 哪些目标在同一文件里说了两遍?
-- en: Which targets are said twice?
-- why: Who adds up numbers must leave these out. `targets_counted_once` and `is_counted` do.
SELECT t.indicator, t.value, t.unit, t.quote AS said_again, f.quote AS said_first
FROM target_facts t
JOIN targets r USING (target_id)
JOIN targets f ON f.target_id = r.restates_target_id
ORDER BY t.document_id, t.char_start, t.target_id
