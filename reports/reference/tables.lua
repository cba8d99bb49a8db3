-- Columns as wide as what stands in them asks for; without this all would be alike.
function Table(t)
  local widths, sum = {}, 0
  local simple = pandoc.utils.to_simple_table(t)
  local rows = simple.rows
  table.insert(rows, simple.headers)
  for i in ipairs(t.colspecs) do
    local widest = 10
    for _, row in ipairs(rows) do
      local text = pandoc.utils.stringify(row[i])
      local word = 0
      for each in text:gmatch("%S+") do word = math.max(word, utf8.len(each) or #each) end
      widest = math.max(widest, math.min(utf8.len(text) or #text, 40), math.min(word, 24))
    end
    widths[i] = widest
    sum = sum + widest
  end
  for i, spec in ipairs(t.colspecs) do t.colspecs[i] = {spec[1], widths[i] / sum} end
  return t
end
