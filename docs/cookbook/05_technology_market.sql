-- for: 市政策研究室 / A city's research office
-- zh: 各地对技术交易额定了什么目标?
-- en: What do the cities want of their technology markets?
-- why: The indicators differ in words from city to city, so search in them. The schema `中文` has the same views under Chinese names, with Chinese words for what is written next to a number.
SELECT 地方, 指标, 口径, 比较关系, 目标值, 计量单位, 完成期限
FROM 中文."目标"
WHERE 指标 LIKE '%技术%交易%' AND 是否计入
ORDER BY 地方, 目标值
