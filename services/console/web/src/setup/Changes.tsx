import { siteNames } from '../app/site-names.js';
import { type Key, useText } from '../i18n/i18n.js';
import { Badge, type Tone } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import type { Change } from './setup.api.js';
import { fieldName, valueText } from './words.js';

const kindOf = (c: Change): { word: Key; tone: Tone } =>
  !c.before
    ? { word: 'setup.added', tone: 'good' }
    : !c.after
      ? { word: 'setup.removed', tone: 'bad' }
      : { word: 'setup.changed', tone: 'accent' };

/** What differs, item by item and field by field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useText();
  const { agents } = useStore(siteNames);
  if (changes.length === 0) return <p className="muted">{t('setup.nothing')}</p>;
  return (
    <ul className="changes">
      {changes.map((c) => {
        const { word, tone } = kindOf(c);
        const name = (c.after ?? c.before)?.name;
        return (
          <li key={`${c.part}/${c.id}`}>
            <div className="row tight">
              <Badge tone={tone}>{t(word)}</Badge>
              <strong>
                {t(`setup.one.${c.part}`)}{' '}
                {c.part === 'agents' ? (agents[c.id] ?? c.id.slice(0, 8)) : typeof name === 'string' ? name : c.id}
              </strong>
            </div>
            {c.fields.length > 0 && (
              <dl className="field-changes">
                {c.fields.map(({ path, before, after }) => (
                  <div key={path}>
                    <dt>{fieldName(path)}</dt>
                    <dd>
                      <del>{valueText(path, before, t)}</del>
                      <span aria-hidden="true"> → </span>
                      <ins>{valueText(path, after, t)}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </li>
        );
      })}
    </ul>
  );
}
