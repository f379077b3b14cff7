import { chromium } from 'playwright-core';
import { ensureBrowser } from '../../../deploy/engines/index.mjs';
import { wavTone } from '../sip/tone.mjs';
import { listen } from './ears.mjs';

/**
 * A person with a browser of her own, whose microphone is a tone. One process each: a fake microphone belongs to a process.
 * @param {{ hz?: number, size?: { width: number, height: number }, colours?: 'light' | 'dark', args?: string[] }} [options]
 */
export async function openBrowser({
  hz = 1000,
  size = { width: 1280, height: 800 },
  colours = 'light',
  args = [],
} = {}) {
  const browser = await chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wavTone(hz)}`,
      '--autoplay-policy=no-user-gesture-required',
      '--no-sandbox',
      ...args,
    ],
  });
  const context = await browser.newContext({
    viewport: size,
    colorScheme: colours,
    locale: 'en-GB',
    permissions: ['microphone'],
  });
  await context.addInitScript(listen);
  const page = await context.newPage();
  /** @type {string[]} */ const errors = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.setDefaultTimeout(20_000);
  return { browser, context, page, errors, hz, close: () => browser.close() };
}
/** @typedef {Awaited<ReturnType<typeof openBrowser>>} Person */
