-- Which state folder a worker id belongs to, and until when nobody else may register it; both empty where the worker doesn't say.
alter table workers add column instance text not null default '';
alter table workers add column instance_until text not null default '';
