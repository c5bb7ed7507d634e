SELECT indicator_id FROM indicators ORDER BY indicator_id
