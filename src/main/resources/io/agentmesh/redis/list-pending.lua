local left = {}
local function add(stream, pending, others)
    if pending.err then
        if string.find(pending.err, 'NOGROUP') then return end
        error(pending.err)
    end
    for _, entry in ipairs(pending) do
        if not others or entry[2] ~= ARGV[2] then
            left[#left + 1] = {stream, entry[1], entry[2], entry[4]}
        end
    end
end
for _, stream in ipairs(KEYS) do
    add(stream, redis.pcall('XPENDING', stream, ARGV[1], '-', '+', ARGV[4], ARGV[2]), false)
    add(stream, redis.pcall('XPENDING', stream, ARGV[1], 'IDLE', ARGV[3], '-', '+', ARGV[4]), true)
end
return left
