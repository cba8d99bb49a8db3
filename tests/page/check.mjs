// Opens reports as HTML in a browser, as their readers do: no barrier that axe-core knows, light, dark, narrow and on paper; no
// request, no script, nothing wider than the window; texts of the knowledge base as they are. Usage: node check.mjs CREDENCE ROOT
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const skip = (why) => {
  console.log(`skipped: ${why}`)
  process.exit(0)
}
if (!existsSync(join(here, 'node_modules', 'playwright-core', 'package.json')) || !existsSync(join(here, 'node_modules', 'axe-core')))
  skip('the packages of tests/page are missing; ./dev setup installs them where npm is there')
const browserPath = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find((file) => existsSync(file))
if (!browserPath) skip('no Chromium is installed (Debian: chromium)')

const require = createRequire(import.meta.url)
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const [credence, root] = process.argv.slice(2).map((path) => resolve(path))
const folder = mkdtempSync(join(tmpdir(), 'credence-page-'))
let failed = 0
const fail = (...what) => {
  failed += 1
  console.log('failed:', ...what)
}

const rulebase = (name) => ['--rules', join(root, 'rules', name), '--kb', join(folder, `${name}.db`), '--quiet']
const run = (...words) => {
  const done = spawnSync(credence, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  if (done.status !== 0) fail(words.join(' '), done.stderr)
}
const opened = (name, sample = name) => {
  run('kb', 'init', '--sample', ...rulebase(name))
  run('kb', 'import', join(root, 'rules', sample, 'sample'), '--history', ...rulebase(name))
}

// What is said of one variety, as attackers would.
const hostile = [
  '<script>document.title="taken"</script>',
  '<img src=x onerror="document.title=1"> <a href="javascript:alert(1)">x</a> <svg onload=alert(1)>',
  '</td></tr></table></div></main><h1>x</h1>',
  '[press](javascript:alert(1)) ![](https://example.org/x.png) <https://example.org>',
  '&lt;b&gt; &amp; &#65; &copy; `code` *a* __b__ ~~c~~ | d \\ #',
  'www.example.org https://example.org a.b@example.org mailto:a@example.org',
  '=HYPERLINK("https://example.org")',
  'IF candidate = C01 THEN fit; DROP TABLE person; --',
]
const quoted = (text) => `"${text.replaceAll('"', '""')}"`

let browser
try {
  opened('grape_for_site')
  opened('human_rights_approach')
  opened('human_rights_weights', 'human_rights_approach')
  mkdirSync(join(folder, 'in'))
  const rows = hostile.map((text, i) => [`H${i}`, 'V07', 'ripening', 'III', 'vineyard', quoted(text), `K${i}`, quoted(`q${text}`)].join(','))
  writeFileSync(join(folder, 'in', 'observations.csv'), ['item,subject,attribute,value,kind,source,group,quote', ...rows, ''].join('\n'))
  run('kb', 'import', 'in', ...rulebase('grape_for_site'))
  const page = (name, file, ...words) => run('report', ...words, ...rulebase(name), '--format', 'html', '-o', file)
  page('grape_for_site', 'hostile.html', 'variety_for_site', 'variety=V07', 'site=S2')
  page('grape_for_site', 'all', '--all')
  page('human_rights_approach', 'dossier.html', 'appointment_fit', 'candidate=C15', 'post=M4-DIR')
  page('human_rights_approach', 'comparison.html', 'appointment_fit', 'post=M3-DIR')
  page('human_rights_approach', 'pair.html', 'pair', 'leader=C02', 'leader_post=M5-SRSG', 'director=C01', 'director_post=M5-DIR')
  page('human_rights_weights', 'ledger.html', 'weighed_evidence', 'candidate=C15')

  browser = await chromium.launch({ executablePath: browserPath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  const ways = [
    { name: 'light', viewport: { width: 1366, height: 900 }, colorScheme: 'light' },
    { name: 'dark', viewport: { width: 1366, height: 900 }, colorScheme: 'dark' },
    { name: 'narrow', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
    { name: 'paper', viewport: { width: 1000, height: 900 }, colorScheme: 'light', media: 'print' },
  ]
  for (const file of ['dossier.html', 'comparison.html', 'pair.html', 'ledger.html', 'all/index.html', 'hostile.html']) {
    const url = pathToFileURL(join(folder, file)).href
    const few = file === 'dossier.html' ? ways : ways.slice(0, 1)
    for (const { name, media, ...way } of few) {
      // The page's own policy lets no script in; the inspection needs one.
      const context = await browser.newContext({ ...way, bypassCSP: true })
      const tab = await context.newPage()
      tab.on('request', (request) => request.url() === url || fail(file, 'asks for', request.url()))
      tab.on('console', (message) => fail(file, 'says', message.text()))
      if (media) await tab.emulateMedia({ media })
      await tab.goto(url)
      const width = await tab.evaluate(() => document.documentElement.scrollWidth)
      if (width > way.viewport.width) fail(file, name, `is ${width} wide`)
      await tab.evaluate(axe)
      const found = await tab.evaluate(() => window.axe.run(document))
      for (const each of found.violations) fail(file, name, each.id, each.help, each.nodes.slice(0, 3).map((node) => node.html))
      if (found.passes.length < 15) fail(file, name, 'was hardly inspected')
      await context.close()
    }
  }

  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(pathToFileURL(join(folder, 'hostile.html')).href)
  const seen = await tab.evaluate(() => ({
    title: document.title,
    cells: [...document.querySelectorAll('td')].map((cell) => cell.textContent),
    links: [...document.querySelectorAll('[href],[src]')].map((each) => each.getAttribute('href') ?? each.getAttribute('src')),
    strange: document.querySelectorAll('script,img,iframe,object,embed,form,input,base,link').length,
    handlers: [...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()).filter((name) => name.startsWith('on')),
  }))
  if (seen.title === 'taken' || seen.strange > 0 || seen.handlers.length > 0) fail('hostile.html was taken over', JSON.stringify(seen))
  for (const link of seen.links) if (!link.startsWith('#')) fail('hostile.html leads to', link)
  for (const text of hostile) {
    if (!seen.cells.some((cell) => cell.includes(`q${text}`))) fail('not shown as it is:', text)
    if (!seen.cells.includes(text)) fail('no cell of its own:', text)
  }
  await browser.close()

  run('report', 'appointment_fit', 'candidate=C15', 'post=M4-DIR', ...rulebase('human_rights_approach'), '--format', 'pdf', '-o', 'dossier.pdf')
  const pdf = readFileSync(join(folder, 'dossier.pdf'), 'latin1')
  if (!pdf.startsWith('%PDF-') || !pdf.includes('/StructTreeRoot') || !pdf.includes('/Lang (en)')) fail('the PDF has no tags or no language')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(failed === 0 ? 'ok: six pages, one of them in four ways, and a PDF' : `${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
