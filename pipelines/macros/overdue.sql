-- zh: 逾期事项: 每行一个到某日已过期限、且截至该日最后一次能判断的报告未表明已完成的目标或计划任务; 期限之后才完成的也算完成; 每年的数量只在其最后一日列一次
-- en: one row a target or planned task whose last day is before a day, and that the last report up to that day that decides does not show as met; met late is met; a yearly amount stands there once, on the last day up to which it recurs
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
-- recurrence [Recurrence]: 频次: 一次或每年 / Whether the target is of every year up to the last day
-- reported_value: 最近报告值 / What was reported of the target last, up to that day, in the result's own unit; NULL where nothing was
-- reported_on: 报告截至日期 / The day of that result
-- is_met: 是否达到; 报告表明未达到为否 / False where a report says that it is not met; NULL where none decides, or nothing was reported
-- units: 责任单位 / Who answers for it; NULL where nobody is named
-- deadline_basis [DeadlineBasis]: 期限依据 / Where the last day comes from
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原文: 目标原句或任务原文 / The target's sentence, or the task's words
-- char_start: 原文起始偏移 / Offset at which the sentence or task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where it stands on its page, relative to the release
-- Results after a target's last day are in no pair of `progress`: a level may be reached late. They are judged as
-- extractors/engine/progress.py judges, but for a number without more whose sentence speaks of falling, which stays open.
WITH late AS (
  SELECT
    t.target_id,
    a.achievement_id,
    a.value_normalized AS reached,
    a.comparator AS told,
    t.value_normalized AS to_reach,
    t.value_max * t.value_normalized / nullif(t.value, 0) AS at_most,
    CASE
      WHEN t.comparator <> 'eq' THEN t.comparator
      WHEN regexp_matches(t.quote, '减|降|压|缩|精简|整合|控制|回落') THEN 'eq'
      WHEN i.accrual IN ('stock', 'flow') THEN 'gte'
      ELSE 'eq'
    END AS asked
  FROM targets t
  JOIN achievements a USING (series_id)
  JOIN indicators i ON i.indicator_id = t.indicator_id
  WHERE t.measure = 'level' AND t.recurrence = 'once' AND a.as_of > t.due_on AND NOT a.is_part_year
    AND a.unit_normalized IS NOT DISTINCT FROM t.unit_normalized
    AND (strftime(a.as_of, '%m-%d') = '12-31' OR NOT coalesce(i.accrual = 'flow', i.unit_dimension IN ('money', 'persons'), false))
),
judged AS (
  SELECT target_id, achievement_id, is_met FROM progress
  UNION ALL
  SELECT
    target_id,
    achievement_id,
    CASE
      WHEN asked IN ('gte', 'gt') AND told IN ('eq', 'gte', 'gt') THEN
        CASE WHEN reached > to_reach OR (asked = 'gte' AND reached = to_reach) THEN true WHEN told = 'eq' THEN false END
      WHEN asked IN ('lte', 'lt') AND told IN ('eq', 'lte', 'lt') THEN
        CASE WHEN reached < to_reach OR (asked = 'lte' AND reached = to_reach) THEN true WHEN told = 'eq' THEN false END
      WHEN asked = 'range' AND told = 'eq' THEN
        CASE WHEN reached BETWEEN to_reach AND at_most THEN true WHEN reached < to_reach THEN false END
      WHEN asked = 'eq' AND told = 'eq' AND reached = to_reach THEN true
    END
  FROM late
),
reported AS (
  SELECT
    j.target_id,
    -- Of reports of one day, one that says met is enough.
    max_by(j.is_met, (a.as_of, j.is_met)) FILTER (j.is_met IS NOT NULL) AS is_met,
    max_by(a.value, (a.as_of, a.achievement_id)) AS value,
    max(a.as_of) AS as_of
  FROM judged j
  JOIN achievements a USING (achievement_id)
  SEMI JOIN documents_in_force d ON d.document_id = a.document_id
  WHERE a.as_of <= on_day::DATE
  GROUP BY j.target_id
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
  d.recurrence,
  r.value AS reported_value,
  r.as_of AS reported_on,
  r.is_met,
  d.units,
  d.deadline_basis,
  d.place,
  d.document_id,
  d.document_title,
  d.quote,
  d.char_start,
  d.evidence_path
FROM due d
LEFT JOIN reported r ON d.what = 'target' AND r.target_id = d.row_id
WHERE d.due_on < on_day::DATE AND NOT coalesce(r.is_met, false)
ORDER BY d.due_on, d.document_id, d.char_start, d.row_id
