import { describe, expect, it } from '@jest/globals';
import { SHORTCUTS, shortcutOf } from './shortcuts.js';

const stroke = (code: string, change = {}) => ({
  code,
  altKey: true,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...change,
});

describe('shortcuts', () => {
  it('are Alt and a key, by its place on the board', () => {
    expect(shortcutOf(stroke('KeyA'))).toBe('answer');
    expect(shortcutOf(stroke('Slash'))).toBe('help');
  });
  it.each([
    ['without Alt', stroke('KeyA', { altKey: false })],
    ['with Ctrl, as AltGr comes on Windows', stroke('KeyA', { ctrlKey: true })],
    ['with AltGr, which writes ą', stroke('KeyA', { getModifierState: () => true })],
    ['held down', stroke('KeyH', { repeat: true })],
    ['of no meaning', stroke('KeyZ')],
  ])('none %s', (_situation, given) => expect(shortcutOf(given)).toBeUndefined());
  it('leave the menus of browsers alone', () => {
    for (const key of Object.values(SHORTCUTS)) expect('DEF'.includes(key)).toBe(false);
  });
  it('are all different', () => expect(new Set(Object.values(SHORTCUTS)).size).toBe(Object.keys(SHORTCUTS).length));
});
