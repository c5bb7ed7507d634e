SELECT count(*) AS count FROM targets_counted_once WHERE due_on IS NULL
