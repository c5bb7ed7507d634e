-- for: 代表委员工作人员 / A deputy's staff
-- zh: 涿州市要负责哪些任务?
-- en: What does 涿州市 answer for?
-- why: Plans say 各县(市、区)政府; `tasks_of` takes that apart by the divisions of the document's day. Where the county is named itself, `through` is empty.
SELECT through, count(*) AS tasks, min(due_on) AS first_due, list(title ORDER BY document_id, char_start)[:3] AS for_example
FROM tasks_of('涿州市')
GROUP BY through
ORDER BY tasks
