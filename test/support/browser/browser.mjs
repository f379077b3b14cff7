import { chromium } from 'playwright-core';
import { ensureBrowser } from '../../../deploy/engines/index.mjs';
import { wavTone } from '../sip/tone.mjs';
import { listen } from './ears.mjs';

/**
 * Browsers of one test file, one process for each microphone: a fake microphone is a tone and belongs to a process.
 * Starting one takes as long as what many tests do with it, so they are kept from test to test.
 */
export class Browsers {
  /** @type {Map<number, Promise<import('playwright-core').Browser>>} by Hz of the microphone */
  #running = new Map();

  /** @param {number} hz */
  of(hz) {
    const known = this.#running.get(hz);
    if (known) return known;
    const starting = start(hz);
    this.#running.set(hz, starting);
    return starting;
  }
  /** Ends one as a crash does: nothing that was open in it can say goodbye. @param {number} hz */
  async kill(hz) {
    const browser = await this.of(hz);
    this.#running.delete(hz);
    await browser.close();
  }
  async close() {
    const all = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(all.map(async (browser) => (await browser).close()));
  }
}

/** @param {number} hz */
const start = async (hz) =>
  chromium.launch({
    executablePath: await ensureBrowser(),
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${wavTone(hz)}`,
      '--autoplay-policy=no-user-gesture-required',
      '--no-sandbox',
    ],
  });

/** A page of somebody's own, with ears. @param {Browsers} browsers @param {number} [hz] of her voice */
export async function openPage(browsers, hz = 1000) {
  const browser = await browsers.of(hz);
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    permissions: ['microphone'],
  });
  await context.addInitScript(listen);
  const page = await context.newPage();
  /** @type {string[]} */ const errors = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.setDefaultTimeout(20_000);
  return { context, page, errors, hz, close: () => context.close(), kill: () => browsers.kill(hz) };
}
/** @typedef {Awaited<ReturnType<typeof openPage>>} Person */
