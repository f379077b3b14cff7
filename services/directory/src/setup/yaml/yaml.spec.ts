import { describe, expect, it } from '@jest/globals';
import type { QueueConfig } from '#common/contracts/directory.js';
import { demoSetup } from '../../demo/demo.data.js';
import { check } from '../check.js';
import { changesBetween } from '../diff.js';
import { applied } from '../draft.js';
import type { Whole } from '../setup.js';
import { draftTowards } from '../target.js';
import { fromYaml } from './read.js';
import { toYaml } from './write.js';

const ANNA = '11111111-1111-4111-8111-111111111111';
const rich: Partial<QueueConfig> = {
  requires: 'sales >= 3 and ("1st" or english >= 5)',
  relax: [{ afterMs: 30_000, requires: 'sales' }],
  hours: { timeZone: 'Europe/Warsaw', open: [{ days: [1, 2], from: '08:00', to: '24:00' }], holidays: ['2026-12-25'] },
  overflow: [{ when: 'length', over: 20, to: { do: 'number', number: '+48555000001' } }],
};
const whole: Whole = {
  ...demoSetup,
  queues: [{ ...demoSetup.queues[0]!, ...rich }, demoSetup.queues[1]!],
  entries: [...demoSetup.entries, { number: '0800', flowId: 'welcome' }],
  agents: [{ id: ANNA, team: 'day', skills: { sales: 8, support: 3 }, languages: ['en'], capacity: { voice: 1 } }],
};
const nameOf = new Map([[ANNA, 'anna']]);
const idOf = new Map([['anna', ANNA]]);
const text = toYaml('main', 12, whole, nameOf);
const read = (changed: string) => {
  const { target, problems, place } = fromYaml(changed, idOf);
  const { after, problems: more } = applied(
    whole,
    draftTowards(whole, target, { passStrangers: false }).draft as never,
  );
  return { after, problems: [...problems, ...more, ...check(after)].map(place) };
};

describe('a configuration as a document', () => {
  it('read again is the same, and written again the same to the letter', () => {
    const { after, problems } = read(text);
    expect(problems).toEqual([]);
    expect(changesBetween(whole, after)).toEqual([]);
    expect(toYaml('main', 12, after, nameOf)).toBe(text);
  });

  it('has the same order whatever order things are kept in', () => {
    const turned = { ...whole, queues: [...whole.queues].reverse(), entries: [...whole.entries].reverse() };
    expect(toYaml('main', 12, turned, nameOf)).toBe(text);
  });

  it('explains itself and holds nobody’s name or phone', () => {
    expect(text).toMatch(/^# Spillway: the configuration of main, version 12\./);
    expect(text).toContain("ringMs: 15000 # how long an agent's phone rings");
    expect(text.match(/# how long an agent's phone rings/g)).toHaveLength(1);
    expect(text).not.toMatch(/phoneUri|1111/);
  });

  it('reads as people write it', () => {
    expect(text).toContain('- days: [1, 2]\n          from: 08:00\n          to: 24:00\n');
  });

  it('keeps a number that begins with 0', () => {
    const { after } = read(text.replace(/["']0800["']/, '0800'));
    expect(after.entries.map((e) => e.number)).toContain('0800');
  });

  const line = (piece: string) => text.slice(0, text.indexOf(piece)).split('\n').length;
  it.each<[string, string, string, string, number | undefined]>([
    ['that is no YAML', text.replace('\nqueues:\n', '\nqueues: [\n'), 'NOT_YAML', '', undefined],
    ['of another form', 'queues: {}\n', 'NOT_A_CONFIGURATION', '', undefined],
    ['that holds a queue twice', `${text}\nqueues: {}\n`, 'NOT_YAML', '', undefined],
    [
      'with a section nobody knows',
      text.replace('\nteams:', '\nteems:'),
      'UNKNOWN_SECTION',
      '/teems',
      line('\nteams:') + 1,
    ],
    [
      'with a number where none can be',
      text.replace('ringMs: 15000', 'ringMs: soon'),
      'BAD_FORM',
      '/queues/sales/ringMs',
      line('ringMs: 15000'),
    ],
    [
      'with an expression that cannot be read',
      text.replace('sales >= 3 and', 'sales >= 3 or and'),
      'BAD_EXPRESSION',
      '/queues/sales/requires',
      line('requires: sales'),
    ],
    [
      'with an agent who is none',
      text.replace('  anna:', '  berta:'),
      'UNKNOWN_AGENT',
      '/agents/berta',
      line('  anna:'),
    ],
    [
      'with a step that leads nowhere',
      text.replace('next: menu', 'next: nowhere'),
      'UNKNOWN_STEP',
      '/flows/welcome/steps/greeting/next',
      line('next: menu'),
    ],
  ])('%s is told with its line', (_, changed, code, path, at) => {
    const [first] = read(changed).problems;
    expect(first).toMatchObject({ code: `DIRECTORY.${code}`, path, ...(at === undefined ? {} : { line: at }) });
  });

  it('cannot be blown up by references', () => {
    const bomb = [
      'spillway: 1',
      'x0: &x0 [1, 1]',
      ...Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`),
    ];
    expect(fromYaml(bomb.join('\n'), idOf).problems[0]!.code).toBe('DIRECTORY.NOT_A_CONFIGURATION');
  });
});
