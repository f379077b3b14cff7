import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../engines/cache.mjs';
import { withLock } from '../engines/lock.mjs';
import { seconds } from '../engines/say.mjs';

/**
 * Whether node_modules is what package-lock.json says. By content, as clones and copies keep no order of times.
 * @param {string} root the checkout
 */
export function isInstalled(root) {
  const hidden = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: present } = JSON.parse(readFileSync(hidden, 'utf8'));
  return Object.entries(wanted).every(([path, entry]) => {
    // Optional ones are for other platforms, or for whoever asked for them.
    if (!path || entry.optional || entry.devOptional || entry.peer || entry.link) return true;
    return present[path]?.version === entry.version;
  });
}

/**
 * `npm ci`, once at a time for a checkout.
 * @param {string} root
 * @param {import('../engines/say.mjs').Say} say
 */
export async function install(root, say) {
  const lock = join(cacheDir(), `npm-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`);
  await withLock(
    lock,
    async () => {
      if (isInstalled(root)) return;
      const started = Date.now();
      say('Installing npm packages (about 700 MB on disk; mostly 30 s to 3 min, once only)');
      const timer = setInterval(() => say(`  npm is working, ${seconds(Date.now() - started)}`), 15_000);
      try {
        await npmCi(root);
      } finally {
        clearInterval(timer);
      }
      say(`npm packages installed in ${seconds(Date.now() - started)}`);
    },
    () => say('Another process is installing npm packages here; waiting for it'),
  );
}

/** @param {string} root @returns {Promise<void>} */
function npmCi(root) {
  return new Promise((resolve, reject) => {
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'];
    const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => reject(new Error(`npm cannot be started: ${error.message}. It comes with Node.`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `npm ci ended with ${code}. Check that this machine reaches its npm registry.\n${output.trim().split('\n').slice(-15).join('\n')}`,
          ),
        );
    });
  });
}
