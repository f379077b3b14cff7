import { type Comparison, HIGHEST_LEVEL, RESERVED, type SkillExpression } from './expression.js';
import { type Word, wordsOf } from './words.js';

/** `at` counts characters from 0, so that an editor can mark the place. */
export type ParsedSkills =
  | { readonly ok: true; readonly expression: SkillExpression }
  | { readonly ok: false; readonly trouble: string; readonly at: number };

class Trouble extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}
const MOST_NESTED = 40;

/**
 * Reads a skill expression such as `sales >= 3 and (german or english >= 5)`: `and` binds closer than `or`, `not` closest;
 * a skill alone is at least level 1; `anyone` asks for nothing; a skill named like a word of the language stands in quotes.
 */
export function parseSkills(text: string): ParsedSkills {
  const words = wordsOf(text);
  const reader = new Reader(words);
  try {
    return { ok: true, expression: reader.whole() };
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    return { ok: false, trouble: `${error.message} (at character ${error.at + 1})`, at: error.at };
  }
}

class Reader {
  #next = 0;
  #depth = 0;
  constructor(private readonly words: readonly Word[]) {}

  whole(): SkillExpression {
    const x = this.#chain('or', () => this.#chain('and', () => this.#one()));
    const left = this.#look();
    if (left.kind === ')') throw new Trouble('This bracket closes none: take it out or open one before it', left.at);
    if (left.kind !== 'end') throw new Trouble(`Write and or or before ${shown(left)}`, left.at);
    return x;
  }

  #chain(word: 'and' | 'or', part: () => SkillExpression): SkillExpression {
    const of = [part()];
    while (this.#is(word)) {
      this.#next++;
      of.push(part());
    }
    return of.length === 1 ? of[0]! : { is: word, of };
  }

  #one(): SkillExpression {
    const word = this.#look();
    if (this.#depth > MOST_NESTED) throw new Trouble('Too many brackets in one another: write it flatter', word.at);
    if (this.#is('not')) return { is: 'not', of: this.#deeper(() => this.#one()) };
    if (this.#is('anyone')) {
      this.#next++;
      return { is: 'anyone' };
    }
    if (word.kind === '(') return this.#deeper(() => this.#bracket(word));
    const plain = word.kind === 'name' && !RESERVED.has(word.text.toLowerCase());
    if (!plain && word.kind !== 'quoted') throw new Trouble(`Write a skill${instead(word)}`, word.at);
    this.#next++;
    return this.#level(word.text);
  }

  #bracket(opened: Word): SkillExpression {
    const x = this.#chain('or', () => this.#chain('and', () => this.#one()));
    const word = this.#look();
    if (word.kind !== ')' && word.kind !== 'end')
      throw new Trouble(`Write and, or or ) before ${shown(word)}`, word.at);
    if (word.kind === 'end')
      throw new Trouble('This bracket is never closed: write ) after what belongs to it', opened.at);
    this.#next++;
    return x;
  }

  #level(skill: string): SkillExpression {
    if (this.#look().kind !== 'op') return { is: 'skill', skill, op: '>=', level: 1 };
    const op = this.#take().text as Comparison;
    const word = this.#look();
    if (word.kind !== 'number') throw new Trouble(`Write a level from 0 to ${HIGHEST_LEVEL}${instead(word)}`, word.at);
    const level = Number(word.text);
    if (level > HIGHEST_LEVEL) throw new Trouble(`Levels end at ${HIGHEST_LEVEL}, nobody has ${word.text}`, word.at);
    this.#next++;
    return { is: 'skill', skill, op, level };
  }

  #deeper(read: () => SkillExpression): SkillExpression {
    this.#next++;
    this.#depth++;
    const x = read();
    this.#depth--;
    return x;
  }
  #look = (): Word => this.words[this.#next]!;
  #take = (): Word => this.words[this.#next++]!;
  #is = (word: string): boolean => this.#look().kind === 'name' && this.#look().text.toLowerCase() === word;
}

const shown = (word: Word): string => (word.kind === 'quoted' ? `"${word.text}"` : word.text);
const instead = (word: Word): string => (word.kind === 'end' ? ' here' : ` instead of ${shown(word)}`);
