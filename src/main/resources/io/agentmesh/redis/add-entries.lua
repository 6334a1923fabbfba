redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
local ids = {}
for i = 3, #ARGV, 2 do
  if ARGV[i + 1] ~= '' then
    redis.call('XACK', KEYS[1], ARGV[1], ARGV[i + 1])
    redis.call('XDEL', KEYS[1], ARGV[i + 1])
  end
  ids[#ids + 1] = redis.call('XADD', KEYS[1], '*', ARGV[2], ARGV[i])
end
return ids
