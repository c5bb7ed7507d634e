-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 按比例的奖补, 封顶是多少?
-- en: Which rates have a cap?
-- why: Rate and cap side by side: 1‰ of the turnover, and no more than 100,000 yuan a year.
SELECT
  r.beneficiary, r.form, printf('%g%s', r.value, r.unit) AS rate, r.basis, printf('%g%s', c.value, c.unit) AS cap, r.evidence_path
FROM subsidies r
JOIN subsidies c ON c.document_id = r.document_id AND c.char_start = r.char_start AND c.beneficiary = r.beneficiary AND c.amount_kind = 'cap'
WHERE r.amount_kind = 'rate'
ORDER BY r.document_id, r.char_start, r.incentive_id
