-- Every number of the wanted indicators, with what the other side of a pair says of it; its order stands with its reader.
WITH numbers AS (
  SELECT indicator_id, target_id AS row_id, true AS is_target, series_id, place_code, measure, unit_normalized, recurrence, per,
    due_on AS on_day, comparator, value_text, value_normalized, unit, document_id, char_start, value_start, value_end, quote
  FROM "once".targets WHERE restates_target_id IS NULL
  UNION ALL
  SELECT indicator_id, achievement_id, false, series_id, place_code, measure, unit_normalized, recurrence, per,
    as_of, comparator, value_text, value_normalized, unit, document_id, char_start, value_start, value_end, quote
  FROM "once".achievements
),
compared AS (
  SELECT target_id AS row_id, list({value_gap: value_gap, is_met: is_met, basis: basis} ORDER BY achievement_id) AS compared
  FROM progress GROUP BY 1
)
SELECT n.*, d.title AS document_title, coalesce(c.compared, []) AS compared
FROM numbers n
JOIN documents d USING (document_id)
LEFT JOIN compared c USING (row_id)
WHERE n.indicator_id IN (FROM wanted)
