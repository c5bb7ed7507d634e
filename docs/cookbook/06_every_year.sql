-- for: 市政策研究室 / A city's research office
-- zh: 保定市每年都要完成的数量是什么?
-- en: What must 保定市 do every year?
-- why: `recurrence` tells yearly amounts from those of the whole period: 120 a year are 360 in three years.
SELECT indicator, value, unit, due_on AS up_to, quote
FROM target_facts
WHERE recurrence = 'annual' AND place = '保定市' AND is_counted
ORDER BY document_id, char_start, target_id
