// Tries grammar/credence.tmLanguage.json as editors do: its assertion files, then every rule file of the project, token by token,
// against what the language's own lexer and parser say (tokens.cpp). Usage: node check.mjs TOKENS ROOT FILE...
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
if (!existsSync(join(here, 'node_modules', 'vscode-textmate'))) {
  console.log('skipped: the packages of tests/editor are missing; ./dev setup installs them where npm is there')
  process.exit(77)
}
const require = createRequire(import.meta.url)
const textmate = require('vscode-textmate')
const oniguruma = require('vscode-oniguruma')

const [tokensProgram, root] = process.argv.slice(2)
const grammarFile = join(root, 'grammar', 'credence.tmLanguage.json')
let failed = 0

// 1. The assertion files.
const assertions = spawnSync(
  process.execPath,
  [join(here, 'node_modules/vscode-tmgrammar-test/dist/unit.js'), '-g', grammarFile, join(here, '*.crd')],
  { encoding: 'utf8', cwd: here },
)
if (assertions.status !== 0) {
  failed += 1
  console.log(assertions.stdout + assertions.stderr)
}

// 2. Every rule file.
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength))
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile),
})
const grammar = await registry.loadGrammar('source.credence')

const ruleFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : ruleFiles(join(folder, entry.name))
      return entry.name.endsWith('.crd') ? [join(folder, entry.name)] : []
    })
const files = ['rules', 'grammar', 'tests'].flatMap((folder) => ruleFiles(join(root, folder)))

// The scopes that a token of each kind may have; all of its characters.
const fits = {
  text: (s) => s.some((x) => x.startsWith('string.quoted')),
  number: (s) => s.at(-1).startsWith('constant.numeric'),
  date: (s) => s.at(-1) === 'constant.other.date.credence',
  time: (s) => s.at(-1) === 'constant.other.time.credence',
  any: (s) => /^(constant\.language|markup\.table)/.test(s.at(-1)),
  keyword: (s) => /^(keyword|constant\.language|constant\.other\.unit|support\.function)/.test(s.at(-1)),
  type: (s) => /^(support\.type|entity\.name\.type|constant\.other\.unit|keyword\.other|variable)/.test(s.at(-1)),
  name: (s) => /^(variable|entity\.name)/.test(s.at(-1)),
  sign: (s) => /^(keyword\.operator|punctuation|markup\.table)/.test(s.at(-1)),
}

const scopesOf = (text) => {
  let stack = textmate.INITIAL
  return text.replace(/^\uFEFF/, '').split(/\r?\n/).map((line) => {
    const result = grammar.tokenizeLine(line, stack)
    stack = result.ruleStack
    return { line, tokens: result.tokens }
  })
}

const dump = spawnSync(tokensProgram, files, { encoding: 'utf8', maxBuffer: 1 << 28 })
if (dump.status !== 0) throw new Error(dump.stderr)
let path = ''
let lines = []
let covered = []
let count = 0
let filesRead = 0
const say = (line, column, message) => {
  failed += 1
  if (failed <= 40) console.log(`${path}:${line}:${column} ${message}\n    ${lines[line - 1].line}`)
}
// What stands between the tokens is blank or a comment.
const finish = () => {
  lines.forEach(({ line, tokens }, index) => {
    for (const token of tokens) {
      const comment = token.scopes.some((x) => x.startsWith('comment'))
      for (let at = token.startIndex; at < Math.min(token.endIndex, line.length); ++at) {
        const taken = covered[index]?.[at]
        if (comment && taken) return say(index + 1, at + 1, 'a token is shown as a comment')
        if (!comment && !taken && !/\s/.test(line[at])) return say(index + 1, at + 1, 'a comment is not shown as one')
      }
    }
  })
}
for (const row of dump.stdout.split('\n')) {
  if (row === '') continue
  if (row.startsWith('FILE ')) {
    finish()
    path = row.slice(5)
    lines = scopesOf(readFileSync(path, 'utf8'))
    covered = lines.map(() => [])
    filesRead += 1
    continue
  }
  const [line, column, length, kind] = row.split(' ').map((x, i) => (i < 3 ? Number(x) : x))
  count += 1
  let at = column - 1
  let index = line - 1
  let bad = false
  for (let left = length; left > 0; ) {
    const { line: text, tokens } = lines[index]
    if (at >= text.length) {  // a text that goes on in the next line
      left -= 1
      index += 1
      at = 0
      continue
    }
    const token = tokens.find((t) => t.startIndex <= at && at < t.endIndex)
    covered[index][at] = true
    if (!bad && !fits[kind](token.scopes)) {
      bad = true
      say(index + 1, at + 1, `a ${kind} is shown as ${token.scopes.slice(1).join(' ') || 'nothing'}`)
    }
    at += 1
    left -= 1
  }
}
finish()
console.log(`${count} tokens in ${filesRead} files, ${failed} shown as something else`)
process.exit(failed > 0 || count < 10000 ? 1 : 0)
