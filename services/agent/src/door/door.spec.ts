import { describe, expect, it } from '@jest/globals';
import { originAllowed } from './origin.js';
import { answerProtocol, PROTOCOL, ticketIn, ticketOf } from './ticket.js';

describe('origin', () => {
  it.each([
    ['a page of this host on another port', 'http://localhost:7400', 'localhost:7401', [], true],
    ['a page of another host', 'https://evil.example', 'localhost:7401', [], false],
    ['a sandboxed page', 'null', 'localhost:7401', [], false],
    ['a file', 'file://', 'localhost:7401', [], false],
    ['a program without origin', undefined, 'localhost:7401', [], true],
    ['one of the list', 'https://desk.example', 'gw.example', ['https://desk.example'], true],
    ['not on the list, though of this host', 'https://gw.example', 'gw.example', ['https://desk.example'], false],
    [
      'a name that only begins alike',
      'https://desk.example.evil.example',
      'gw.example',
      ['https://desk.example'],
      false,
    ],
  ])('%s', (_, origin, host, allowed, expected) => {
    expect(originAllowed(origin, host, allowed)).toBe(expected);
  });
});

describe('ticket', () => {
  it('is found among the subprotocols', () => {
    expect(ticketIn(`${PROTOCOL}, spillway.ticket.aa.bb.cc`)).toBe('aa.bb.cc');
    expect(ticketIn('spillway.ticket.nonsense')).toBeUndefined();
    expect(ticketIn(undefined)).toBeUndefined();
  });
  it('is not echoed when the page offers a protocol without secret', () => {
    expect(answerProtocol(new Set([PROTOCOL, 'spillway.ticket.aa.bb.cc']))).toBe(PROTOCOL);
    expect(answerProtocol(new Set(['spillway.ticket.aa.bb.cc']))).toBe('spillway.ticket.aa.bb.cc');
  });
  it('keeps session, place and epoch, and nothing else a token may say', () => {
    expect(ticketOf({ session: 't1', place: 'site', epoch: 3, sub: 'Anna', iat: 1 }, 'site')).toEqual({
      session: 't1',
      place: 'site',
      epoch: 3,
    });
  });
  it('is refused at another place and without an epoch', () => {
    expect(() => ticketOf({ session: 't1', place: 'cloud-1', epoch: 3 }, 'site')).toThrow('another place');
    expect(() => ticketOf({ session: 't1', place: 'site' }, 'site')).toThrow('lacks');
  });
});
