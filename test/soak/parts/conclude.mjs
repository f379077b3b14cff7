import { writeDown } from './write-down.mjs';

/**
 * Prints and keeps what a soak found.
 * @param {string} name
 * @param {{ result: { checks: Record<string, boolean> }, show: object, page: string, docs: boolean }} found `show`: what is printed
 * @returns {boolean} whether something that must hold does not
 */
export function conclude(name, { result, show, page, docs }) {
  console.log(JSON.stringify(show, null, 1));
  console.table(result.checks);
  writeDown('soak', name, { result, page, docs });
  return Object.values(result.checks).includes(false);
}

/**
 * Ends who works and the installation; with SPILLWAY_BENCH_KEEP its data stays to be looked at.
 * @param {{ stop: () => Promise<unknown>, remove: () => void }} started
 * @param {{ stop: () => Promise<unknown> } | undefined} crew
 */
export async function endAll(started, crew) {
  await crew?.stop().catch(() => {});
  await started.stop();
  if (!process.env.SPILLWAY_BENCH_KEEP) started.remove();
}
