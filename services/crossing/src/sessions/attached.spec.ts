import { expect, it } from '@jest/globals';
import { AttachedDesktops } from './attached.js';

const desktop = (session: string, over: object = {}) => ({
  session,
  tenant: 'main',
  agentId: 'a',
  epoch: 1,
  gateway: 'g1',
  seenAt: 0,
  ...over,
});

it('a gateway that a desktop has left cannot say that it is lost', () => {
  const attached = new AttachedDesktops();
  attached.attach(desktop('s'));
  attached.attach(desktop('s', { epoch: 2, gateway: 'g2' }));
  expect(attached.detach('s', { epoch: 1, gateway: 'g1' })).toBeUndefined();
  expect(attached.detach('s', { epoch: 2, gateway: 'g1' })).toBeUndefined();
  expect(attached.detach('s', { epoch: 2, gateway: 'g2' })).toMatchObject({ gateway: 'g2' });
});

it('who is no longer named by its gateway is lost, whoever else names it', () => {
  const attached = new AttachedDesktops();
  attached.attach(desktop('s1'));
  attached.attach(desktop('s2'));
  expect(attached.seen('g1', ['s1'], 100)).toBe(0);
  expect(attached.seen('g2', ['s2'], 100)).toBe(1);
  expect(attached.silentSince(50).map((d) => d.session)).toEqual(['s2']);
  expect(attached.silentSince(50)).toEqual([]);
});

it('names of sessions that nobody attached are counted', () => {
  expect(new AttachedDesktops().seen('g1', ['s1', 's2'], 0)).toBe(2);
});
