-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 我们是技术转移中介机构, 能得到什么?
-- en: We are an agency for technology transfer: what can we get?
-- why: Search the beneficiary. The same reward may have a rate and a cap, which are two rows of one sentence.
SELECT 受益对象, 支持形式, 金额类型, 数值, 计量单位, 比例的基数, 原句
FROM 中文."奖补"
WHERE 受益对象 LIKE '%中介%' OR 受益对象 LIKE '%技术转移%'
ORDER BY 所在文件, 原文起始偏移, 奖补编号
