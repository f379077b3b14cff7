import type { SiteNames } from '../app/site-names.js';
import { codeText } from '../i18n/codes.js';
import { en } from '../i18n/en/index.js';
import { type Key, type Language, type Translate, text } from '../i18n/i18n.js';
import type { Problem } from './setup.api.js';

/** What a field is called: `/overflow/0/to` → “Overflow › 0 › to”. Ids of skills and agents stay as they are. */
export function fieldName(path: string): string {
  const [first = '', ...rest] = path.split('/').filter(Boolean);
  return [labelOf(first), ...rest.map((step) => labelOf(step))].join(' › ');
}
const labelOf = (name: string) => (`setup.f.${name}` in en ? text(`setup.f.${name}` as Key) : name);

/** A value as people read it: times in seconds, lists and parts in one line, what is not there as a dash. */
export function valueText(path: string, value: unknown, t: Translate): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no');
  if (typeof value === 'number' && /Ms$/.test(path)) return t('admin.seconds', { n: value / 1000 });
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((v) => valueText('', v, t)).join('; ');
  if (typeof value === 'object')
    return (
      partText(value as Record<string, unknown>, t) ??
      Object.entries(value)
        .map(([key, inner]) => `${labelOf(key)} ${valueText(key, inner, t)}`)
        .join(', ')
    );
  const word = `setup.w.${value}`;
  return word in en ? text(word as Key) : String(value);
}

/** What to do, in the reader's language; the site's own English sentence is the most exact where she reads English. */
export const problemText = ({ code, detail }: Problem, language: Language): string =>
  language === 'en' ? detail : (codeText(code) ?? detail);

/** Lines of a list that have a sentence of their own: overflows, hours, what is asked for after a wait. */
function partText(value: Record<string, unknown>, t: Translate): string | undefined {
  const said = (key: string) => valueText(key, value[key], t);
  if (value.when !== undefined && typeof value.to === 'object' && value.to !== null) {
    const { do: way, ...target } = value.to as Record<string, unknown>;
    const timed = value.when === 'waited' || value.when === 'estimate';
    const over = timed ? valueText('overMs', value.over, t) : value.when === 'length' ? `> ${value.over}` : '';
    return `${[said('when'), over].filter(Boolean).join(' ')}: ${[valueText('do', way, t), ...Object.values(target)].join(' ')}`;
  }
  if (Array.isArray(value.days))
    return `${value.days.map((d) => dayName(Number(d))).join(', ')} ${value.from}–${value.to}`;
  if (value.afterMs !== undefined) return t('setup.after', { wait: said('afterMs'), skills: said('requires') });
  return undefined;
}

/** 1 Monday to 7 Sunday, short. 5 January 1970 was a Monday. */
export const dayName = (day: number): string =>
  new Intl.DateTimeFormat(document.documentElement.lang || 'en', { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(1970, 0, 4 + day),
  );

/** Where a problem stands: `/queues/sales/ringMs` → Queue Sales, Rings at an agent for. */
export function placeText(path: string, names: SiteNames): string {
  const [part = '', id, ...field] = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const one = `setup.one.${part}` in en ? text(`setup.one.${part}` as Key) : part;
  const known = (names as unknown as Record<string, Record<string, string>>)[part];
  const name = id === undefined ? '' : (known?.[id] ?? id);
  const where = field.length > 0 ? `, ${fieldName(field.join('/'))}` : '';
  return `${one} ${name}${where}`.trim();
}
