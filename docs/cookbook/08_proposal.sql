-- for: 代表委员工作人员 / A deputy's staff
-- zh: 这份建议的答复做了什么、承诺了什么?
-- en: What came of our proposal?
-- why: One row a reply: what it reports as done, what it plans, how many numbers it promises. The column `contact` is in no view; a quote that holds a telephone number keeps it.
SELECT 建议提案号, 受理机构, 届次, 提出人, 办理结果, 答复日期, 已做事项数, 下一步事项数, 目标数, 成果数
FROM 中文."答复"
