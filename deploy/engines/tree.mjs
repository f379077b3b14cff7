import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { debianMirror, machineRelease, ownSources, privateApt, sourceLine } from './apt.mjs';
import { cacheDir } from './cache.mjs';
import { readyTree } from './installed.mjs';
import { withLock } from './lock.mjs';
import { missingForFetch } from './requirements.mjs';
import { megabytes, sayOnStderr, seconds } from './say.mjs';
import { ENGINES, isTested } from './trees.mjs';
import { layOut, unpack } from './unpack.mjs';

/**
 * @typedef {{ root: string, versions: Record<string, string> }} Tree unpacked packages; versions by package name
 */

/**
 * The tree of engines: given, installed, from the cache, or fetched now. Safe to call from several processes at once.
 * @param {{ say?: import('./say.mjs').Say, spec?: import('./trees.mjs').TreeSpec }} [options]
 * @returns {Promise<Tree>}
 * @throws {Error} naming what the machine lacks, or which version is outside the tested range
 */
export async function ensureTree({ say = sayOnStderr, spec = ENGINES } = {}) {
  const there = spec === ENGINES ? readyTree() : undefined;
  if (there) return there;
  const root = treeDir(spec);
  const ready = readTree(root);
  if (ready) return ready;
  const missing = missingForFetch();
  if (missing.length) throw new Error(`Cannot fetch ${spec.what}:\n${missing.map((m) => `  - ${m}`).join('\n')}`);
  const waiting = () => say(`Another process is fetching ${spec.what}; waiting for it`);
  return withLock(`${root}.lock`, async () => readTree(root) ?? (await fetchTree(root, spec, say)), waiting);
}

/** @param {import('./trees.mjs').TreeSpec} spec */
export function treeDir(spec = ENGINES) {
  const hash = createHash('sha256').update(JSON.stringify([spec, process.arch, spec.release || machineRelease()]));
  return join(cacheDir(), `${spec.name}-${hash.digest('hex').slice(0, 12)}`);
}

/** @param {string} root @returns {Tree | undefined} */
function readTree(root) {
  const file = join(root, 'versions.json');
  return existsSync(file) ? { root, versions: JSON.parse(readFileSync(file, 'utf8')) } : undefined;
}

/** @param {string} root @param {import('./trees.mjs').TreeSpec} spec @param {import('./say.mjs').Say} say */
async function fetchTree(root, spec, say) {
  const started = Date.now();
  const work = `${root}.work`;
  const apt = privateApt(join(work, 'apt'), await sourcesFor(spec));
  say(`Fetching ${spec.what}: reading Debian's package lists (about 15 MB, some seconds)`);
  await apt.update();
  const plan = await apt.plan(spec.packages);
  checkVersions(plan, spec);
  const size = `${plan.archives.length} packages, ${megabytes(plan.bytes)}`;
  say(`Fetching ${spec.what}: ${size}, into ${cacheDir()}. Mostly 20 s to 2 min, once only`);
  await watched(apt.download(spec.packages), () => apt.downloaded(), plan.bytes, say);
  say('  all of it is here, unpacking');
  const made = join(work, 'root');
  rmSync(made, { recursive: true, force: true });
  layOut(made);
  const queue = plan.archives.filter((archive) => !spec.leftOut.includes(archive.package));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await unpack(join(apt.archives, next.file), made);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const versions = Object.fromEntries(plan.archives.map((a) => [a.package, a.version]));
  writeFileSync(join(made, 'versions.json'), JSON.stringify(versions, null, 1));
  // A leftover without versions.json was never finished: rename() would refuse to replace it.
  rmSync(root, { recursive: true, force: true });
  renameSync(made, root);
  rmSync(work, { recursive: true, force: true });
  say(`Fetched ${spec.what} in ${seconds(Date.now() - started)}`);
  return { root, versions };
}

/** @param {import('./trees.mjs').TreeSpec} spec */
async function sourcesFor(spec) {
  mkdirSync(cacheDir(), { recursive: true });
  if (spec.release) return [sourceLine(await debianMirror(), spec.release, 'main')];
  const release = machineRelease();
  const own = (await ownSources()).filter((s) => s.release.startsWith(release));
  if (!own.length) return [sourceLine(await debianMirror(), release, 'main')];
  return own.map((s) => sourceLine(s.uri, s.release, s.component));
}

/** @param {import('./apt.mjs').Plan} plan @param {import('./trees.mjs').TreeSpec} spec */
function checkVersions(plan, spec) {
  for (const range of spec.tested) {
    const found = plan.archives.find((a) => a.package === range.package)?.version ?? 'none';
    if (isTested(found, range)) continue;
    throw new Error(
      `Debian ${spec.release} now has ${range.name} ${found}; Spillway is tested with ${range.min} up to, not including, ${range.below}. ` +
        'Look for a newer Spillway, or bring a tested one of your own (docs/configuration.md, "Engines").',
    );
  }
}

/** @param {Promise<unknown>} work @param {() => number} done @param {number} total @param {import('./say.mjs').Say} say */
async function watched(work, done, total, say) {
  let told = 0;
  const timer = setInterval(() => {
    const percent = Math.floor((100 * done()) / total);
    if (percent - told < 5) return;
    told = percent;
    say(`  ${megabytes((percent * total) / 100)} of ${megabytes(total)} (${percent} %)`);
  }, 1000);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
}
