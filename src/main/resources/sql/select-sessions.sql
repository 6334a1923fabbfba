select session
from sessions
where codebase_id = :#codebase_id
order by updated_at desc, id
limit :#limit offset :#since
