-- The units that most tasks name themselves, with what else they answer for through a collective.
SELECT
  unit_id, unit AS canonical_name,
  count(*) FILTER (through IS NULL AND role = 'lead') AS leads,
  count(*) FILTER (through IS NULL AND role <> 'lead') AS named,
  count(*) FILTER (through IS NOT NULL) AS through
FROM unit_tasks
GROUP BY unit_id, unit
ORDER BY leads + named DESC, unit
LIMIT 12
