import type { MouseEvent, ReactNode } from 'react';
import { createStore, useStore } from '../ui/store.js';

/** The address inside the console: `/report/calls` and its query. */
export interface Route {
  path: string;
  query: URLSearchParams;
}

const here = (): Route => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const route = createStore<Route>(here());
addEventListener('popstate', () => route.set(here()));

export const useRoute = () => useStore(route);

export function go(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  route.set(here());
}

/** A link inside the console; new tabs and windows work as with any link. */
export function Link({
  to,
  className,
  current,
  children,
}: {
  to: string;
  className?: string;
  current?: boolean;
  children: ReactNode;
}) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} className={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
