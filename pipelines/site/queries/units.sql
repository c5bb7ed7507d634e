-- Every unit with how much it answers for, the busiest first: as lead, otherwise by its name, through a collective alone.
WITH answered AS (
  SELECT unit_id, task_id, bool_or(through IS NULL) AS is_named, bool_or(through IS NULL AND role = 'lead') AS is_lead
  FROM unit_tasks GROUP BY 1, 2
)
SELECT
  u.unit_id, u.canonical_name, u.unit_type,
  count(a.task_id) AS tasks,
  count(*) FILTER (a.is_lead) AS leads,
  count(*) FILTER (a.is_named AND NOT a.is_lead) AS named,
  count(*) FILTER (NOT a.is_named) AS through
FROM units u LEFT JOIN answered a USING (unit_id)
GROUP BY 1, 2, 3
ORDER BY tasks DESC, u.canonical_name
