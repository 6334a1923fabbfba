redis.call('XADD', KEYS[1], 'MAXLEN', 1, '*', 'wake', 'up')
return redis.call('EXPIRE', KEYS[1], 86400)
