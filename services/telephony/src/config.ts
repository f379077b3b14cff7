import { z } from 'zod';
import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, flag, int, json, str } from '#common/config/config.js';

/** One Asterisk node as the appliance or the chart describes it; telephony uses what concerns ARI, SIP and the files. */
const asteriskNode = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/),
  ariUrl: z.url(),
  ariUser: z.string(),
  ariPasswordFile: z.string(),
  sipHost: z.string(),
  sipPort: z.int(),
  logDir: z.string(),
  /** Where this node looks for sounds; prompts lie in `<soundsDir>/<language>/spillway`. */
  soundsDir: z.string().optional(),
});
export type NodeConfig = z.infer<typeof asteriskNode>;

export const config = defineConfig('telephony', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  ...common.witness,
  nodes: json(
    'SPILLWAY_ASTERISK_NODES',
    'the Asterisk nodes: id, ariUrl, ariUser, ariPasswordFile, sipHost, sipPort, logDir, soundsDir',
    z.array(asteriskNode).min(1).max(64),
  ),
  dir: str(
    'SPILLWAY_TELEPHONY_DIR',
    'folder on local disk for facts on their way to the ledger, open calls and phone sign-ins',
  ),
  app: str('SPILLWAY_STASIS_APP', 'name of the Stasis application in Asterisk’s dialplan', { default: 'spillway' }),
  trunk: str(
    'SPILLWAY_TRUNK',
    'PJSIP endpoint by which numbers outside are dialled; without one only own entries can be dialled',
    { optional: true },
  ),
  dialPrefixes: json(
    'SPILLWAY_DIAL_PREFIXES',
    'how numbers must begin that are dialled by the trunk, for example ["+48", "+7"]; empty: any number may be dialled',
    z.array(z.string().regex(/^\+?[0-9]{1,20}$/)),
    { default: [] },
  ),
  maxCalls: int(
    'SPILLWAY_MAX_CALLS',
    'calls at a time on one node; every further caller hears that all lines are busy',
    { default: 150 },
  ),
  maxCallsBySource: int(
    'SPILLWAY_MAX_CALLS_BY_SOURCE',
    'calls at a time on one node from one address, of callers whom no trunk brings, and visits to the call-us page that may be open from it; loopback is not counted',
    { default: 20 },
  ),
  maxRate: int(
    'SPILLWAY_MAX_CALLS_PER_SECOND',
    'new calls a second on one node; every further caller hears that all lines are busy',
    { default: 40 },
  ),
  delayMs: int(
    'SPILLWAY_TECHNICAL_DELAY_MS',
    'a caller who could not be put in line for this long is told of a technical delay',
    { default: 1500 },
  ),
  rtpTimeout: int('SPILLWAY_RTP_TIMEOUT_S', 'an agent’s browser that sends no audio for this long is lost', {
    default: 5,
  }),
  voiceSessionHours: int('SPILLWAY_VOICE_SESSION_HOURS', 'an agent’s phone sign-in ends after', { default: 12 }),
  visitorMinutes: int('SPILLWAY_VISITOR_MINUTES', 'a visitor of the call-us page may begin a call for this long', {
    default: 10,
  }),
  visitorsPerMinute: int('SPILLWAY_VISITORS_PER_MINUTE', 'sign-ins to the call-us page a minute from one address', {
    default: 20,
  }),
  visitorsAtMost: int('SPILLWAY_VISITORS_AT_MOST', 'sign-ins to the call-us page that may be open at a time', {
    default: 500,
  }),
  callUsNumber: str('SPILLWAY_CALL_US_NUMBER', 'the entry that the call-us page dials', { default: '1000' }),
  stuckMinutes: int(
    'SPILLWAY_STUCK_CALL_MINUTES',
    'a call whose phase has not changed for this long counts as suspicious',
    { default: 60 },
  ),
  voiceHost: str('SPILLWAY_VOICE_DOMAIN', 'domain in SIP addresses of agents and visitors', {
    default: 'spillway.local',
  }),
  iceServers: json(
    'SPILLWAY_ICE_SERVERS',
    'STUN and TURN servers for browsers, as RTCIceServer',
    z.array(z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() })),
    { default: [] },
  ),
  refuseWithoutRecording: flag(
    'SPILLWAY_REFUSE_WITHOUT_RECORDING',
    'ask recording before each call whether there is room, and refuse when it says so',
    { default: true },
  ),
});
export type Config = ConfigOf<typeof config>;
