-- Named carriers by type and level.
SELECT platform_type,
  count(*) FILTER (level = 'national') AS national, count(*) FILTER (level = 'provincial') AS provincial,
  count(*) FILTER (level = 'municipal') AS municipal, count(*) FILTER (level = 'county') AS county,
  count(*) FILTER (level IS NULL) AS unsaid
FROM platforms GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 12
