local id = redis.call('XADD', KEYS[1], '*', 'check', '1')
redis.call('XDEL', KEYS[1], id)
return redis.call('EXPIRE', KEYS[1], 86400)
