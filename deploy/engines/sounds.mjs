import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './cache.mjs';
import { callbackPrompts } from './callback-prompts.mjs';
import { withLock } from './lock.mjs';
import { composeMusic } from './music.mjs';
import { sayOnStderr, seconds } from './say.mjs';
import { command, speak } from './speak.mjs';
import { EFFECTS, FORMATS, VOICES } from './voices.mjs';
import { waitingPrompts } from './waiting-prompts.mjs';

const TEXTS = fileURLToPath(new URL('../asterisk/prompts/', import.meta.url));

/**
 * Puts prompts (`<language>/spillway/<id>`) and music (`moh/`) into a folder of an installation. Files that are there
 * stay: a prompt somebody recorded is hers. Spoken once a machine, into the cache.
 * @param {import('./tree.mjs').Tree} tree
 * @param {string} dir
 * @param {import('./say.mjs').Say} [say]
 */
export async function ensureSounds(tree, dir, say = sayOnStderr) {
  const texts = readdirSync(TEXTS)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const contents = texts.map((name) => readFileSync(join(TEXTS, name), 'utf8'));
  const waiting = texts.map((name) => generated(languageOf(name)));
  const made = [contents, waiting, VOICES, FORMATS, EFFECTS, composeMusic.toString(), tree.versions['espeak-ng']];
  const hash = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12);
  const mark = join(dir, `.made-${hash}`);
  if (existsSync(mark)) return;
  const cached = join(cacheDir(), `sounds-${hash}`);
  if (!existsSync(cached)) await withLock(`${cached}.lock`, () => makeAll(tree, texts, cached, say));
  mkdirSync(dir, { recursive: true });
  cpSync(cached, dir, { recursive: true, force: false });
  writeFileSync(mark, '');
}

/** @param {import('./tree.mjs').Tree} tree @param {string[]} texts @param {string} cached @param {import('./say.mjs').Say} say */
async function makeAll(tree, texts, cached, say) {
  if (existsSync(cached)) return;
  const started = Date.now();
  say('Speaking the prompts in English, Polish and Russian (some seconds, once only)');
  const work = `${cached}.work`;
  rmSync(work, { recursive: true, force: true });
  await makeMusic(tree, join(work, 'moh'));
  const jobs = [];
  for (const name of texts) jobs.push(...(await promptsOf(name)));
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      await speak(tree, job.parts, join(work, job.language, 'spillway', job.id));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  renameSync(work, cached);
  say(`Prompts spoken in ${seconds(Date.now() - started)}`);
}

/** Prompts with a number or a key in them. @param {import('./numerals.mjs').Language} language */
const generated = (language) => ({ ...waitingPrompts(language), ...callbackPrompts(language) });

/** @param {string} name e.g. `pl.yaml` */
const languageOf = (name) => /** @type {import('./numerals.mjs').Language} */ (name.replace('.yaml', ''));

/** @param {string} name e.g. `pl.yaml` */
async function promptsOf(name) {
  const { parse } = await import('yaml');
  const language = languageOf(name);
  /** @type {Record<string, string | Record<string, string>[]>} */
  const texts = parse(readFileSync(join(TEXTS, name), 'utf8'));
  return Object.entries({ ...generated(language), ...texts }).map(([id, text]) => {
    const parts =
      typeof text === 'string'
        ? [{ language, text }]
        : text.flatMap((part) => Object.entries(part).map(([of, words]) => ({ language: of, text: words })));
    return { language, id, parts };
  });
}

/** @param {import('./tree.mjs').Tree} tree @param {string} dir */
async function makeMusic(tree, dir) {
  mkdirSync(dir, { recursive: true });
  const raw = join(dir, 'hold.sln16');
  composeMusic(raw);
  for (const extension of ['alaw', 'ulaw']) {
    await command(tree, 'sox', ['-D', ...FORMATS.sln16, raw, ...FORMATS[extension], join(dir, `hold.${extension}`)]);
  }
}
