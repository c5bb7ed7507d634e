-- Every unit with how much it answers for, the busiest first: as lead, otherwise by its name, through a collective alone.
SELECT
  u.unit_id, u.canonical_name, u.unit_type,
  count(a.task_id) AS tasks,
  count(a.task_id) FILTER (a.through IS NULL AND a.role = 'lead') AS leads,
  count(a.task_id) FILTER (a.through IS NULL AND a.role <> 'lead') AS named,
  count(a.task_id) FILTER (a.through IS NOT NULL) AS through
FROM units u LEFT JOIN memory.answering a USING (unit_id)
GROUP BY 1, 2, 3
ORDER BY tasks DESC, u.canonical_name
