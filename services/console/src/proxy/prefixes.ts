/** The services that answer under `/api/v1` of the site. */
export type ApiOwner = 'directory' | 'telephony' | 'routing' | 'customers' | 'recording' | 'reporting';

const byFirstSegment: Record<string, ApiOwner> = {
  sessions: 'directory',
  me: 'directory',
  users: 'directory',
  queues: 'directory',
  flows: 'directory',
  entries: 'directory',
  names: 'directory',
  dispositions: 'directory',
  teams: 'directory',
  config: 'directory',
  voice: 'telephony',
  'call-us': 'telephony',
  callbacks: 'telephony',
  prompts: 'telephony',
  live: 'routing',
  routing: 'routing',
  tickets: 'routing',
  agents: 'routing',
  customers: 'customers',
  recordings: 'recording',
  reports: 'reporting',
  interactions: 'reporting',
};
const ofDesk: Record<string, ApiOwner> = { sessions: 'directory', targets: 'routing', names: 'customers' };
const ofReservation: Record<string, ApiOwner> = {
  transfer: 'routing',
  contact: 'customers',
  draft: 'customers',
  'wrap-up': 'customers',
  customer: 'customers',
  mask: 'recording',
};

/**
 * Which service owns a path, for example `/api/v1/desk/reservations/<id>/mask?x=1` → `recording`.
 * Undefined when none does; the proxy then answers 404 itself and bothers no service.
 */
export function ownerOf(url: string): ApiOwner | undefined {
  const [, api, version, first, second, , fourth] = (url.split('?', 1)[0] ?? '').split('/');
  if (api !== 'api' || version !== 'v1' || !first) return undefined;
  if (first !== 'desk') return own(byFirstSegment, first);
  if (second === 'reservations') return own(ofReservation, fourth);
  return own(ofDesk, second);
}

const own = (table: Record<string, ApiOwner>, key: string | undefined) =>
  key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
