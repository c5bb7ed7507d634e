-- zh: 单位任务: 每行一个单位与它负责的一项任务, 点名几次也只一行, 不含已被取代的文件; 统称(如各县(市、区)政府)展开到当时的成员单位
-- en: one row a unit and a task that it answers for, however often it is named there, of documents in force; a collective (各县(市、区)政府) stands for its members at that time
-- unit_id: 单位编号 / The unit
-- unit: 单位, 规范全称 / Its canonical name
-- present_unit_id: 现承接单位编号 / The unit that has its duties now: the last of those that took over, else itself
-- role [UnitRole]: 责任方式: 牵头、责任或配合, 有几种时取最重者 / lead, responsible or support; the strongest where it has several
-- through: 经由统称; 直接点名为空 / The collective that it is a member of; NULL where it is named itself
-- task_id: 任务编号 / The task
-- title: 任务标题 / The task's title
-- status [TaskStatus]: 任务状态 / planned, or done where it reports
-- due_on: 完成期限 / The task's last day
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- mention: 名单中的写法, 首次点名处 / The words that name it first in the responsibility list, itself where it is named itself
-- quote: 任务原文 / The task's own words
-- char_start: 原文起始偏移 / Offset at which the task starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the task stands on its page, relative to the release
WITH RECURSIVE taken_over AS (
  SELECT unit_id, unit_id AS now, succeeded_by AS next FROM units
  UNION ALL
  SELECT t.unit_id, u.unit_id, u.succeeded_by FROM taken_over t JOIN units u ON u.unit_id = t.next
),
present AS (SELECT unit_id, now FROM taken_over WHERE next IS NULL),
named AS (
  SELECT unit_id, task_id, role, quote AS mention, char_start, NULL::VARCHAR AS through FROM task_units
  UNION ALL
  SELECT m.member_unit_id, tu.task_id, tu.role, tu.quote, tu.char_start, c.canonical_name
  FROM task_units tu
  JOIN unit_members m USING (unit_id)
  JOIN units c USING (unit_id)
  JOIN documents_once d USING (document_id)
  WHERE coalesce(d.dated_on, d.period_start) IS NULL
    OR coalesce(d.dated_on, d.period_start)
      BETWEEN coalesce(m.valid_from, DATE '0001-01-01') AND coalesce(m.valid_to, DATE '9999-12-31')
),
-- A unit may be named twice, or both itself and through a collective: first() keeps NULL, which is to be named itself.
answered AS (
  SELECT
    unit_id,
    task_id,
    min_by(role, CASE role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 ELSE 2 END) AS role,
    first(through ORDER BY through IS NOT NULL, char_start, through) AS through,
    first(mention ORDER BY through IS NOT NULL, char_start, through) AS mention
  FROM named
  GROUP BY unit_id, task_id
)
SELECT
  a.unit_id,
  u.canonical_name AS unit,
  coalesce(p.now, a.unit_id) AS present_unit_id,
  a.role,
  a.through,
  a.task_id,
  t.title,
  t.status,
  t.due_on,
  d.place,
  t.document_id,
  d.document_title,
  a.mention,
  t.quote,
  t.char_start,
  evidence_path(t.document_id, t.char_start, t.char_end) AS evidence_path
FROM answered a
JOIN units u USING (unit_id)
LEFT JOIN present p USING (unit_id)
JOIN tasks t USING (task_id)
JOIN documents_in_force d ON d.document_id = t.document_id
ORDER BY u.canonical_name, t.document_id, t.char_start
