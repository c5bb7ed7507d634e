-- zh: 序列: 每行一个序列, 即同一地方同一指标、口径与单位的目标和成果
-- en: one row a series: the targets and results of one place, indicator, measure and unit
-- series_id: 序列编号 / The series
-- place_code: 行政区划代码 / The division that its numbers are of
-- place_name: 所指地方 / Its name
-- indicator: 指标, 规范名称 / Canonical name of the indicator
-- indicator_class [IndicatorClass]: 指标类别 / What kind of thing is measured
-- measure [Measure]: 口径: 水平、增量、增速或降幅 / Level, increment, growth or reduction
-- unit: 计量单位, 换算后 / The normalised unit
-- targets: 目标数 / How many targets it has
-- results: 成果数 / How many reported results it has
-- documents: 文件数 / How many documents they stand in
-- first_on: 最早日期 / The first day that one of them is of
-- last_on: 最晚日期 / The last day that one of them is of
WITH numbers AS (
  SELECT series_id, place_code, indicator_id, measure, unit_normalized, document_id, due_on AS on_day, true AS is_target
  FROM targets WHERE restates_target_id IS NULL
  UNION ALL
  SELECT series_id, place_code, indicator_id, measure, unit_normalized, document_id, as_of, false
  FROM achievements
)
SELECT
  n.series_id,
  any_value(n.place_code) AS place_code,
  any_value(p.name) AS place_name,
  any_value(i.canonical_name) AS indicator,
  any_value(i.indicator_class) AS indicator_class,
  any_value(n.measure) AS measure,
  any_value(n.unit_normalized) AS unit,
  count(*) FILTER (n.is_target) AS targets,
  count(*) FILTER (NOT n.is_target) AS results,
  count(DISTINCT n.document_id) AS documents,
  min(n.on_day) AS first_on,
  max(n.on_day) AS last_on
FROM numbers n
JOIN documents_once d USING (document_id)
JOIN indicators i USING (indicator_id)
LEFT JOIN meta.places p ON p.code = n.place_code
WHERE n.series_id IS NOT NULL
GROUP BY n.series_id
ORDER BY n.series_id
