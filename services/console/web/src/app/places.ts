import type { Role } from '#common/contracts/words.js';
import type { Key } from '../i18n/i18n.js';
import type { IconName } from '../ui/Icon.js';

export type PlaceName = 'desk' | 'live' | 'recordings' | 'report' | 'setup' | 'admin' | 'interaction' | 'explain';

/** A place of the console: where it is, who may go there. The site decides for itself; this only hides what it would refuse. */
export interface Place {
  name: PlaceName;
  path: string;
  title: Key;
  icon: IconName;
  roles: readonly Role[];
  /** Reached by links from other places, not from the menu. */
  hidden?: true;
}

export const PLACES: readonly Place[] = [
  { name: 'desk', path: '/desk', title: 'nav.desk', icon: 'headset', roles: ['agent'] },
  { name: 'live', path: '/live', title: 'nav.live', icon: 'live', roles: ['team-lead', 'head'] },
  {
    name: 'recordings',
    path: '/recordings',
    title: 'nav.recordings',
    icon: 'wave',
    roles: ['team-lead', 'head', 'quality'],
  },
  { name: 'report', path: '/report', title: 'nav.report', icon: 'chart', roles: ['team-lead', 'head', 'quality'] },
  { name: 'setup', path: '/setup', title: 'nav.setup', icon: 'sliders', roles: ['it', 'head'] },
  { name: 'admin', path: '/admin', title: 'nav.admin', icon: 'gear', roles: ['it'] },
  {
    name: 'interaction',
    path: '/interactions',
    title: 'nav.report',
    icon: 'link',
    roles: ['team-lead', 'head', 'quality'],
    hidden: true,
  },
  {
    name: 'explain',
    path: '/explain',
    title: 'explain.title',
    icon: 'link',
    roles: ['team-lead', 'head', 'quality', 'it'],
    hidden: true,
  },
];

export const placesOf = (roles: readonly Role[]): Place[] =>
  PLACES.filter((place) => !place.hidden && place.roles.some((role) => roles.includes(role)));

/** The place of a path and the rest of it, `/recordings/7` → recordings, ['7']. */
export function placeAt(path: string): { place: Place; rest: string[] } | undefined {
  const [first = '', ...rest] = path.split('/').filter(Boolean);
  const place = PLACES.find((candidate) => candidate.path === `/${first}`);
  return place && { place, rest: rest.map(decodeURIComponent) };
}
