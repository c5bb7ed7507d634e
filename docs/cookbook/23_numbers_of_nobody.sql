-- for: 审计人员 / An auditor
-- zh: 哪些数字没有任何单位负责?
-- en: Which numbers does nobody answer for?
-- why: Goals of the opening chapter often come back in a task with units; then the unit of the task counts. These do not come back under the same name with the same value and day. Read before you judge: the 17 of technology transfer come back in task 14 under a shorter name. The first sixteen.
SELECT indicator, comparator, value, unit, due_on, document_title
FROM targets_without_unit
WHERE others_have_units
ORDER BY document_id, char_start, target_id
LIMIT 16
