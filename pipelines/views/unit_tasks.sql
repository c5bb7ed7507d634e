-- zh: 单位任务: 每行一个单位与它负责的一项任务, 统称(如各县(市、区)政府)展开到当时的成员单位
-- en: one row a unit and a task that it answers for; a collective (各县(市、区)政府) stands for its members at that time
-- unit_id: 单位编号 / The unit
-- unit: 单位, 规范全称 / Its canonical name
-- present_unit_id: 现承接单位编号 / The unit that has its duties now: the last of those that took over, else itself
-- role [UnitRole]: 责任方式: 牵头、责任或配合 / lead, responsible or support
-- through: 经由统称; 直接点名为空 / The collective that it is a member of; NULL where it is named itself
-- task_id: 任务编号 / The task
-- title: 任务标题 / The task's title
-- status [TaskStatus]: 任务状态 / planned, or done where it reports
-- due_on: 完成期限 / The task's last day
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- mention: 名单中的写法 / The words that name it in the responsibility list
-- quote: 任务原文 / The task's own words
-- evidence_path: 原文地址, 相对于发布目录 / Where the task stands on its page, relative to the release
WITH RECURSIVE taken_over AS (
  SELECT unit_id, unit_id AS now, succeeded_by AS next FROM units
  UNION ALL
  SELECT t.unit_id, u.unit_id, u.succeeded_by FROM taken_over t JOIN units u ON u.unit_id = t.next
),
present AS (SELECT unit_id, now FROM taken_over WHERE next IS NULL),
named AS (
  SELECT tu.unit_id, tu.task_id, tu.role, tu.quote AS mention, NULL::VARCHAR AS through FROM task_units tu
  UNION ALL
  SELECT m.member_unit_id, tu.task_id, tu.role, tu.quote, c.canonical_name
  FROM task_units tu
  JOIN unit_members m USING (unit_id)
  JOIN units c USING (unit_id)
  JOIN documents d USING (document_id)
  WHERE coalesce(d.issued_on, d.published_on, d.period_start) IS NULL
    OR coalesce(d.issued_on, d.published_on, d.period_start)
      BETWEEN coalesce(m.valid_from, DATE '0001-01-01') AND coalesce(m.valid_to, DATE '9999-12-31')
)
SELECT
  n.unit_id,
  u.canonical_name AS unit,
  coalesce(p.now, n.unit_id) AS present_unit_id,
  n.role,
  n.through,
  n.task_id,
  t.title,
  t.status,
  t.due_on,
  t.document_id,
  coalesce(d.title, d.document_id) AS document_title,
  n.mention,
  t.quote,
  evidence_path(t.document_id, t.char_start, t.char_end) AS evidence_path
FROM named n
JOIN units u USING (unit_id)
LEFT JOIN present p USING (unit_id)
JOIN tasks t USING (task_id)
JOIN documents d ON d.document_id = t.document_id AND d.duplicate_of IS NULL
ORDER BY u.canonical_name, t.document_id, t.char_start, n.through NULLS FIRST
