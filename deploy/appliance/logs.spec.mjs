import { closeSync, mkdtempSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lastLines, turnLogs } from './logs.mjs';

const folder = () => mkdtempSync(join(tmpdir(), 'spillway-logs-'));

describe('logs', () => {
  it('are shown from their end, though they are longer than any string', () => {
    const file = join(folder(), 'large.log');
    writeFileSync(file, '');
    truncateSync(file, 600 * 2 ** 20);
    const fd = openSync(file, 'a');
    writeSync(fd, '\none\ntwo\n');
    closeSync(fd);
    expect(lastLines(file)).toMatch(/one\ntwo$/);
  });

  it('that are not there end nobody', () => {
    expect(lastLines(join(folder(), 'none.log'))).toContain('is not there');
  });

  it('are set aside while somebody writes them', async () => {
    const dir = folder();
    const file = join(dir, 'a.log');
    const fd = openSync(file, 'a');
    writeSync(fd, 'before\n');
    await turnLogs(dir, 3);
    writeSync(fd, 'after\n');
    closeSync(fd);
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('before\n');
    expect(readFileSync(file, 'utf8')).toBe('after\n');
  });
});
