local found = {}
for _, stream in ipairs(KEYS) do
    if #found < tonumber(ARGV[3]) then
        local read = redis.call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', 1, 'STREAMS', stream, '>')
        if read then
            local entry = read[1][2][1]
            found[#found + 1] = {stream, entry[1], entry[2]}
        end
    end
end
return found
