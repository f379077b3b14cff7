/** An error is refused; a warning is saved and said. */
export type Weight = 'error' | 'warning';

/** One thing that is wrong: its stable code, where it stands (JSON Pointer, RFC 6901, ids instead of places in lists), what to do. */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly detail: string;
  readonly weight: Weight;
  /** Of the document that was sent, counted from 1. */
  readonly line?: number;
}

export const wrong = (code: string, path: string, detail: string, weight: Weight = 'error'): Problem => ({
  code: `DIRECTORY.${code}`,
  path,
  detail,
  weight,
});
export const doubtful = (code: string, path: string, detail: string): Problem => wrong(code, path, detail, 'warning');

/** `pathOf('queues', 'sales', 'ringMs')` → `/queues/sales/ringMs` */
export const pathOf = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
export const stepsOf = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
