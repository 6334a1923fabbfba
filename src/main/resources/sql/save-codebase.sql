insert into codebases (id, name, path, description, agent_config, status, worker_id, registered_at)
values (:#codebase_id, :#name, :#path, :#description, :#agent_config, 'active', :#worker_id, :#now)
on conflict (worker_id, path) do update set name = excluded.name,
  description = coalesce(excluded.description, codebases.description),
  agent_config = coalesce(excluded.agent_config, codebases.agent_config)
returning *
