import { COMPARISONS } from './expression.js';

/** One word of an expression and where it begins, counted from 0. */
export interface Word {
  readonly kind: 'name' | 'quoted' | 'number' | 'op' | '(' | ')' | 'end' | 'bad';
  readonly text: string;
  readonly at: number;
}

const OP = COMPARISONS.join('|');
/** A name begins with a letter, so that a number is never taken for one; a skill that does not is written in quotes. */
const WORD = new RegExp(
  String.raw`\s*(?:(?<open>\()|(?<close>\))|(?<op>${OP})|(?<number>\d+(?![A-Za-z0-9._:-]))|(?<name>[A-Za-z][A-Za-z0-9._:-]*)|"(?<quoted>[A-Za-z0-9][A-Za-z0-9._:-]*)"|(?<bad>\S))`,
  'y',
);

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  WORD.lastIndex = 0;
  for (;;) {
    const from = WORD.lastIndex;
    const found = WORD.exec(text);
    if (!found) return [...words, { kind: 'end', text: '', at: text.trimEnd().length || from }];
    const at = from + found[0].length - found[0].trimStart().length;
    const { open, close, op, number, name, quoted, bad } = found.groups!;
    if (open) words.push({ kind: '(', text: open, at });
    else if (close) words.push({ kind: ')', text: close, at });
    else if (op) words.push({ kind: 'op', text: op, at });
    else if (number) words.push({ kind: 'number', text: number, at });
    else if (name) words.push({ kind: 'name', text: name, at });
    else if (quoted) words.push({ kind: 'quoted', text: quoted, at });
    else words.push({ kind: 'bad', text: bad!, at });
  }
}
