-- for: 市政策研究室 / A city's research office
-- zh: 各地逐年到期的目标和任务各有多少?
-- en: How much falls due where and when?
-- why: One row a year and city. Targets are counted once; planned tasks stand beside them.
SELECT
  year(due_on) AS due_year,
  place,
  count(*) FILTER (what = 'target') AS targets,
  count(*) FILTER (what = 'task') AS tasks
FROM due
GROUP BY ALL
ORDER BY due_year, place
