const KEPT = 'spillway.tab';
/** A reload finds the lock of its own page free at once; who still waits for it then is a copy of a tab that lives. */
const PATIENCE_MS = 3_000;

/** What of the browser is needed here. */
export interface TabBrowser {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'clear'>;
  /** Absent where the page came by plain HTTP. */
  locks: Pick<LockManager, 'request'> | undefined;
}

/**
 * A duplicated tab, or one opened by script, begins with a copy of all that this tab keeps, the sign-in among it. Two that
 * renew one sign-in end it, as a token that is used twice counts as stolen. So each tab holds a lock for as long as it
 * lives: a copy finds it taken, forgets everything and asks for a sign-in of its own. False: this is such a copy.
 */
export async function claimTab({ storage, locks }: TabBrowser, patience = PATIENCE_MS): Promise<boolean> {
  if (!locks) return true;
  const kept = storage.getItem(KEPT);
  if (kept && (await hold(locks, kept, patience))) return true;
  if (kept) storage.clear();
  const own = crypto.randomUUID();
  storage.setItem(KEPT, own);
  await hold(locks, own, patience);
  return !kept;
}

const hold = (locks: Pick<LockManager, 'request'>, tab: string, patience: number): Promise<boolean> =>
  new Promise((resolve) => {
    const held = () => {
      resolve(true);
      // Until the tab is gone.
      return new Promise<never>(() => {});
    };
    locks.request(`${KEPT}.${tab}`, { signal: AbortSignal.timeout(patience) }, held).catch(() => resolve(false));
  });
