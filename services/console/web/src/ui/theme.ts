import { createStore, useStore } from './store.js';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEPT = 'spillway.theme';
const theme = createStore<Theme>('auto');

export const useTheme = () => useStore(theme);
export function chooseTheme(next: Theme): void {
  theme.set(next);
  localStorage.setItem(KEPT, next);
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}
/** Takes up what was chosen before; called before the first drawing, so that nothing flashes. */
export function restoreTheme(): void {
  const kept = localStorage.getItem(KEPT) as Theme | null;
  if (kept && THEMES.includes(kept)) chooseTheme(kept);
}
