-- for: 市政策研究室 / A city's research office
-- zh: 哪些目标已有报告的成果, 差多少?
-- en: Which targets have a reported result, and how far is it?
-- why: The plan of 2018 wants 39 院士工作站 by 2020, the reply of 2019 reports 31. Joined are only a target and a result of the same place, indicator, measure and unit.
SELECT indicator, value, unit, due_on, other_value AS reported, on_day AS reported_on, value_gap, round(ratio, 2) AS ratio, is_met
FROM target_progress
WHERE what = 'reported'
