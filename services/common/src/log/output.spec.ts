import { closeSync, openSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { output } from './output.js';

describe('the output of log lines', () => {
  it('drops a line that a full disk does not take', () => {
    const full = openSync('/dev/full', 'w');
    expect(() => output(full).write('a line\n')).not.toThrow();
    closeSync(full);
  });
});
