-- zh: 查原文: 每行一处含某些字词的目标、任务、成果或奖补原句; 任务取其中第一个含有的句子
-- en: one row a target, task, result or incentive whose sentence contains some words; of a task the first sentence that does
-- $words: 字词 / The words
-- what [target 目标, task 任务, achievement 成果, incentive 奖补]: 类别 / target, task, achievement or incentive
-- row_id: 编号 / Id of the row
-- title: 事项: 指标、任务标题或受益对象 / The indicator, the task's title, or the beneficiary
-- place: 地方 / The division whose government speaks
-- document_id: 所在文件 / The document
-- document_title: 文件标题, 无标题时为文件编号 / Its title; its id where it has none
-- quote: 原句 / The sentence that contains the words
-- char_start: 原文起始偏移 / Offset at which the sentence starts in the document's text
-- evidence_path: 原文地址, 相对于发布目录 / Where the sentence stands on its page, relative to the release
WITH found AS (
  SELECT 'target' AS what, target_id AS row_id, indicator AS title, document_id, char_start, quote, value_start AS first, value_end AS last
  FROM targets WHERE contains(quote, words)
  UNION ALL
  SELECT 'achievement', achievement_id, indicator, document_id, char_start, quote, value_start, value_end
  FROM achievements WHERE contains(quote, words)
  UNION ALL
  SELECT 'incentive', incentive_id, beneficiary, document_id, char_start, quote, value_start, value_end
  FROM incentives WHERE contains(quote, words)
  UNION ALL
  SELECT 'task', task_id, title, document_id, char_start + strpos(quote, sentence) - 1 AS start, sentence, start, start + length(sentence)
  FROM (
    SELECT *, trim(
      regexp_extract(quote, '[^。；;\n]*' || regexp_escape(words) || '[^。；;\n]*'), chr(32) || chr(9) || chr(13) || chr(160) || chr(12288)
    ) AS sentence
    FROM tasks WHERE contains(quote, words)
  )
)
SELECT
  f.what,
  f.row_id,
  f.title,
  d.place,
  f.document_id,
  d.document_title,
  f.quote,
  f.char_start,
  evidence_path(f.document_id, f.first, f.last) AS evidence_path
FROM found f
JOIN documents_once d USING (document_id)
ORDER BY f.document_id, f.char_start, f.what, f.row_id
