import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { useDirectory } from './stage.js';

const stage = useDirectory();
let home: string;
let file: string;

/** The command line as a shell runs it, against this directory alone. */
const spillway = (...words: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) =>
    execFile(
      process.execPath,
      ['deploy/cli/spillway.mjs', 'config', ...words],
      { env: { ...process.env, SPILLWAY_HOME: home, NO_COLOR: '1' } },
      (error, out, err) => done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    ),
  );
const json = async (...words: string[]) => JSON.parse((await spillway(...words, '--json')).out);

beforeAll(() => {
  home = join(stage.engines.dir, 'home');
  file = join(home, 'my.yaml');
  mkdirSync(home);
  const signIn = ['ivan', 'anna'].map((user) => ({
    user,
    password: stage.passwordOf(user),
    roles: [user === 'ivan' ? 'it' : 'agent'],
  }));
  writeFileSync(join(home, 'run.json'), JSON.stringify({ console: stage.url, signIn, services: [], engines: [] }));
});

describe('npx spillway config', () => {
  it('writes the document, holds a changed one against what is in force, takes it over, and goes back', async () => {
    expect(await spillway('export', file)).toMatchObject({ code: 0, out: `Written to ${file}.\n` });
    const before = readFileSync(file, 'utf8');
    expect((await spillway('export')).out).toBe(before);
    writeFileSync(file, before.replace('ringMs: 15000', 'ringMs: 12000'));
    const check = await spillway('check', file);
    expect([check.code, check.out]).toEqual([0, expect.stringContaining('~ queues/sales\n    ringMs: 15000 → 12000')]);
    const { current } = await json('versions');
    const taken = await spillway('import', file, '--comment', 'shorter rings', '--from', String(current));
    expect([taken.code, taken.out]).toEqual([0, expect.stringContaining(`Saved as version ${current + 1}.`)]);
    expect((await spillway('versions')).out).toMatch(/Ivan Petrov +import +1 +shorter rings/);
    expect((await spillway('diff', String(current))).out).toContain('ringMs: 15000 → 12000');
    expect((await spillway('return', String(current), '--check')).out).toContain('ringMs: 12000 → 15000');
    expect((await spillway('return', String(current))).code).toBe(0);
    // The head names the version it was written under.
    expect((await spillway('export')).out.split('\n').slice(1)).toEqual(before.split('\n').slice(1));
  });

  it.each<[string, () => Promise<{ code: number; out: string; err: string }>, number, RegExp]>([
    [
      'a document with a mistake, by its line',
      async () => {
        writeFileSync(file, (await spillway('export')).out.replace('queueId: sales', 'queueId: nowhere'));
        return spillway('import', file);
      },
      1,
      /my\.yaml:\d+ {2}There is no queue nowhere: make it first, or name another\. {2}DIRECTORY\.UNKNOWN_QUEUE \/flows/,
    ],
    [
      'a version that somebody else made meanwhile',
      () => spillway('return', '1', '--from', '1'),
      1,
      /version 1, and version \d+ is in force/,
    ],
    ['a version that there never was', () => spillway('return', '999'), 1, /no version 999\. Choose one from/],
    ['a file that is not there', () => spillway('check', join(home, 'no.yaml')), 2, /cannot be read \(ENOENT\)/],
    ['no file at all', () => spillway('import'), 2, /config export/],
    ['what is no version', () => spillway('diff', 'yesterday'), 2, /"yesterday" is no version/],
    ['who may not look', () => spillway('export', '--user', 'anna'), 1, /needs the role it or head/],
  ])('refuses %s', async (_, run, code, says) => {
    const before = (await json('versions')).current;
    const answer = await run();
    expect([answer.code, answer.err]).toEqual([code, expect.stringMatching(says)]);
    expect((await json('versions')).current).toBe(before);
  });
});
