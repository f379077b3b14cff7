import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../engines/cache.mjs';
import { speak } from '../engines/speak.mjs';

/** @type {Record<string, string>} what a demonstration caller says over and over */
const TEXTS = {
  en: 'Hello, this is a demonstration call. I would like to ask about my order. The number is four, seven, one, one.',
  pl: 'Dzień dobry, to jest rozmowa pokazowa. Chciałabym zapytać o moje zamówienie. Numer cztery, siedem, jeden, jeden.',
  ru: 'Здравствуйте, это пробный звонок. Я хотела бы спросить о моём заказе. Номер четыре, семь, один, один.',
};
export const LANGUAGES = Object.keys(TEXTS);

const PAUSE_BYTES = 8000 * 1.5;
const SILENCE = 0xd5;

/**
 * The caller's voice as raw A-law, 8 kHz, with a pause at the end; spoken once a machine.
 * @param {import('../engines/tree.mjs').Tree} tree
 * @param {string} language
 * @returns {Promise<string>} path
 */
export async function callerVoice(tree, language) {
  const hash = createHash('sha256').update(TEXTS[language]).digest('hex').slice(0, 8);
  const base = join(cacheDir(), 'callers', `${language}-${hash}`);
  if (existsSync(`${base}.al`)) return `${base}.al`;
  mkdirSync(join(cacheDir(), 'callers'), { recursive: true });
  const draft = `${base}.${process.pid}`;
  await speak(tree, [{ language, text: TEXTS[language] }], draft);
  writeFileSync(`${draft}.al`, Buffer.concat([readFileSync(`${draft}.alaw`), Buffer.alloc(PAUSE_BYTES, SILENCE)]));
  renameSync(`${draft}.al`, `${base}.al`);
  return `${base}.al`;
}
