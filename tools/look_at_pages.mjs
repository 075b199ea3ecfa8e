// Looks at pages in Chromium, on a phone and on a desk: no finding of axe that
// is serious or critical, and nothing wider than the screen.
//   node tools/look_at_pages.mjs [--pictures FOLDER] PAGE.html…
// axe-core and playwright-core are those of web/package-lock.json.
import { createRequire } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { readFileSync } from 'node:fs'

const require = createRequire(new URL('../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const SCREENS = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desk', width: 1280, height: 900 },
]

const files = process.argv.slice(2)
let pictures = null
if (files[0] === '--pictures') {
  pictures = files[1]
  files.splice(0, 2)
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
let findings = 0
for (const file of files) {
  for (const screen of SCREENS) {
    const page = await browser.newPage({ viewport: screen })
    await page.goto('file://' + resolve(file))
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > screen.width) {
      findings += 1
      console.log(`${file}: ${screen.name}: ${width} pixels wide`)
    }
    await page.evaluate(axe)
    const { violations } = await page.evaluate(() => window.axe.run())
    for (const found of violations) {
      if (!['serious', 'critical'].includes(found.impact)) continue
      findings += 1
      const where = found.nodes.slice(0, 3).map((node) => node.target.join(' '))
      console.log(`${file}: ${screen.name}: ${found.id}: ${where.join('; ')}`)
    }
    if (pictures !== null) {
      const name = `${basename(file, '.html')}-${screen.name}.png`
      await page.screenshot({ path: join(pictures, name), fullPage: true })
    }
    await page.close()
  }
}
await browser.close()
console.log(`${files.length} pages, ${findings} findings`)
process.exit(findings === 0 ? 0 : 1)
