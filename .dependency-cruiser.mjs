/** The architecture as rules: run by `npm run lint`. A rule says why, so that who breaks it can decide with reason. */
const services = 'telephony|routing|recording|reporting|customers|directory|crossing|agent|console';
/** Third parties that live behind one thin folder each. */
const behind = (name, folder, packages) => ({
  name: `${name}-behind-its-folder`,
  comment: `${name} is spoken to from ${folder} alone, so that it can be replaced or faked in one place.`,
  severity: 'error',
  from: { path: '^services/', pathNot: [folder, '\\.spec\\.ts$'] },
  to: { path: packages },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle means two files that are really one, or a missing third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-service-into-service',
      comment: 'Services meet on the bus by contracts in common, never in each other’s code or tables.',
      severity: 'error',
      from: { path: `^services/(${services})/` },
      to: { path: `^services/(${services})/`, pathNot: '^services/$1/' },
    },
    {
      name: 'common-stands-alone',
      comment: 'The library does not know who uses it.',
      severity: 'error',
      from: { path: '^services/common/' },
      to: { path: `^services/(${services})/` },
    },
    {
      name: 'cores-are-pure',
      comment:
        'A core takes `now` and knows no framework, no database, no bus, no clock: it can be replayed and simulated.',
      severity: 'error',
      from: { path: '^services/[^/]+/src/core/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: 'node_modules/(@nestjs|typeorm|pg|@nats-io|pino)|^node:|services/common/src/(bus|db|ledger|log|metrics|clock)/',
      },
    },
    {
      name: 'agent-speaks-edge-contracts-alone',
      comment: 'The gateway may run in a cloud: it cannot know a message, a table or a key of the site.',
      severity: 'error',
      from: { path: '^services/agent/' },
      to: {
        path: 'services/common/src/(db|ledger|lease|contracts/(routing|telephony|customers|directory|recording|ledger))',
      },
    },
    behind('NATS', '^services/common/src/(bus|ledger)/', 'node_modules/@nats-io/'),
    behind('pg', '^services/(common/src/db|[^/]+/src/(writer|migrations))/', 'node_modules/(pg|typeorm)/'),
    {
      name: 'ari-from-telephony-alone',
      comment: 'Asterisk’s REST interface is spoken to through telephony’s thin client.',
      severity: 'error',
      from: { path: '^services/', pathNot: '^services/telephony/' },
      to: { path: '^services/telephony/src/ari/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/|services/console/web' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
