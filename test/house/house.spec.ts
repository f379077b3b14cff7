import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { configurationPage } from '../../deploy/docs/configuration-page.mjs';

const run = promisify(execFile);
const bin = (name: string, ...args: string[]) =>
  run(`node_modules/.bin/${name}`, args, { maxBuffer: 1e8 }).then(
    () => '',
    (e: { stdout: string; stderr: string }) => `${e.stdout}${e.stderr}`.slice(-4000),
  );

describe('the house in order', () => {
  it('has the form of the formatter and passes its lint', async () => {
    expect(await bin('biome', 'ci', '--diagnostic-level=error', '.')).toBe('');
  }, 60_000);

  it('keeps the rules of the architecture, cycles forbidden', async () => {
    expect(await bin('depcruise', 'services', '--config', '.dependency-cruiser.mjs')).toBe('');
  }, 120_000);

  it('type-checks', async () => {
    expect(await bin('tsc', '-p', 'tsconfig.json', '--noEmit')).toBe('');
  }, 180_000);

  it('type-checks the pages, which have the browser’s types and not Node’s', async () => {
    expect(await bin('tsc', '-p', 'services/console/web/tsconfig.json')).toBe('');
  }, 180_000);

  it('documents every setting as the services read it', async () => {
    const services = readdirSync('services').filter((s) => readdirSync(`services/${s}/src`).includes('config.ts'));
    const schemas = await Promise.all(
      services.map(async (s) => (await import(`../../services/${s}/src/config.ts`)).config),
    );
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage(schemas));
  });
});
