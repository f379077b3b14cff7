import { bold, columns, dim, green, red } from '../appliance/paint.mjs';

const WHY_LEFT = {
  'in-history': 'stays: past contacts name it',
  'no-agent-now': 'is no agent any more and stays as she is',
  'agent-not-named': 'is not in the document and stays as she is',
};
const HOW = { change: '', people: 'People', import: 'import', first: 'first set-up' };

/**
 * What a change comes to, for people.
 * @param {any} outcome as /api/v1/config/check answers @param {string} [file] that its lines are of
 */
export function outcomePage(outcome, file) {
  const parts = [
    [outcome.changes.length === 0 ? 'Nothing differs.' : differencePage(outcome.changes)],
    outcome.left.length > 0 && [
      bold('Not touched'),
      ...outcome.left.map((/** @type {any} */ l) => `  ${l.part} ${l.id} ${WHY_LEFT[l.why]}`),
    ],
    outcome.impact && impactLines(outcome.impact),
    outcome.warnings.length > 0 && [bold('Worth a look'), ...problemLines(outcome.warnings, file)],
    outcome.problems.length > 0 && [bold(red('Refused')), ...problemLines(outcome.problems, file)],
  ];
  return parts
    .filter(Boolean)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function impactLines(/** @type {any} */ impact) {
  if (!impact.known) return [bold('Now'), `  ${impact.why}`];
  if (impact.sentences.length === 0) return undefined;
  return [bold('Now'), ...impact.sentences.map((/** @type {string} */ s) => `  ${red('!')} ${s}`)];
}

/** @param {any[]} problems @param {string} [file] @returns {string[]} */
export const problemLines = (problems, file) =>
  problems.map((p) => {
    const where = p.line ? `${file ?? 'line '}${file ? ':' : ''}${p.line}` : p.path;
    return `  ${where || file || 'the document'}  ${p.detail}  ${dim(`${p.code} ${p.line ? p.path : ''}`.trim())}`;
  });

/** @param {any[]} changes */
export const differencePage = (changes) =>
  changes.length === 0
    ? 'Nothing differs.'
    : changes
        .flatMap((c) => {
          const name = `${c.part}/${c.id}`;
          if (!c.before) return [`${green('+')} ${bold(name)}`];
          if (!c.after) return [`${red('-')} ${bold(name)}`];
          return [`${dim('~')} ${bold(name)}`, ...c.fields.map(fieldLine)];
        })
        .join('\n');

const fieldLine = (/** @type {any} */ { path, before, after }) =>
  `    ${path.slice(1)}: ${shown(before)} ${dim('→')} ${shown(after)}`;
const shown = (/** @type {unknown} */ value) => (value === undefined ? dim('none') : JSON.stringify(value));

/** @param {any} list as /api/v1/config/versions answers */
export function versionsPage({ current, oldest, items }) {
  const rows = items.map((/** @type {any} */ v) => [
    v.version === current ? bold(v.version) : String(v.version),
    new Date(v.at).toLocaleString('sv-SE').slice(0, 16),
    v.byName ?? 'Spillway itself',
    v.how === 'return' ? `return to ${v.returnTo}` : HOW[v.how],
    String(v.changed),
    v.comment,
  ]);
  const head = ['version', 'when', 'who', 'how', 'items', 'why'].map(dim);
  return `${columns([head, ...rows])}\n\n${dim(`  Versions from ${oldest} on can be returned to: npx spillway config return <version>`)}`;
}
