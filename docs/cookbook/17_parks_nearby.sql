-- for: 找补贴的企业 / A company that looks for subsidies
-- zh: 规划里点了石家庄一带的哪些园区和基地?
-- en: Which parks and bases around 石家庄 do the plans name?
-- why: `place_code` is what the name itself tells, 1301 for 石家庄 and its counties, so a base whose name tells no place is not among them.
SELECT name, platform_type, level, place, mentions, evidence_path
FROM platform_facts
WHERE place_code LIKE '1301%' AND platform_type IN ('基地', '产业园', '经开区', '高新区', '科技城')
ORDER BY mentions DESC, name
