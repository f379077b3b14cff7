import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { seconds } from '../engines/say.mjs';
import { ROOT } from './bootstrap.mjs';

const PLACE = join(ROOT, 'dist/bundled');
/** Earlier bundles that stay, since a running service may still load a part of its own. */
const KEPT = 3;
/** Native, or looked for by Nest and not used by us. */
const OUTSIDE = /^(@node-rs\/|pg-native$|class-validator|class-transformer)/;

/**
 * Puts what each service loads into few files: a service that is started again reads some ten instead of two thousand, and
 * needs a third of the processor time until it stands.
 * @param {string[]} services built ones
 * @param {string} state hash of everything that they were built from
 * @param {import('../engines/say.mjs').Say} say
 * @returns {Promise<(service: string) => string>} where a service's bundle is
 */
export async function bundle(services, state, say) {
  const name = createHash('sha256')
    .update(JSON.stringify([services, state]))
    .digest('hex')
    .slice(0, 12);
  const dir = join(PLACE, name);
  if (!existsSync(dir)) {
    const started = Date.now();
    await write(services, `${dir}.new`);
    renameSync(`${dir}.new`, dir);
    forgetOld();
    say(`Bundled in ${seconds(Date.now() - started)}`);
  }
  return (service) => join(dir, `${service}.js`);
}

/** @param {string[]} services @param {string} dir */
async function write(services, dir) {
  const { rolldown } = await import('rolldown');
  const input = Object.fromEntries(
    services.map((service) => [service, join(ROOT, 'dist/services', service, 'src/main.js')]),
  );
  const build = await rolldown({
    input,
    platform: 'node',
    cwd: ROOT,
    external: OUTSIDE,
    // Nest and zod offer much that is not installed; a service that missed something it uses would not become ready.
    onLog: () => {},
  });
  await build.write({ dir, format: 'esm', keepNames: true, entryFileNames: '[name].js', cleanDir: true });
  await build.close();
}

function forgetOld() {
  const age = (/** @type {string} */ name) => statSync(join(PLACE, name)).mtimeMs;
  const newestFirst = readdirSync(PLACE).sort((a, b) => age(b) - age(a));
  for (const name of newestFirst.slice(KEPT)) rmSync(join(PLACE, name), { recursive: true, force: true });
}
