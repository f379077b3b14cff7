import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { config } from '../../services/directory/src/config.js';
import { DirectoryModule } from '../../services/directory/src/directory.module.js';
import { makeSigningKeys } from '../../services/directory/src/keys/signing-keys.js';
import { First1700000000001 } from '../../services/directory/src/migrations/1700000000001-first.js';
import { type Booted, boot, http } from '../boot.js';
import { useEngines } from '../engines.js';

afterAll(() => directory?.close());
const engines = useEngines();
let directory: Booted;

describe('somebody who invents a tenant for each guess', () => {
  beforeAll(async () => {
    const dir = join(engines.dir, 'directory');
    mkdirSync(dir);
    const keys = makeSigningKeys(dir);
    directory = await boot(engines, {
      name: 'directory',
      module: DirectoryModule,
      config,
      migrations: [First1700000000001],
      clock: new ManualClock(Date.now()),
      env: {
        SPILLWAY_TOKEN_PRIVATE_KEY_FILE: keys.privateKeyFile,
        SPILLWAY_TOKEN_PUBLIC_KEYS_FILE: keys.publicKeysFile,
        SPILLWAY_GATEWAY_URL: 'ws://127.0.0.1:7401/desk',
        SPILLWAY_DEMO: 'false',
      },
    });
  }, 60_000);

  it('is held back by her address like anybody else', async () => {
    const guesses: number[] = [];
    for (let i = 0; i < 31; i++) {
      const body = { tenant: `invented-${i}`, user: `guess${i}`, password: 'wrong' };
      const headers = { 'x-forwarded-for': '10.9.9.9' };
      guesses.push((await http(directory.url, 'POST', 'sessions', { body, headers })).status);
    }
    expect([guesses[0], guesses.at(-1)]).toEqual([401, 429]);
  }, 30_000);
});
