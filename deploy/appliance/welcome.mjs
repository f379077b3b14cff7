import { relative } from 'node:path';
import { bold, columns, cyan, dim, green } from './paint.mjs';
import { portsOf } from './settings.mjs';

/**
 * What a person sees when all is up.
 * @param {import('./settings.mjs').Settings} settings
 * @param {any} run the content of run.json
 * @param {number} ms since the start
 * @returns {string}
 */
export function welcome(settings, run, ms) {
  const rtp = portsOf(settings.port).rtp(0);
  const last = rtp + 2000 * settings.nodes.length - 1;
  const other = settings.port === 7400 ? '' : `SPILLWAY_PORT=${settings.port} `;
  const home = process.env.SPILLWAY_HOME ? `SPILLWAY_HOME=${process.env.SPILLWAY_HOME} ` : '';
  const lines = [
    '',
    `${bold(green(`Spillway ${run.version} is ready`))} ${dim(`after ${(ms / 1000).toFixed(1)} s`)}`,
    '',
    columns([
      ['Console', cyan(run.console)],
      ['Call us', cyan(`${run.console}/call-us`), dim('a customer’s page: call from the browser')],
      [
        'SIP',
        `${run.sip.host}:${run.sip.port}`,
        dim(`UDP and TCP; ${run.numbers.map((/** @type {any} */ n) => `${n.number} ${n.leadsTo}`).join(', ')}`),
      ],
      [
        'Audio',
        `UDP ${rtp} to ${last}`,
        dim(`on every interface, as browsers need it; all else listens on ${settings.bind}`),
      ],
    ]),
  ];
  if (run.signIn.length) {
    lines.push(
      '',
      bold('Sign in as'),
      columns(run.signIn.map((/** @type {any} */ s) => [s.user, s.password, dim(s.roles.join(', '))])),
    );
  }
  lines.push(
    '',
    columns([
      ['Try', `${other}${home}npx spillway call --to 1000`, dim('a caller with a synthetic voice')],
      ['Look', `${other}${home}npx spillway status`],
      ['Data', near(settings.home), dim('stays when you stop; logs are in logs/')],
    ]),
    '',
    dim('Ctrl-C stops everything.'),
    '',
  );
  return lines.join('\n');
}

/** @param {string} path as short as it can be said from here */
function near(path) {
  const short = relative(process.cwd(), path);
  return short && !short.startsWith('..') ? short : path;
}
