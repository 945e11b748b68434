-- Readers who press and ask: arg 1 names a file with a request on each line, as method, path, cookies, token, network
-- and body, apart by tabs. They are sent in this order, over and over.
dofile("report.lua")

local requests, position = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local method, path, cookies, token, network, body = line:match("(.-)\t(.-)\t(.-)\t(.-)\t(.-)\t(.*)")
    local headers = {
      ["Accept"] = "application/json",
      ["Accept-Encoding"] = "gzip, br, zstd",
      ["Content-Type"] = "application/x-www-form-urlencoded",
      ["Cookie"] = cookies,
      ["Host"] = wrk.headers["Host"],
      ["X-CSRFToken"] = token,
      ["X-Forwarded-For"] = network,
    }
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  position = position % #requests + 1
  return requests[position]
end
