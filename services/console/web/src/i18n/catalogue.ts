import { en } from './en/index.js';
import type { Message } from './message.js';

export type Key = keyof typeof en;
/** A language is complete by its type: every key of English, none other. */
export type Catalogue = Record<Key, Message>;
