SELECT role, count(*) AS count FROM "once".numerals GROUP BY 1 ORDER BY 2 DESC, 1
