/** ITU-T E.164 with its plus: no emergency or service number of any country is as long. */
const E164 = /^\+[1-9][0-9]{7,14}$/;

/**
 * Numbers that cost whoever calls them, by the national numbering plans and ITU-T E.164.1: premium rate, shared cost, and
 * networks of satellites and ships. A stranger names the number, so that these are not a matter of set-up.
 */
const DEAR = [
  '+979',
  '+808',
  '+870',
  '+878',
  '+881',
  '+882',
  '+883',
  '+4870',
  '+4830',
  '+4840',
  '+7803',
  '+7809',
  '+1900',
  '+1976',
  '+449',
  '+4487',
  '+49900',
  '+49137',
  '+338',
  '+39899',
  '+34803',
  '+34806',
  '+34807',
  '+34905',
  '+41900',
  '+41901',
  '+43900',
  '+43930',
];

export type NumberVerdict = 'ok' | 'malformed' | 'forbidden';

/** Whether a stranger may ask to be called on this number. */
export function verdictOn(number: string): NumberVerdict {
  if (!E164.test(number)) return 'malformed';
  return DEAR.some((prefix) => number.startsWith(prefix)) ? 'forbidden' : 'ok';
}
