import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Role } from '#common/contracts/words.js';

/** A line of the file that tells whoever installed the demonstration how to sign in. */
export interface DemoSignIn {
  user: string;
  password: string;
  roles: readonly Role[];
}

export async function readSignIns(file: string): Promise<DemoSignIn[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DemoSignIn[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Whole or not at all, for its owner alone. */
export async function writeSignIns(file: string, signIns: readonly DemoSignIn[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}
