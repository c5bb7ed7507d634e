-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 有哪些奖补, 给谁, 多少?
-- en: What support is on offer, for whom and how much?
-- why: One row a sum or rate. Look at `period_end`: this plan ended in 2018, so ask whether the promise still holds; `subsidies_on('2018-06-30')` has those of a day.
SELECT beneficiary, form, amount_kind, value, unit, basis, period_end, place
FROM subsidies
ORDER BY document_id, char_start, incentive_id
