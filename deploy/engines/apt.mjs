import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exec } from './exec.mjs';
import { KEYRING } from './requirements.mjs';

// A machine's own hooks are for its own package state (some delete downloaded archives); ours is apart from it.
const HOOKS = [
  'APT::Update::Post-Invoke',
  'APT::Update::Post-Invoke-Success',
  'APT::Update::Pre-Invoke',
  'DPkg::Post-Invoke',
  'DPkg::Pre-Install-Pkgs',
];

/**
 * @typedef {{ file: string, package: string, version: string, bytes: number }} Archive one .deb of a plan
 * @typedef {{ archives: Archive[], bytes: number }} Plan everything that a set of packages needs, from nothing
 */

/**
 * An apt of our own: package state, lists and archives in `dir`, nothing of the machine's touched, no root needed.
 * The machine's apt configuration (a proxy, say) still holds.
 * @param {string} dir
 * @param {string[]} sources lines of a sources.list
 */
export function privateApt(dir, sources) {
  const config = configure(dir, sources);
  const env = { ...process.env, APT_CONFIG: config, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const archives = join(dir, 'cache', 'archives');
  return {
    archives,
    update: () => exec('apt-get', ['-q', 'update'], { env }),

    /** @param {string[]} packages @returns {Promise<Plan>} */
    async plan(packages) {
      // apt leaves out what is in its archives already: after an interrupted fetch we still want the whole list.
      const empty = ['-o', `Dir::Cache::archives=${dir}/empty`];
      const out = await exec('apt-get', ['-qq', '--yes', '--print-uris', ...empty, 'install', ...packages], { env });
      const list = out
        .split('\n')
        .map(archiveOf)
        .filter((a) => a !== undefined);
      return { archives: list, bytes: list.reduce((sum, a) => sum + a.bytes, 0) };
    },

    /** @param {string[]} packages */
    download: (packages) => exec('apt-get', ['-qq', '--yes', '--download-only', 'install', ...packages], { env }),

    /** Bytes that have arrived so far. */
    downloaded() {
      let sum = 0;
      for (const folder of [archives, join(archives, 'partial')]) {
        for (const name of readdirSync(folder)) {
          if (!name.includes('.deb')) continue;
          // apt renames a finished archive out of partial/ between our two looks
          sum += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
        }
      }
      return sum;
    },
  };
}

/** The Debian mirror that this machine already uses. */
export async function debianMirror() {
  const found = (await ownSources()).find((s) => /\/debian\/?$/.test(s.uri))?.uri ?? writtenMirror();
  if (!found)
    throw new Error(
      'No Debian mirror is named in /etc/apt: add one to /etc/apt/sources.list, run apt-get update, start again',
    );
  return found;
}

/** apt lists only what it has fetched before; its own files name the mirror also on a machine that never updated. */
function writtenMirror(dir = '/etc/apt') {
  const files = ['sources.list', ...list(join(dir, 'sources.list.d')).map((name) => join('sources.list.d', name))];
  const text = files.map((name) => read(join(dir, name))).join('\n');
  return /^(?!\s*#).*?(https?:\/\/\S+\/debian\/?)(?=\s|$)/m.exec(text)?.[1];
}
const list = (/** @type {string} */ dir) => (existsSync(dir) ? readdirSync(dir) : []);
const read = (/** @type {string} */ file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * The machine's own sources, for packages that must fit its own C library.
 * @returns {Promise<{ uri: string, release: string, component: string }[]>}
 */
export async function ownSources() {
  const format = '$(REPO_URI) $(RELEASE) $(COMPONENT)';
  const out = await exec('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']).catch(() => '');
  const seen = new Set();
  const sources = [];
  for (const line of out.split('\n')) {
    const [uri, release, component] = line.trim().split(' ');
    if (!uri || !release || !component || seen.has(line)) continue;
    seen.add(line);
    sources.push({ uri, release, component });
  }
  return sources;
}

/** @param {string} uri @param {string} release @param {string} component */
export const sourceLine = (uri, release, component) => `deb [signed-by=${KEYRING}] ${uri} ${release} ${component}`;

/** @param {string} dir @param {string[]} sources @returns {string} path of the configuration file */
function configure(dir, sources) {
  for (const sub of ['parts', 'none', 'empty/partial', 'state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(dir, sub), { recursive: true });
  }
  const machineParts = '/etc/apt/apt.conf.d';
  for (const name of listed(machineParts)) {
    try {
      symlinkSync(join(machineParts, name), join(dir, 'parts', name));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
  // An empty status file: apt then plans for a machine with nothing on it, C library included.
  writeFileSync(join(dir, 'state', 'status'), '');
  writeFileSync(join(dir, 'sources.list'), `${sources.join('\n')}\n`);
  writeFileSync(join(dir, 'parts', 'zz-spillway'), settings(dir));
  writeFileSync(join(dir, 'apt.conf'), `Dir::Etc::Parts "${dir}/parts";\n`);
  return join(dir, 'apt.conf');
}

/** @param {string} dir */
const settings = (dir) =>
  [
    ...HOOKS.map((hook) => `#clear ${hook};`),
    `Dir::State "${dir}/state";`,
    `Dir::State::status "${dir}/state/status";`,
    `Dir::Cache "${dir}/cache";`,
    `Dir::Etc::sourcelist "${dir}/sources.list";`,
    `Dir::Etc::sourceparts "${dir}/none";`,
    `Dir::Etc::preferences "${dir}/none/none";`,
    `Dir::Etc::preferencesparts "${dir}/none";`,
    'Acquire::Languages "none";',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";',
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Retries "3";',
    'APT::Sandbox::User "root";',
    'APT::Install-Recommends "false";',
    'APT::Keep-Downloaded-Packages "true";',
    '',
  ].join('\n');

/** @param {string} dir */
function listed(dir) {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

/** @param {string} line as of `--print-uris`: 'uri' name_version_arch.deb bytes hash @returns {Archive | undefined} */
function archiveOf(line) {
  const match = /^'[^']+' (\S+\.deb) (\d+)/.exec(line);
  if (!match) return undefined;
  const [name, version] = match[1].split('_');
  return { file: match[1], package: name, version: upstream(decodeURIComponent(version)), bytes: Number(match[2]) };
}

/** `1:22.10.1+dfsg-1` is 22.10.1 to its authors. @param {string} version */
const upstream = (version) => version.replace(/^\d+:/, '').replace(/[-+~].*$/, '');

/** @param {string} file @returns {string} */
export const machineRelease = (file = '/etc/os-release') =>
  /^VERSION_CODENAME=(\S+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
