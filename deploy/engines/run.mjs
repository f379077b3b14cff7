import { existsSync } from 'node:fs';
import { join } from 'node:path';

const LIBRARIES = ['usr/lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu/pulseaudio'];

/**
 * How to start a program of a tree on this machine: by the tree's own loader and C library, without chroot or root.
 * The child's own children run on the machine's libraries, as nothing is put into LD_LIBRARY_PATH.
 * @param {import('./tree.mjs').Tree} tree
 * @param {string} name e.g. `asterisk`
 * @param {string[]} [args]
 * @returns {{ file: string, args: string[], env: NodeJS.ProcessEnv }} for spawn()
 */
export function run(tree, name, args = []) {
  const { root } = tree;
  const binary = ['usr/sbin', 'usr/bin'].map((dir) => join(root, dir, name)).find((path) => existsSync(path));
  if (!binary) throw new Error(`${name} is not in ${root}: delete that folder and start again to fetch it anew`);
  if (root === '/') return { file: binary, args, env: { ...process.env } };
  return {
    file: join(root, 'lib64/ld-linux-x86-64.so.2'),
    args: ['--library-path', LIBRARIES.map((dir) => join(root, dir)).join(':'), binary, ...args],
    env: { ...process.env, ESPEAK_DATA_PATH: join(root, 'usr/lib/x86_64-linux-gnu/espeak-ng-data') },
  };
}
