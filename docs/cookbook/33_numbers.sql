-- for: 数据工程师 / A data engineer
-- zh: 文中每个数字都去了哪里?
-- en: What became of every number in the texts?
-- why: Each run of digits stands in `numerals` once, with what it is there for, so that none is dropped in silence.
SELECT role, zh AS 作用, count(*) AS numbers
FROM once.numerals n
JOIN meta.vocabulary v ON v.vocabulary = 'NumeralRole' AND v.word = n.role
GROUP BY ALL
ORDER BY numbers DESC, role
