-- Indicators with one number alone: searched for, they lead to its number.
WITH numbers AS (
  SELECT indicator_id, document_id, value_start, value_end FROM "once".targets WHERE restates_target_id IS NULL
  UNION ALL SELECT indicator_id, document_id, value_start, value_end FROM "once".achievements
)
SELECT i.canonical_name, any_value(n.document_id) AS document_id, 
  any_value(n.value_start) AS char_start, any_value(n.value_end) AS char_end
FROM indicators i JOIN numbers n USING (indicator_id)
GROUP BY i.indicator_id, i.canonical_name HAVING count(*) = 1
ORDER BY i.canonical_name
