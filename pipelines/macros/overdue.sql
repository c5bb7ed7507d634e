-- zh: 逾期事项: 每行一个到某日已过期限、且没有报告表明已完成的目标或计划任务
-- en: one row a target or planned task whose last day is before a day, and that no report up to that day shows as met
-- $on_day: 日期: 截至哪一天 / The day that is asked for
-- days: 逾期天数 / How many days its last day has passed
-- due_on: 完成期限 / The last day
-- what [target 目标, task 任务]: 类别: 目标或任务 / target or task
-- row_id: 编号 / Id of the target or task
-- title: 事项: 指标或任务标题 / The indicator, or the task's title
-- comparator [Comparator]: 比较关系 / What is written next to the target's number
-- value: 目标值 / The target's number
-- value_max: 区间上限 / Upper bound of a range
-- unit: 计量单位 / Its unit of measure
-- reported_value: 最近报告值 / What was reported of the target last, up to that day, in the result's own unit; NULL where nothing was
-- reported_on: 报告截至日期 / The day of that result
-- units: 责任单位 / Who answers for it; NULL where nobody is named
-- deadline_basis [DeadlineBasis]: 期限依据 / Where the last day comes from
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原文: 目标原句或任务原文 / The target's sentence, or the task's words
-- evidence_path: 原文地址, 相对于发布目录 / Where it stands on its page, relative to the release
WITH reported AS (
  SELECT
    p.target_id,
    coalesce(bool_or(p.is_met), false) AS is_met,
    arg_max(a.value, coalesce(a.as_of, DATE '0001-01-01')) AS value,
    max(a.as_of) AS as_of
  FROM progress p JOIN achievements a USING (achievement_id)
  WHERE a.as_of IS NULL OR a.as_of <= on_day::DATE
  GROUP BY p.target_id
)
SELECT
  on_day::DATE - d.due_on AS days,
  d.due_on,
  d.what,
  d.row_id,
  d.title,
  d.comparator,
  d.value,
  d.value_max,
  d.unit,
  r.value AS reported_value,
  r.as_of AS reported_on,
  d.units,
  d.deadline_basis,
  d.place,
  d.document_id,
  d.document_title,
  d.quote,
  d.evidence_path
FROM due d
LEFT JOIN reported r ON d.what = 'target' AND r.target_id = d.row_id
WHERE d.due_on < on_day::DATE AND NOT coalesce(r.is_met, false)
ORDER BY d.due_on, d.row_id
