-- Every carrier with where it is named first.
WITH named AS (
  SELECT platform_id, count(*) AS mentions, min_by({d: document_id, s: char_start, e: char_end}, (document_id, char_start)) AS first
  FROM "once".platform_mentions WHERE platform_id IS NOT NULL GROUP BY 1
)
SELECT
  p.platform_id, p.canonical_name, p.platform_type, p.level, p.jurisdiction_code, n.mentions,
  n.first.d AS document_id, n.first.s AS char_start, n.first.e AS char_end
FROM platforms p JOIN named n USING (platform_id)
ORDER BY p.platform_type, p.level NULLS LAST, p.canonical_name
