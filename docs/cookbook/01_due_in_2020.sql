-- for: 市政策研究室 / A city's research office
-- zh: 2020年到期的量化目标有哪些, 由谁负责?
-- en: Which numbers fall due in 2020 by their own sentence, and who answers for them?
-- why: The day may stand in the sentence, above it, or nowhere but in the plan's title; `deadline_basis` tells these apart. Here only those whose sentence says so and that units of the city answer for by name; the first eight.
SELECT title, comparator, value, unit, units, document_title
FROM due_between('2020-01-01', '2020-12-31')
WHERE what = 'target' AND deadline_basis = 'explicit' AND units IS NOT NULL
ORDER BY document_id, char_start, row_id
LIMIT 8
