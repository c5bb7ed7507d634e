-- zh: 平台统计: 每行一类、一级、一地的平台载体数
-- en: one row a class, level and place of carriers with their number
-- platform_type: 平台类别, 中文类名 / The Chinese class noun
-- level [CarrierLevel]: 级别; 未写明为空 / National, provincial, municipal or county; NULL where no text says
-- place: 地方, 按名称所示 / The division that the names tell; NULL where they tell none
-- place_code: 行政区划代码 / Its six digits of GB/T 2260
-- platforms: 平台数 / How many carriers
-- names: 平台名称 / Their names
SELECT platform_type, level, place, place_code, count(*) AS platforms, list(name ORDER BY name) AS names
FROM platform_facts
GROUP BY platform_type, level, place, place_code
