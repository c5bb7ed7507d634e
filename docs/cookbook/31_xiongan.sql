-- for: 记者 / A journalist
-- zh: 各地有多少任务提到雄安?
-- en: How often do tasks speak of 雄安?
-- why: A plain count of tasks, with one sentence of each document.
SELECT place, document_title, count(*) AS tasks, first(quote ORDER BY document_id, char_start) AS for_example
FROM passages('雄安')
WHERE what = 'task'
GROUP BY ALL
ORDER BY tasks DESC, document_title
