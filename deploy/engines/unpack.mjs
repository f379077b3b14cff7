import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = ['./usr/share/doc/*', './usr/share/man/*', './usr/share/locale/*', './usr/share/info/*'];

/**
 * The top of a merged-/usr system. Made by us: packages of older releases still carry ./lib and ./bin, and would
 * otherwise end in folders of their own where the loader does not look.
 * @param {string} root
 */
export function layOut(root) {
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) {
    mkdirSync(join(root, 'usr', name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
  }
}

/**
 * Unpacks a .deb into `root` without running any of its scripts.
 * @param {string} deb
 * @param {string} root
 * @returns {Promise<void>}
 */
export function unpack(deb, root) {
  return new Promise((resolve, reject) => {
    const source = spawn('dpkg-deb', ['--fsys-tarfile', deb], { stdio: ['ignore', 'pipe', 'pipe'] });
    const sink = spawn(
      'tar',
      [
        '-x',
        '-C',
        root,
        '--keep-directory-symlink',
        '--no-same-owner',
        '--no-same-permissions',
        ...LEFT_OUT.map((p) => `--exclude=${p}`),
      ],
      { stdio: [source.stdout, 'ignore', 'pipe'] },
    );
    let errors = '';
    for (const child of [source, sink]) {
      child.stderr.setEncoding('utf8').on('data', (text) => (errors += text));
      child.on('error', reject);
    }
    let open = 2;
    /** @param {number | null} code */
    const ended = (code) => {
      if (code !== 0) reject(new Error(`${deb} cannot be unpacked: ${errors.trim() || `code ${code}`}`));
      else if (--open === 0) resolve();
    };
    // Not 'close' for the source: its stdout belongs to tar, so our end of it is never read and never closes.
    source.on('exit', ended);
    sink.on('close', ended);
  });
}
