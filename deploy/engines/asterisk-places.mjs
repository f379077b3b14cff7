import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOCKET_PATH_MOST = 100;

/**
 * The folders of one Asterisk, below its own.
 * @param {string} dir
 * @param {string} soundsDir
 * @param {import('./tree.mjs').Tree} tree
 */
export function makePlaces(dir, soundsDir, tree) {
  const places = {
    etcDir: join(dir, 'etc'),
    libDir: join(dir, 'lib'),
    dataDir: join(dir, 'data'),
    spoolDir: join(dir, 'spool'),
    logDir: join(dir, 'log'),
    runDir: runDirOf(dir),
    soundsDir,
    modulesDir: join(tree.root, 'usr/lib/x86_64-linux-gnu/asterisk/modules'),
  };
  for (const path of [places.libDir, places.dataDir, places.logDir, places.runDir, places.soundsDir]) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }
  // Asterisk writes there but does not make these folders: without them ARI's record answers 500 and witnesses are lost.
  mkdirSync(join(places.libDir, 'keys'), { recursive: true, mode: 0o700 });
  for (const sub of ['recording', 'monitor', 'tmp'])
    mkdirSync(join(places.spoolDir, sub), { recursive: true, mode: 0o700 });
  for (const sub of ['cdr-custom', 'cel-custom']) mkdirSync(join(places.logDir, sub), { recursive: true, mode: 0o700 });
  const shared = join(tree.root, 'usr/share/asterisk');
  for (const name of ['documentation', 'rest-api']) link(join(shared, name), join(places.dataDir, name));
  link(soundsDir, join(places.dataDir, 'sounds'));
  return places;
}

/** A Unix socket's path is short by the kernel's rule; an installation deep in the file system still has to work. @param {string} dir */
function runDirOf(dir) {
  const near = join(dir, 'run');
  if (join(near, 'asterisk.ctl').length < SOCKET_PATH_MOST) return near;
  return join(tmpdir(), `spillway-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`);
}

/** @param {string} target @param {string} path */
function link(target, path) {
  rmSync(path, { force: true });
  if (existsSync(target)) symlinkSync(target, path);
}
