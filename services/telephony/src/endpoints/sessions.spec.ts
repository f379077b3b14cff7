import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import type { Config } from '../config.js';
import { PhoneSessions } from './sessions.js';

const session = (agentId: string) => ({ agentId, digest: 'd', expiresAt: 2_000_000 });

it('a phone ends with its own sign-in alone, also on disk', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'phones-'));
  const open = () => new PhoneSessions({ dir } as Config, new ManualClock());
  const sessions = open();
  await sessions.set({ ...session('anna'), signIn: 'newer' });
  await sessions.set(session('ben'));
  expect(await sessions.end('anna', 'older')).toBe(false);
  expect(await sessions.end('anna', 'newer')).toBe(true);
  expect(open().agents()).toEqual(['ben']);
  // Of before it was kept which sign-in a phone belongs to.
  expect(await sessions.end('ben', 'any')).toBe(true);
  expect(open().agents()).toEqual([]);
});

it('a sign-in that could not be written keeps none of the next from being written', async () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'phones-')), 'later');
  const open = () => new PhoneSessions({ dir } as Config, new ManualClock());
  const sessions = open();
  await expect(sessions.set(session('anna'))).rejects.toMatchObject({ code: 'ENOENT' });
  mkdirSync(dir);
  await sessions.set(session('ben'));
  expect(open().agents()).toEqual(['anna', 'ben']);
});

it('a file that a crash left torn keeps nobody from starting', () => {
  const dir = mkdtempSync(join(tmpdir(), 'phones-'));
  writeFileSync(join(dir, 'phones.json'), '');
  expect(new PhoneSessions({ dir } as Config, new ManualClock()).agents()).toEqual([]);
});
