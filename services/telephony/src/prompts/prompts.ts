import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Language } from '#common/contracts/words.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { SpillwayError } from '#common/errors/errors.js';
import { Nodes } from '../nodes/nodes.js';
import { resample, toAlaw, toSlin, toUlaw } from './convert.js';
import { readWav, type Sound, writeWav } from './wav.js';

export interface PromptFile {
  readonly language: Language;
  readonly id: string;
  readonly durationMs: number;
  readonly changedAt: number;
}

const WIDE = 16_000;
const NARROW = 8_000;
/** Each codec has its own file, so that speaking a prompt costs no transcoding. */
const forms = (wide: Sound, narrow: Sound): Record<string, Buffer> => ({
  sln16: toSlin(wide),
  alaw: toAlaw(narrow.samples),
  ulaw: toUlaw(narrow.samples),
});

/** What the house says to callers, as files in each node's sounds folder. */
@Injectable()
export class Prompts {
  constructor(private readonly nodes: Nodes) {}

  async list(): Promise<PromptFile[]> {
    const found = await Promise.all(LANGUAGES.map((language) => this.listOf(language)));
    return found.flat().sort((a, b) => a.id.localeCompare(b.id) || a.language.localeCompare(b.language));
  }

  /** The prompt as a WAV file of 16 kHz. */
  async read(language: Language, id: string): Promise<Buffer | undefined> {
    const raw = await readFile(join(this.folder(language), `${id}.sln16`)).catch(() => undefined);
    if (!raw) return undefined;
    const even = new Uint8Array(raw).slice(0, raw.length - (raw.length % 2));
    return writeWav({ rate: WIDE, samples: new Int16Array(even.buffer) });
  }

  /** Replaces a prompt on every node. A caller hears the old or the new one, never half of it. Throws NotAPrompt. */
  async replace(language: Language, id: string, wav: Buffer): Promise<{ durationMs: number }> {
    const sound = readWav(wav);
    const [wide, narrow] = [resample(sound, WIDE), resample(sound, NARROW)];
    for (const folder of this.folders(language)) {
      await mkdir(folder, { recursive: true });
      for (const [extension, bytes] of Object.entries(forms(wide, narrow)))
        await put(join(folder, `${id}.${extension}`), bytes);
      // A file of another form would be preferred to the new ones by some codec.
      for (const old of ['wav', 'wav16', 'gsm', 'g722']) await rm(join(folder, `${id}.${old}`), { force: true });
    }
    return { durationMs: Math.round((sound.samples.length / sound.rate) * 1000) };
  }

  private async listOf(language: Language): Promise<PromptFile[]> {
    const folder = this.folder(language);
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.sln16'));
    return Promise.all(
      names.map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name));
        const durationMs = Math.round((size / 2 / WIDE) * 1000);
        return { language, id: name.replace('.sln16', ''), durationMs, changedAt: Math.round(mtimeMs) };
      }),
    );
  }

  private folder(language: Language): string {
    const [first] = this.folders(language);
    if (first) return first;
    throw new SpillwayError('TELEPHONY.NO_SOUNDS', 'No sounds folder is named for any Asterisk node.', {
      blame: 'us',
      status: 503,
      hint: 'Set soundsDir in SPILLWAY_ASTERISK_NODES.',
    });
  }
  private folders(language: Language): string[] {
    const dirs = this.nodes.all().map(({ config }) => config.soundsDir);
    return [...new Set(dirs)].filter((dir) => dir !== undefined).map((dir) => join(dir, language, 'spillway'));
  }
}

async function put(path: string, bytes: Buffer): Promise<void> {
  const fresh = `${path}.${randomUUID()}.new`;
  await writeFile(fresh, bytes);
  await rename(fresh, path);
}
