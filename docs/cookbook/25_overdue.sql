-- for: 审计人员 / An auditor
-- zh: 到2021年1月1日, 哪些已过期限而没有完成的报告?
-- en: What is past its day on 1 January 2021 without a report that it is met?
-- why: The day is a parameter, never the clock. Nothing in the release says that these are met; that is not to say that they were not, as it holds one reply and no report of 2020. What was reported last stands beside the target.
SELECT place, due_on, count(*) FILTER (what = 'target') AS targets, count(*) FILTER (what = 'task') AS tasks,
  list(printf('%s %g/%g', title, reported_value, value) ORDER BY document_id, char_start, row_id) FILTER (reported_value IS NOT NULL) AS reported
FROM overdue('2021-01-01')
GROUP BY place, due_on
ORDER BY due_on, place
