/**
 * Takes pictures of the pages against the fake site and runs axe on each: `node services/console/web/dev/look.mjs <folder> [name…]`.
 * For development; CHROMIUM names the browser.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { views } from './views.mjs';

const [folder = '/tmp/look', ...wanted] = process.argv.slice(2);
const base = process.env.BASE ?? 'http://localhost:7490';
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await mkdir(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };
let bad = 0;
for (const [name, view] of Object.entries(views)) {
  if (wanted.length && !wanted.some((word) => name.startsWith(word))) continue;
  for (const look of view.looks ?? ['wide-light', 'narrow-dark']) {
    const [size, scheme] = look.split('-');
    const context = await browser.newContext({
      viewport: sizes[size],
      colorScheme: scheme,
      locale: view.locale ?? 'en-GB',
      bypassCSP: false,
      permissions: ['microphone'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => console.log(`${name} ${look}: page error: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && console.log(`${name} ${look}: ${message.text()}`));
    try {
      await view.go(page, base);
      await page.waitForTimeout(view.wait ?? 500);
      await page.screenshot({ path: `${folder}/${name}-${look}.png`, fullPage: view.full ?? false });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) console.log(`${name} ${look}: ${over} px wider than the screen`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      bad += violations.length;
      for (const { id, nodes } of violations) {
        console.log(
          `${name} ${look}: axe ${id}: ${nodes.map((node) => `${node.target} (${node.any[0]?.message ?? ''})`).join(' | ')}`,
        );
      }
    } catch (error) {
      console.log(`${name} ${look}: ${error.message}`);
      await page.screenshot({ path: `${folder}/${name}-${look}-failed.png` }).catch(() => {});
    }
    await context.close();
  }
}
await browser.close();
console.log(bad ? `${bad} violations` : 'axe found nothing');
