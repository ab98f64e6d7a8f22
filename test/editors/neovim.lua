-- Uses the set-up of docs/editors.md as a person does, and ends with status 1 and a reason where something is not so.
local function fail(reason)
  io.stderr:write(reason .. "\n")
  vim.cmd("cquit 1")
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 5000) or {}
  for _, answer in pairs(answers) do
    if answer.result then return answer.result end
  end
  fail("no answer to " .. method)
end

local function at(line, character)
  local position = { line = line, character = character }
  return { textDocument = vim.lsp.util.make_text_document_params(), position = position }
end

local function check()
  vim.wait(8000, function() return #vim.diagnostic.get(0) > 0 end, 20)
  local broken
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.message:find("no target", 1, true) then broken = diagnostic end
  end
  if not broken then fail("the mount entry without a target is not diagnosed") end

  local hover = ask("textDocument/hover", at(0, 1))
  if not hover.contents.value:find("arch", 1, true) then fail("the hover does not name the key") end

  vim.api.nvim_buf_set_lines(0, 1, 1, false, { "on" })
  local offered = ask("textDocument/completion", at(1, 2))
  local labels = vim.tbl_map(function(item) return item.label end, offered.items or offered)
  if not vim.tbl_contains(labels, "onboot") then fail("onboot is not offered") end
  vim.api.nvim_buf_set_lines(0, 1, 2, false, {})

  local place = at(broken.lnum, broken.col)
  local range = { start = place.position, ["end"] = place.position }
  local context = { diagnostics = {}, only = { "quickfix" } }
  local actions = ask("textDocument/codeAction", { textDocument = place.textDocument, range = range, context = context })
  vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
  vim.cmd("write")
  vim.cmd("quit")
end

local ok, reason = pcall(check)
if not ok then fail(tostring(reason)) end
