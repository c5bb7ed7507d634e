-- The units that most tasks name themselves, with what else they answer for through a collective.
SELECT
  unit_id, canonical_name,
  count(*) FILTER (through IS NULL AND role = 'lead') AS leads,
  count(*) FILTER (through IS NULL AND role <> 'lead') AS named,
  count(*) FILTER (through IS NOT NULL) AS through
FROM memory.answering JOIN units USING (unit_id)
GROUP BY unit_id, canonical_name
ORDER BY leads + named DESC, canonical_name
LIMIT 12
