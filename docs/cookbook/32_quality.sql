-- for: 数据工程师 / A data engineer
-- zh: 抽取结果有多可靠?
-- en: How far can the rows be trusted?
-- why: Measured against hand annotations of documents that nobody who wrote the rules had read; `meta.release.quality_is_current` says whether by this very version.
SELECT metric, precision, recall, f1, annotated
FROM meta.quality
WHERE documents = 'blind'
  AND metric IN ('tasks (found)', 'responsible units (canonical, role)', 'targets (found)', 'targets (strict)', 'deadlines (interval)', 'links')
ORDER BY f1 DESC, metric
