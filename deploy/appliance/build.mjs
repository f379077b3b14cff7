import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exec } from '../engines/exec.mjs';
import { withLock } from '../engines/lock.mjs';
import { seconds } from '../engines/say.mjs';
import { ROOT } from './bootstrap.mjs';
import { bundle } from './bundle.mjs';
import { compile } from './compile.mjs';

const SETTINGS = ['package-lock.json', 'tsconfig.json', '.swcrc', 'nest-cli.json'];
const bin = (/** @type {string} */ name) => join(ROOT, 'node_modules/.bin', name);

/**
 * Builds what is not built from the sources as they are now: each service, and the console's pages.
 * @param {string[]} services
 * @param {import('../engines/say.mjs').Say} say
 * @returns {Promise<string[]>} what was built
 */
export async function build(services, say) {
  const targets = ['common', ...services].map(serviceTarget);
  if (services.includes('console')) targets.push(pages);
  return withLock(join(ROOT, 'dist/.build.lock'), async () => {
    // For whoever works on one part while another is half written.
    const left = (process.env.SPILLWAY_SKIP_BUILD ?? '').split(',');
    const stale = targets.filter((target) => !left.includes(target.name) && readMark(target.name) !== target.hash());
    if (!stale.length) return [];
    const started = Date.now();
    say(`Building ${stale.map((target) => target.name).join(', ')} (some seconds)`);
    const queue = [...stale];
    const worker = async () => {
      for (let target = queue.shift(); target; target = queue.shift()) {
        const hash = target.hash();
        await target.make();
        writeMark(target.name, hash);
      }
    };
    await Promise.all([worker(), worker()]);
    say(`Built in ${seconds(Date.now() - started)}`);
    return stale.map((target) => target.name);
  });
}

/**
 * What npm start runs: everything built and bundled.
 * @param {string[]} services
 * @param {import('../engines/say.mjs').Say} say
 * @returns {Promise<(service: string) => string>} path of a service's main file
 */
export async function buildToRun(services, say) {
  await build(services, say);
  const state = ['common', ...services].map(readMark).join();
  return withLock(join(ROOT, 'dist/.build.lock'), () => bundle(services, state, say));
}

/** Where a service stands that is built and not bundled. @param {string} name */
export const plainMain = (name) => join(ROOT, 'dist/services', name, 'src/main.js');

/** @param {string} name */
export const serviceTarget = (name) => ({
  name,
  hash: () => hashOf([join('services', name, 'src'), join('services', name, 'tsconfig.app.json'), ...SETTINGS]),
  make: () => compile(name),
});

const pages = {
  name: 'console-web',
  // The pages share contracts with the services.
  hash: () => hashOf(['services/console/web', 'services/common/src', 'package-lock.json']),
  make: () => exec(bin('vite'), ['build', '--logLevel', 'error', join(ROOT, 'services/console/web')], { cwd: ROOT }),
};

const markOf = (/** @type {string} */ name) => join(ROOT, 'dist/.built', name);
const isThere = (/** @type {string} */ name) =>
  existsSync(markOf(name)) && existsSync(join(ROOT, 'dist', name === 'console-web' ? name : join('services', name)));
const readMark = (/** @type {string} */ name) => (isThere(name) ? readFileSync(markOf(name), 'utf8') : '');
function writeMark(/** @type {string} */ name, /** @type {string} */ hash) {
  mkdirSync(dirname(markOf(name)), { recursive: true });
  writeFileSync(markOf(name), hash);
}

/** @param {string[]} paths files and folders of the checkout @returns {string} */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} path */
function addTo(hash, path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return;
  const entries = readdirSyncOrFile(full);
  if (!entries) {
    if (!/\.spec\.tsx?$/.test(path)) hash.update(`${path}\0`).update(readFileSync(full)).update('\0');
    return;
  }
  for (const entry of entries.sort()) if (entry !== 'node_modules') addTo(hash, join(path, entry));
}

/** @param {string} path */
function readdirSyncOrFile(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
