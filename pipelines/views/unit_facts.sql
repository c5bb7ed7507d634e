-- zh: 单位: 每行一个责任主体及其任务数、目标数
-- en: one row a unit with how many tasks and targets it answers for
-- unit_id: 单位编号 / The unit
-- unit: 单位, 规范全称 / Its canonical name
-- unit_type [UnitType]: 单位类型 / Kind of unit
-- is_collective: 是否统称 / True for a collective such as every county
-- place: 地方 / The division that it belongs to
-- present_unit: 现承接单位 / Who has its duties now; itself where nobody took over
-- tasks: 任务数 / How many tasks it answers for, through collectives too
-- tasks_led: 牵头任务数 / Those that it leads
-- tasks_through: 经由统称的任务数 / Those in which a collective alone stands for it
-- targets: 目标数 / How many targets stand in its tasks, each counted once
-- documents: 文件数 / How many documents give it tasks
WITH counted AS (
  SELECT
    unit_id,
    any_value(present_unit_id) AS present_unit_id,
    count(*) AS tasks,
    count(*) FILTER (role = 'lead') AS tasks_led,
    count(*) FILTER (through IS NOT NULL) AS tasks_through,
    count(DISTINCT document_id) AS documents
  FROM unit_tasks
  GROUP BY unit_id
),
promised AS (SELECT unit_id, count(*) AS targets FROM unit_targets GROUP BY unit_id)
SELECT
  u.unit_id,
  u.canonical_name AS unit,
  u.unit_type,
  u.is_collective,
  p.name AS place,
  coalesce(n.canonical_name, u.canonical_name) AS present_unit,
  coalesce(c.tasks, 0) AS tasks,
  coalesce(c.tasks_led, 0) AS tasks_led,
  coalesce(c.tasks_through, 0) AS tasks_through,
  coalesce(t.targets, 0) AS targets,
  coalesce(c.documents, 0) AS documents
FROM units u
LEFT JOIN counted c USING (unit_id)
LEFT JOIN promised t USING (unit_id)
LEFT JOIN units n ON n.unit_id = c.present_unit_id
LEFT JOIN meta.places p ON p.code = u.jurisdiction_code
