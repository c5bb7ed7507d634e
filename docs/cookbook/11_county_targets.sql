-- for: 代表委员工作人员 / A deputy's staff
-- zh: 哪些数字是按每县、每校、每区分别计的?
-- en: Which numbers are asked of each county, college or zone?
-- why: 每县建设2家 is two for every county, not two in all. `per` says whom a number counts for.
SELECT place, per, indicator, comparator, value, value_max, unit, recurrence, quote
FROM target_facts
WHERE per IS NOT NULL
ORDER BY document_id, char_start, target_id
