select message
from session_messages
where codebase_id = :#codebase_id and session_id = :#session_id
order by created_at, id
limit :#limit offset :#since
