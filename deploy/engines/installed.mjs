import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINES, isTested } from './trees.mjs';

const NEEDED = ['usr/sbin/asterisk', 'usr/sbin/nats-server', 'usr/bin/espeak-ng', 'usr/bin/sox', 'usr/bin/sipp'];

/**
 * Engines that need not be fetched: those below the folder that SPILLWAY_ENGINES_ROOT names (an image, a machine without a
 * network), or the machine's own when they are all there in versions we have tested.
 * @returns {import('./tree.mjs').Tree | undefined}
 * @throws {Error} when SPILLWAY_ENGINES_ROOT names something that is not such a folder
 */
export function readyTree() {
  const given = process.env.SPILLWAY_ENGINES_ROOT;
  if (given) {
    const missing = NEEDED.filter((path) => !existsSync(join(given, path)));
    if (missing.length) throw new Error(`SPILLWAY_ENGINES_ROOT is ${given}, which lacks ${missing.join(', ')}.`);
    const list = join(given, 'versions.json');
    return { root: given, versions: existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : {} };
  }
  if (!NEEDED.every((path) => existsSync(join('/', path)))) return undefined;
  const versions = installedVersions();
  if (!ENGINES.tested.every((range) => isTested(versions[range.package] ?? 'none', range))) return undefined;
  return { root: '/', versions };
}

/** By package, without epoch and Debian's revision. @returns {Record<string, string>} */
function installedVersions() {
  try {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
    const format = '${Package} ${source:Upstream-Version}\n';
    const out = execFileSync('dpkg-query', ['-W', '-f', format, ...ENGINES.packages], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((line) => [line.split(' ')[0], (line.split(' ')[1] ?? '').replace(/[-+~].*$/, '')]),
    );
  } catch {
    return {};
  }
}
