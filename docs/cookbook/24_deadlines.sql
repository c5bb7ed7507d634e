-- for: 审计人员 / An auditor
-- zh: 有没有无期限的目标? 期限写在哪里?
-- en: Are there targets without a deadline, and where do the deadlines stand?
-- why: A day that only the plan's title gives is the weakest. `targets_without_deadline` lists those that have not even that; there are none in these documents.
SELECT
  deadline_basis,
  count(*) AS targets,
  (SELECT count(*) FROM targets_without_deadline) AS without_any
FROM target_facts
WHERE is_counted
GROUP BY deadline_basis
ORDER BY targets DESC
