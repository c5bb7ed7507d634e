-- for: 市政策研究室 / A city's research office
-- zh: 答复里的年度承诺服务于规划的哪个目标?
-- en: Which target of the plan does a commitment of the year bring nearer?
-- why: The reply promises amounts for 2019, the plan levels or yearly amounts to 2020. The view holds both sentences with where they stand.
SELECT indicator, value AS plan_value, due_on, other_value AS promised_value, on_day AS promised_by, target_quote
FROM target_progress
WHERE what = 'serves'
ORDER BY target_document_id, target_char_start, target_id, on_day, document_id
