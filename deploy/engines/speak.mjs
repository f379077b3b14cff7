import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exec } from './exec.mjs';
import { run } from './run.mjs';
import { EFFECTS, FORMATS, VOICES } from './voices.mjs';

/**
 * Speaks a text into files `<base>.alaw`, `.ulaw` and `.sln16`.
 * @param {import('./tree.mjs').Tree} tree
 * @param {{ language: string, text: string }[]} parts spoken one after the other, each in its language's voice
 * @param {string} base path without extension
 */
export async function speak(tree, parts, base) {
  const waves = [];
  mkdirSync(join(base, '..'), { recursive: true });
  for (const [i, { language, text }] of parts.entries()) {
    const { voice, rate } = VOICES[language];
    const wave = `${base}.${i}.wav`;
    await command(tree, 'espeak-ng', ['-v', voice, '-s', String(rate), '-w', wave, text]);
    waves.push(wave);
  }
  for (const [extension, format] of Object.entries(FORMATS)) {
    await command(tree, 'sox', ['-D', ...waves, ...format, `${base}.${extension}`, ...EFFECTS]);
  }
  for (const wave of waves) rmSync(wave);
}

/** @param {import('./tree.mjs').Tree} tree @param {string} name @param {string[]} args */
export function command(tree, name, args) {
  const { file, args: argv, env } = run(tree, name, args);
  return exec(file, argv, { env });
}
