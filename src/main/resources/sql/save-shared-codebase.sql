insert into codebases (id, name, path, description, agent_config, status, worker_id, registered_at)
values (:#codebase_id, :#name, :#path, :#description, :#agent_config, 'active', null, :#now)
on conflict (name) where worker_id is null do update set
  description = coalesce(excluded.description, codebases.description),
  agent_config = coalesce(excluded.agent_config, codebases.agent_config)
