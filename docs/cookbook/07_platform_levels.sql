-- for: 市政策研究室 / A city's research office
-- zh: 文件点名了哪些国家级、省级平台载体?
-- en: Which national and provincial carriers do the documents name?
-- why: A level is told only where the name, the text or the list of approved zones says it; NULL is not the lowest level. Only names count here, not "省级以上重点实验室11家".
SELECT 级别, 平台类别, sum(平台数)::INT AS 平台数, list_sort(flatten(list(平台名称))) AS 平台名称
FROM 中文."平台统计"
WHERE 级别 IS NOT NULL
GROUP BY 级别, 平台类别
ORDER BY 级别, 平台数 DESC, 平台类别
