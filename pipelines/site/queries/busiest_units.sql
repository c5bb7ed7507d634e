-- The units that most tasks name themselves, with what else they answer for through a collective.
WITH answered AS (
  SELECT unit_id, task_id, bool_or(through IS NULL) AS is_named, bool_or(through IS NULL AND role = 'lead') AS is_lead
  FROM unit_tasks GROUP BY 1, 2
)
SELECT
  u.unit_id, u.canonical_name,
  count(*) FILTER (a.is_lead) AS leads,
  count(*) FILTER (a.is_named AND NOT a.is_lead) AS named,
  count(*) FILTER (NOT a.is_named) AS through
FROM units u JOIN answered a USING (unit_id)
GROUP BY 1, 2
ORDER BY leads + named DESC, u.canonical_name
LIMIT 12
