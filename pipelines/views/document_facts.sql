-- zh: 文件: 每行一份文件, 附其任务、目标、成果、奖补和未解段落数; 已被新版本取代的也在内, 见 is_in_force
-- en: one row a document with how many tasks, targets, results, incentives and unresolved passages it has; superseded ones among them, `is_in_force` tells
-- document_id: 文件编号 / The document
-- title: 标题 / Its title
-- document_type [DocumentType]: 文种 / Kind of document
-- place: 地方 / The division whose government speaks
-- document_number: 文号 / Its own number
-- dated_on: 日期: 成文日期, 否则发布日期 / Day of signing, else of publication
-- period_start: 规划期起始日 / First day of its own period
-- period_end: 规划期截止日 / Last day of its own period
-- is_complete: 全文是否完整 / False where the text starts or stops in the middle
-- supersedes: 所取代的旧文件 / The older version that it replaces
-- is_in_force: 是否有效; 已有新版本取代的为否 / False where the release holds a newer version that supersedes it
-- characters: 正文字符数 / Length of its text
-- tasks: 任务数 / How many tasks
-- targets: 目标数, 不含重述与合计 / How many targets, without restatements and totals
-- achievements: 成果数 / How many reported results
-- incentives: 奖补数 / How many promised sums or rates of support
-- unresolved: 未解段落数 / How many passages in scope that no rule understood
WITH counts AS (
  SELECT 'tasks' AS what, document_id FROM tasks
  UNION ALL SELECT 'targets', document_id FROM targets WHERE restates_target_id IS NULL AND NOT is_total
  UNION ALL SELECT 'achievements', document_id FROM achievements
  UNION ALL SELECT 'incentives', document_id FROM incentives
  UNION ALL SELECT 'unresolved', document_id FROM unresolved
),
counted AS (
  SELECT
    document_id,
    count(*) FILTER (what = 'tasks') AS tasks,
    count(*) FILTER (what = 'targets') AS targets,
    count(*) FILTER (what = 'achievements') AS achievements,
    count(*) FILTER (what = 'incentives') AS incentives,
    count(*) FILTER (what = 'unresolved') AS unresolved
  FROM counts
  GROUP BY document_id
)
SELECT
  d.document_id,
  d.title,
  d.document_type,
  o.place,
  d.document_number,
  o.dated_on,
  d.period_start,
  d.period_end,
  d.is_complete,
  d.supersedes,
  o.is_in_force,
  d.char_count AS characters,
  coalesce(c.tasks, 0) AS tasks,
  coalesce(c.targets, 0) AS targets,
  coalesce(c.achievements, 0) AS achievements,
  coalesce(c.incentives, 0) AS incentives,
  coalesce(c.unresolved, 0) AS unresolved
FROM documents d
JOIN documents_once o USING (document_id)
LEFT JOIN counted c USING (document_id)
