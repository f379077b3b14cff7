import type { TransferTarget } from './actions.js';

/** Where a call can go, as the site lists it. */
export interface Targets {
  agents: { id: string; name: string; state: 'free' | 'busy' | 'away' }[];
  queues: { id: string; name: string; waiting: number }[];
}
export type Choice =
  | { kind: 'agent'; id: string; name: string; state: 'free' | 'busy' | 'away'; to: TransferTarget }
  | { kind: 'queue'; id: string; name: string; waiting: number; to: TransferTarget }
  | { kind: 'number'; id: 'number'; name: string; to: TransferTarget };

const order = { free: 0, busy: 1, away: 2 };
const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l');

/** `+48 601 123-456` → `+48601123456`; undefined for what no telephone takes. */
export function numberIn(typed: string): string | undefined {
  const digits = typed.replace(/[\s().\-/]/g, '');
  return /^\+?\d{2,20}$/.test(digits) ? digits : undefined;
}

/** What fits what was typed: a number first, then who is free, then queues. Accents do not matter. */
export function choicesOf(targets: Targets, typed: string): Choice[] {
  const number = numberIn(typed);
  const wanted = plain(typed.trim());
  const fits = ({ name }: { name: string }) => plain(name).includes(wanted);
  return [
    ...(number ? [{ kind: 'number' as const, id: 'number' as const, name: number, to: { toNumber: number } }] : []),
    ...targets.agents
      .filter(fits)
      .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name))
      .map((agent) => ({ kind: 'agent' as const, ...agent, to: { toAgentId: agent.id } })),
    ...targets.queues.filter(fits).map((queue) => ({ kind: 'queue' as const, ...queue, to: { toQueueId: queue.id } })),
  ];
}
