import { describe, expect, it } from '@jest/globals';
import { cdrOf } from './cdr.js';
import { callersIn } from './missed.js';

const line = (o: { id?: string; context?: string; start?: number; end?: number; mark?: string; dst?: string } = {}) =>
  `"${o.id ?? 'a-1.0'}","a-1.0","1","PJSIP/anonymous-0, ""odd""","","+4822","${o.dst ?? '1000'}","${o.context ?? 'from-outside'}",${o.start ?? 1795375347.5},,${o.end ?? 1795375349.25},1.75,0.0,"ANSWERED","Stasis","${o.mark ?? ''}"`;

describe('a call detail record', () => {
  it('is read with quotes, commas and empty fields', () => {
    expect(cdrOf(line())).toEqual({
      uniqueid: 'a-1.0',
      channel: 'PJSIP/anonymous-0, "odd"',
      dst: '1000',
      context: 'from-outside',
      start: 1795375347500,
      end: 1795375349250,
      mark: '',
    });
  });
  it.each([
    ['half a line', line().slice(0, 60)],
    ['nothing', ''],
    ['no times', line().replace(/1795\d+\.\d+/g, '')],
  ])('is passed over: %s', (_, text) => {
    expect(cdrOf(text)).toBeUndefined();
  });
});

describe('callers among the records', () => {
  const read = (lines: string[]) => callersIn(lines.map((l) => cdrOf(l)!));
  it('counts a call with several records once, from its first to its last', () => {
    expect(read([line({ start: 10, end: 20 }), line({ start: 20, end: 31 })])).toEqual([
      { uniqueid: 'a-1.0', entry: '1000', start: 10_000, end: 31_000, cause: 'caller-hangup', crowded: false },
    ]);
  });
  it.each([
    ['over-limit', 'all-lines-busy'],
    ['over-source-limit', 'all-lines-busy'],
    ['application-away', 'not-served'],
    ['', 'caller-hangup'],
  ])('takes the mark %p as %s', (mark, cause) => {
    expect(read([line({ mark })])[0]!.cause).toBe(cause);
  });
  it.each([
    ['what agents dial', line({ context: 'from-agent' })],
    ['whom we call by the trunk', line({ id: '01a20553-83a9-7e6f-ba7e-a761d79dce9b' })],
    ['a customer who is called again', line({ id: 'c-d8e4d407-a5f6-54f1-a9ce-405c72d081e2' })],
  ])('leaves out %s', (_, record) => {
    expect(read([record])).toEqual([]);
  });
});
