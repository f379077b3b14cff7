import { en } from './en/index.js';
import { type Key, text } from './i18n.js';

/** A word of the closed vocabularies (outcomes, reasons, phases, causes) in the reader's language; one that is new stays as it is. */
export const wordText = (word: string): string => (`word.${word}` in en ? text(`word.${word}` as Key) : word);
