import { describe, expect, it } from '@jest/globals';
import { outcomePage, problemLines, versionsPage } from './config-pages.mjs';

const outcome = (change = {}) => ({ version: 3, changes: [], problems: [], warnings: [], left: [], ...change });

describe('what the command line says of a change', () => {
  it('names each item and field, what stays, and who would wait in vain', () => {
    const page = outcomePage(
      outcome({
        changes: [
          { part: 'queues', id: 'sales', before: {}, after: {}, fields: [{ path: '/ringMs', before: 1, after: 2 }] },
          { part: 'flows', id: 'old', before: {}, after: null, fields: [] },
        ],
        left: [{ part: 'queues', id: 'b2b', why: 'in-history' }],
        impact: { known: true, queues: [], sentences: ['Sales: this leaves 14 waiting callers without anyone.'] },
      }),
    );
    expect(page).toContain('~ queues/sales\n    ringMs: 1 → 2\n- flows/old');
    expect(page).toContain('queues b2b stays: past contacts name it');
    expect(page).toContain('! Sales: this leaves 14');
  });

  it('does not take an unknown impact for none', () => {
    const page = outcomePage(outcome({ impact: { known: false, why: 'Routing does not answer now.' } }));
    expect(page).toContain('Routing does not answer now.');
  });

  it('leads an editor to the line', () => {
    const [line] = problemLines([{ code: 'X.Y', path: '/queues/a', detail: 'Do this.', line: 7 }], 'my.yaml');
    expect(line).toBe('  my.yaml:7  Do this.  X.Y /queues/a');
  });

  it('lists versions with who and how', () => {
    const item = { version: 4, at: 0, byName: null, how: 'return', returnTo: 2, changed: 1, comment: 'oops' };
    const page = versionsPage({ current: 4, oldest: 1, items: [item] });
    expect(page).toMatch(/4 +1970-01-01 \d\d:\d\d +Spillway itself +return to 2 +1 +oops/);
  });
});
