import { LANGUAGES, type Language } from '#common/contracts/words.js';
import { createStore, useStore } from '../ui/store.js';
import type { Catalogue, Key } from './catalogue.js';
import { en } from './en/index.js';
import { fill, type Values } from './message.js';

export { LANGUAGES, type Language } from '#common/contracts/words.js';
export type { Key } from './catalogue.js';

const KEPT = 'spillway.language';
const load: Record<Language, () => Promise<Catalogue>> = {
  en: async () => en,
  pl: async () => (await import('./pl/index.js')).pl,
  ru: async () => (await import('./ru/index.js')).ru,
};

interface Tongue {
  language: Language;
  catalogue: Catalogue;
}
const tongue = createStore<Tongue>({ language: 'en', catalogue: en });

const isLanguage = (word: string | null | undefined): word is Language => LANGUAGES.includes(word as Language);

/** What was chosen before, else what the browser prefers, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export async function speak(language: Language): Promise<void> {
  const catalogue = await load[language]();
  tongue.set({ language, catalogue });
  document.documentElement.lang = language;
}
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await speak(language);
}

export type Translate = (key: Key, values?: Values) => string;
/** For code outside components; components use `useText`, which follows a change of language. */
export const text: Translate = (key, values) => fill(tongue.get().catalogue[key] ?? key, tongue.get().language, values);

export function useText(): Translate {
  const { catalogue, language } = useStore(tongue);
  return (key, values) => fill(catalogue[key] ?? key, language, values);
}
export const useLanguage = (): Language => useStore(tongue).language;
