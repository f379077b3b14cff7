import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of a home that recordings go through: in plain beside Asterisk, and sealed. */
const PLACES = ['asterisk-a/spool', 'recordings'];
const WAYS = [['--user', '--map-root-user', '--mount'], ['--mount']].map((flags) => ['unshare', ...flags]);

/** What runs a command in a place where it may mount; undefined where the kernel lets nobody but a real root do that. */
const mayMount = WAYS.find(([file, ...flags]) => {
  return spawnSync(file, [...flags, 'mount', '-t', 'tmpfs', 'none', '/tmp'], { stdio: 'ignore' }).status === 0;
});

/**
 * The words before a command that give it a small disk of its own for recordings, which goes with its last process.
 * @param {string} home SPILLWAY_HOME
 * @param {number} mb its size, MiB
 */
export function withSmallDisk(home, mb) {
  if (!mayMount)
    throw new Error(
      'A small disk cannot be had: allow user namespaces (sysctl user.max_user_namespaces) or run the tests as root.',
    );
  const disk = join(home, 'small-disk');
  const steps = [
    `mkdir -p "${disk}" && mount -t tmpfs -o size=${mb}m none "${disk}"`,
    ...PLACES.map(
      (place, i) => `mkdir -p "${disk}/${i}" "${home}/${place}" && mount --bind "${disk}/${i}" "${home}/${place}"`,
    ),
    'exec "$@"',
  ];
  return [...mayMount, 'sh', '-c', steps.join(' && '), 'sh'];
}

/**
 * Fills that disk to the last byte, from outside; gives the way back.
 * @param {string} home
 * @param {number} pid a process of the installation
 */
export function fillDisk(home, pid) {
  // As its processes see it.
  return fill(join(`/proc/${pid}/root`, home, 'small-disk/filler'));
}

/** @param {string} file */
function fill(file) {
  const fd = openSync(file, 'w');
  for (let piece = Buffer.alloc(1 << 20); piece.length; )
    try {
      if (writeSync(fd, piece) < piece.length) throw Object.assign(new Error('short'), { code: 'ENOSPC' });
    } catch (error) {
      if (error.code !== 'ENOSPC') throw error;
      piece = piece.subarray(0, piece.length >> 1);
    }
  closeSync(fd);
  return () => rmSync(file);
}

/**
 * A disk of a few pages for one test, in a place of its own that we reach from outside.
 * @param {number} kb
 */
export async function smallDisk(kb) {
  if (!mayMount) throw new Error('A small disk cannot be had: see withSmallDisk.');
  const [file, ...words] = mayMount;
  const script = `mount -t tmpfs -o size=${kb}k none /mnt && echo mounted && exec sleep 600`;
  const child = spawn(file, [...words, 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const dir = `/proc/${child.pid}/root/mnt`;
  return { dir, fill: () => fill(join(dir, 'filler')), remove: () => child.kill('SIGKILL') };
}
