-- Views by readers of whom each comes once, for wrk: `wrk -s beacons.lua URL -- SEED NUMBER NUMBER …` (the articles').
dofile("report.lua")

local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("place", threads)
end

function init(arguments)
  seed, readers, articles = arguments[1], 0, {}
  for at = 2, #arguments do
    articles[#articles + 1] = arguments[at]
  end
end

function request()
  readers = readers + 1
  return wrk.format("POST", "/count/", {
    ["Content-Type"] = "application/x-www-form-urlencoded;charset=UTF-8",
    ["Sec-Fetch-Site"] = "same-origin",
    ["Accept-Language"] = string.format("vi, en;q=0.%s-%d-%d", seed, place, readers),
    ["User-Agent"] = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
  }, "article=" .. articles[readers % #articles + 1] .. "&event=view")
end
