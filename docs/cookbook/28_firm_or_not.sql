-- for: 记者 / A journalist
-- zh: 各份文件里有多少数字只是“力争”?
-- en: How much is promised firmly, and how much only aspired to?
-- why: 力争, 争取, 力促 and 努力 are the words that leave a way out.
SELECT
  document_title,
  count(*) FILTER (modality = 'firm') AS firm,
  count(*) FILTER (modality = 'aspirational') AS aspirational
FROM target_facts
WHERE is_counted
GROUP BY document_title
ORDER BY aspirational DESC, document_title
