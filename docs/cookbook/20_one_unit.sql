-- for: 审计人员 / An auditor
-- zh: 保定市科学技术局负责的目标有哪些?
-- en: For which numbers does 保定市科学技术局 answer?
-- why: A target belongs to a unit where the task that states it names the unit. The first ten of 33.
SELECT indicator, comparator, value, measure_unit, due_on, task_title
FROM unit_targets
WHERE unit = '保定市科学技术局' AND through IS NULL
ORDER BY document_id, char_start, target_id
LIMIT 10
