/** What this tab keeps of a call over a reload, beside its memory: what was typed, and that its recording is masked. */
const KINDS = ['draft', 'masked'] as const;
const prefixOf = (kind: (typeof KINDS)[number]) => `spillway.${kind}.`;

export const keptKey = (kind: (typeof KINDS)[number], reservation: string): string => prefixOf(kind) + reservation;

/** Nothing of a call stays in the tab when its reservation is gone. */
export function forgetKept(open: readonly string[], storage: Storage = sessionStorage): void {
  const wanted = new Set(KINDS.flatMap((kind) => open.map((reservation) => keptKey(kind, reservation))));
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  for (const key of keys)
    if (KINDS.some((kind) => key.startsWith(prefixOf(kind))) && !wanted.has(key)) storage.removeItem(key);
}
