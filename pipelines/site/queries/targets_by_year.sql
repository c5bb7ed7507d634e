-- Targets by the year of their last day and by where that comes from.
SELECT year(due_on) AS due_year, count(*) FILTER (deadline_basis = 'explicit') AS stated,
  count(*) FILTER (deadline_basis <> 'explicit') AS inferred
FROM targets_counted_once WHERE due_on IS NOT NULL GROUP BY 1 ORDER BY 1
