-- Which unit answers for which task: the view unit_tasks as far as other queries need it, worked out once for all of them.
SELECT unit_id, task_id, role, through FROM unit_tasks
