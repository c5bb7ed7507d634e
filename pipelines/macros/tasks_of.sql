-- zh: 查单位任务: 每行一项某单位负责的任务, 含其机构改革前后的名称与统称(如各县(市、区)政府); 简称(如市教育局)在各市通用, 各地的同名单位都在内, 见 unit 和 place 两列
-- en: one row a task of a unit, under its former and later names and through collectives too; a short name (市教育局) is that of every city's unit: `unit` and `place` tell them apart
-- $unit_name: 单位名称: 规范全称、文中用名, 或地方名(指其政府) / Its canonical name, a name that documents use, or a place for its government
-- unit: 单位, 规范全称 / The unit that the task names or a member of the collective that it names
-- role [UnitRole]: 责任方式: 牵头、责任或配合 / lead, responsible or support
-- through: 经由统称; 直接点名为空 / The collective that it is a member of; NULL where it is named itself
-- task_id: 任务编号 / The task
-- title: 任务标题 / The task's title
-- status [TaskStatus]: 任务状态 / planned, or done where it reports
-- due_on: 完成期限 / The task's last day
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- mention: 名单中的写法 / The words that name it in the responsibility list
-- quote: 任务原文 / The task's own words
-- char_start: 原文起始偏移 / Offset at which the task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the task stands on its page, relative to the release
WITH RECURSIVE asked AS (
  SELECT unit_id FROM units
  WHERE canonical_name IN (unit_name, unit_name || '人民政府') OR list_contains(aliases, unit_name)
),
later AS (
  SELECT unit_id FROM asked
  UNION
  SELECT u.succeeded_by FROM later l JOIN units u USING (unit_id) WHERE u.succeeded_by IS NOT NULL
),
earlier AS (
  SELECT unit_id FROM asked
  UNION
  SELECT u.unit_id FROM earlier e JOIN units u ON u.succeeded_by = e.unit_id
)
SELECT
  unit, role, through, task_id, title, status, due_on, place, document_id, document_title, mention, quote, char_start,
  evidence_path
FROM unit_tasks
WHERE unit_id IN (SELECT unit_id FROM later UNION SELECT unit_id FROM earlier)
ORDER BY document_id, unit, due_on, char_start
