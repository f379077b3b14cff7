import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readyTree } from '../engines/installed.mjs';
import { missingForFetch } from '../engines/requirements.mjs';
import { sayOnStderr } from '../engines/say.mjs';
import { ensureTree, treeDir } from '../engines/tree.mjs';
import { install, isInstalled } from './npm.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OWN_NODE = join(ROOT, 'node_modules/.bin/node');

/**
 * Brings a machine that has Node 18, npm and apt alone to where everything else can run: npm packages (our Node among
 * them) and the engines, both at once; then starts the same command again on our own Node. Returns only there.
 * Uses nothing but Node itself.
 * @param {string} script absolute path of the command
 */
export async function bootstrap(script) {
  const ours = existsSync(OWN_NODE) && realpathSync(OWN_NODE) === realpathSync(process.execPath);
  if (ours && isInstalled(ROOT)) return;
  if (Number(process.versions.node.split('.')[0]) < 18)
    fail(`Node 18 or newer is needed, this is ${process.versions.node}.`);
  const missing = readyTree() || existsSync(join(treeDir(), 'versions.json')) ? [] : missingForFetch();
  if (missing.length)
    fail(
      `This machine lacks something that Spillway needs:\n${missing.map((m) => `  - ${m}`).join('\n')}\nNothing was changed.`,
    );
  try {
    await Promise.all([isInstalled(ROOT) ? undefined : install(ROOT, sayOnStderr), ensureTree()]);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
  await again(script);
}

/** @param {string} script @returns {Promise<never>} */
function again(script) {
  const path = `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  // The channel tells the child when we are gone, whatever ended us.
  const child = spawn(OWN_NODE, [script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path, npm_config_loglevel: 'error' },
  });
  for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${OWN_NODE} cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  return new Promise(() => {});
}

/** @param {string} message @returns {never} */
function fail(message) {
  sayOnStderr(`\n${message}\n`);
  process.exit(1);
}
