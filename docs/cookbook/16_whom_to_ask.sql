-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 奖补该找哪个部门?
-- en: Whom do we ask about it?
-- why: The units that answer for the task which promises the support; collectives such as 各县(市、区)政府 stand as one.
SELECT task_title, units, count(*) AS sums_and_rates
FROM subsidies
GROUP BY ALL
ORDER BY sums_and_rates DESC, task_title
