import { usualPlaces } from '../appliance/places.mjs';

const SETTINGS = {
  'One machine': [
    ['SPILLWAY_HOME', '`.spillway`', 'folder of all data, secrets and logs'],
    ['SPILLWAY_PORT', '`7400`', 'first of a block of 4,400 ports'],
    [
      'SPILLWAY_BIND',
      '`127.0.0.1`',
      'address that console, gateway and SIP listen on; RTP always listens on every interface',
    ],
    [
      'SPILLWAY_PUBLIC_HOST',
      'SPILLWAY_BIND, or the first interface',
      'name or address by which others reach this machine',
    ],
    ['SPILLWAY_ASTERISK_COUNT', '`1`', 'Asterisk nodes, 1 or 2'],
    ['SPILLWAY_TRUNK_CONTACT', 'none', 'SIP address of a carrier or PBX, for example `sip:203.0.113.5:5060`'],
    ['SPILLWAY_TRUNK_MATCH', 'its host', 'addresses or networks that its calls come from, separated by commas'],
    [
      'SPILLWAY_PRIORITIES',
      `\`${usualPlaces()}\``,
      'who has the processor first, by name of service or engine: a nice value, or `rt` and a real-time level; set where the machine permits it',
    ],
    ['SPILLWAY_DEMO', '`true`', 'fill an empty installation with demonstration data'],
    ['SPILLWAY_WITHOUT', 'none', 'services left out, for whoever runs one of them by hand'],
    ['SPILLWAY_BUNDLE', '`true`', '`false`: run services from one file each, as npm run dev does'],
    ['SPILLWAY_SKIP_BUILD', 'none', 'parts that are not built anew, for example `console-web`'],
  ],
  Engines: [
    ['SPILLWAY_CACHE', '`~/.cache/spillway`', 'where fetched engines and spoken prompts are kept'],
    [
      'SPILLWAY_ENGINES_ROOT',
      'none',
      'a folder with Asterisk, NATS, espeak-ng, SoX and SIPp below `usr/`, used instead of fetching any: an image, or a machine without a network',
    ],
    [
      'SPILLWAY_POSTGRES_ADMIN_URL',
      'none',
      'a PostgreSQL (15 or newer) that somebody else runs, as a role that may create roles and databases',
    ],
    ['SPILLWAY_CHROMIUM', 'installed, else fetched', 'browser of the tests'],
  ],
};

/** What `npm start`, `npm test` and the command line read, beside the services' own settings. Markdown. */
export const machineSettings = () =>
  Object.entries(SETTINGS)
    .map(([title, rows]) =>
      [
        `## ${title}`,
        '',
        '| variable | default | meaning |',
        '| --- | --- | --- |',
        ...rows.map(([name, ...cells]) => `| \`${name}\` | ${cells.join(' | ')} |`),
      ].join('\n'),
    )
    .join('\n\n');
