-- zh: 答复: 每行一份建议提案答复, 附其承诺数; 不含联系人一列
-- en: one row a reply to a deputy's proposal with how much it reports and promises; without the column of the personal contact
-- document_id: 答复文件 / The reply's document
-- proposal_number: 建议提案号 / Number of the proposal
-- proposal_title: 建议提案标题 / Title of the proposal
-- proposal_body [ProposalBody]: 受理机构: 人大或政协 / Congress or consultative conference
-- session: 届次, 照原文 / The session, as written
-- addressee: 提出人 / Who moved it
-- handling_result: 办理结果 / Result class of the handling
-- answered_on: 答复日期 / Day of the reply
-- place: 地方 / The division whose government answers
-- tasks_done: 已做事项数 / How many tasks it reports as carried out
-- tasks_planned: 下一步事项数 / How many it plans
-- targets: 目标数 / How many numbers it promises, each counted once
-- achievements: 成果数 / How many results it reports in numbers
WITH counted AS (
  SELECT
    document_id,
    count(*) FILTER (status = 'done') AS tasks_done,
    count(*) FILTER (status = 'planned') AS tasks_planned
  FROM tasks
  GROUP BY document_id
)
SELECT
  r.document_id,
  r.proposal_number,
  r.proposal_title,
  r.proposal_body,
  r.session,
  r.addressee,
  r.handling_result,
  d.dated_on AS answered_on,
  d.place,
  coalesce(c.tasks_done, 0) AS tasks_done,
  coalesce(c.tasks_planned, 0) AS tasks_planned,
  d.targets,
  d.achievements
FROM replies r
JOIN document_facts d USING (document_id)
LEFT JOIN counted c USING (document_id)
