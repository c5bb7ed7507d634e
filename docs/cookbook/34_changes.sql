-- for: 数据工程师 / A data engineer
-- zh: 与上一个发布相比, 变了什么?
-- en: What did the last document change?
-- why: `changes_since` compares with another release's file; here with a release of the same documents without the reply. `planhouse release diff` knows more ways to recognise a row, and more tables.
SELECT table_name, event, count(*) AS rows, first(quote_after ORDER BY id) AS for_example
FROM changes_since('earlier/planhouse.duckdb')
GROUP BY ALL
ORDER BY ALL
