import { readFileSync, writeFileSync } from 'node:fs';
import { differencePage, outcomePage, problemLines, versionsPage } from './config-pages.mjs';
import { UsageError } from './help.mjs';
import { readOptions } from './options.mjs';
import { Problem, signIn, WHO } from './site.mjs';

const MAY_LOOK = ['it', 'head'];
const MAY_CHANGE = ['it'];
const COMMON = { json: false, ...WHO };

/** `spillway config export [file]` @param {string[]} words @returns {Promise<number>} */
export async function configExport(words) {
  const { rest, json, user } = readOptions(words, COMMON);
  const site = await signIn({ user, roles: MAY_LOOK });
  if (json) {
    print(await site.get('config'));
    return 0;
  }
  const text = await site.get('config/export');
  if (!rest[0]) process.stdout.write(text);
  else {
    writeFileSync(rest[0], text, { mode: 0o640 });
    console.log(`Written to ${rest[0]}.`);
  }
  return 0;
}

/** `spillway config check <file>`: what an import would do; 1 when it would be refused. @param {string[]} words @returns {Promise<number>} */
export async function configCheck(words) {
  const { rest, json, user } = readOptions(words, COMMON);
  const yaml = documentOf(rest[0]);
  const site = await signIn({ user, roles: MAY_LOOK });
  const outcome = await site.post('config/check', { yaml });
  if (json) print(outcome);
  else console.log(outcomePage(outcome, rest[0]));
  return outcome.problems.length > 0 ? 1 : 0;
}

/** `spillway config import <file>` @param {string[]} words @returns {Promise<number>} */
export async function configImport(words) {
  const { rest, json, user, comment, from } = readOptions(words, { ...COMMON, comment: '', from: '' });
  const yaml = documentOf(rest[0]);
  const site = await signIn({ user, roles: MAY_CHANGE });
  return change(site, 'config/import', { yaml, comment }, { json, from, file: rest[0] });
}

/** `spillway config versions` @param {string[]} words @returns {Promise<number>} */
export async function configVersions(words) {
  const { json, user, limit } = readOptions(words, { ...COMMON, limit: 20 });
  const site = await signIn({ user, roles: MAY_LOOK });
  const list = await site.get(`config/versions?limit=${limit}`);
  if (json) print(list);
  else console.log(versionsPage(list));
  return 0;
}

/** `spillway config diff <from> [to]` @param {string[]} words @returns {Promise<number>} */
export async function configDiff(words) {
  const { rest, json, user } = readOptions(words, COMMON);
  const from = versionOf(rest[0]);
  const site = await signIn({ user, roles: MAY_LOOK });
  const to = rest[1] === undefined ? (await site.get('config/versions?limit=1')).current : versionOf(rest[1]);
  const difference = await site.get(`config/diff?from=${from}&to=${to}`);
  if (json) print(difference);
  else console.log(differencePage(difference.changes));
  return 0;
}

/** `spillway config return <version>` @param {string[]} words @returns {Promise<number>} */
export async function configReturn(words) {
  const options = readOptions(words, { ...COMMON, comment: '', from: '', check: false });
  const { rest, json, user, comment, from, check } = options;
  const version = versionOf(rest[0]);
  const site = await signIn({ user, roles: check ? MAY_LOOK : MAY_CHANGE });
  if (!check) return change(site, `config/versions/${version}/return`, { comment }, { json, from });
  const outcome = await site.post('config/check', { returnTo: version });
  if (json) print(outcome);
  else console.log(outcomePage(outcome));
  return outcome.problems.length > 0 ? 1 : 0;
}

/**
 * @param {import('./site.mjs').Site} site @param {string} path @param {object} body
 * @param {{ json: boolean, from: string, file?: string }} how
 */
async function change(site, path, body, { json, from, file }) {
  try {
    const outcome = await site.post(path, body, from ? { 'if-match': `"${versionOf(from)}"` } : {});
    if (json) print(outcome);
    else
      console.log(
        outcome.changes.length === 0
          ? `Nothing differs; version ${outcome.version} stays.`
          : `${outcomePage(outcome)}\n\nSaved as version ${outcome.version}.`,
      );
    return 0;
  } catch (error) {
    if (!(error instanceof Problem) || !error.body?.problems) throw error;
    if (json) print(error.body);
    else console.error(`${problemLines(error.body.problems, file).join('\n')}\n${error.body.hint ?? ''}`);
    return 1;
  }
}

/** @param {string | undefined} file `-` is what comes in */
function documentOf(file) {
  if (!file) throw new UsageError('Which file? npx spillway config export my.yaml writes one to begin with.');
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${error.code ?? error.message}).`);
  }
}

/** @param {string | undefined} word */
function versionOf(word) {
  if (word && /^\d{1,15}$/.test(word)) return Number(word);
  throw new UsageError(
    `${word ? `"${word}" is no version.` : 'Which version?'} npx spillway config versions lists them.`,
  );
}

const print = (/** @type {unknown} */ value) => console.log(JSON.stringify(value, null, 2));
