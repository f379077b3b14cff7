export type Say = (line: string) => void;
export interface Tree {
  root: string;
  /** By Debian package name. */
  versions: Record<string, string>;
}
export interface Command {
  file: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}
export interface Daemon {
  name: string;
  pid: number;
  log: string;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  alive(): boolean;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<unknown>;
}
export interface Engine {
  version: string;
  port: number;
  daemon: Daemon;
  stop(): Promise<unknown>;
}
export interface Postgres extends Engine {
  name: 'postgresql';
  /** Superuser, database `spillway`. */
  adminUrl: string;
  /** Role `spillway_<service>`, schema `<service>`. */
  url(service: string): string;
  /** The same without its password, which lies in `passwordFile`. */
  addressOf(service: string): string;
  passwordFile(service: string): string;
}
export interface Nats extends Engine {
  name: 'nats';
  url: string;
  monitorPort: number;
  /** Users of account SITE: telephony, routing, recording, reporting, customers, directory, crossing. */
  password(user: string): string;
  passwordFile(user: string): string;
  /** Users of account EDGE_SITE: agent, crossing-edge. */
  edgePassword(user: string): string;
  edgePasswordFile(user: string): string;
}

/** Something to start Chromium by: SPILLWAY_CHROMIUM, an installed one, or one fetched without root. */
export function ensureBrowser(say?: Say): Promise<string>;
export function cacheDir(): string;
export function ensureTree(options?: { say?: Say; spec?: TreeSpec }): Promise<Tree>;
export interface TreeSpec {
  name: string;
}
export const ENGINES: TreeSpec;
export const BROWSER: TreeSpec;
export function run(tree: Tree, name: string, args?: string[]): Command;
export function startDaemon(options: {
  name: string;
  command: { file: string; args: string[]; env?: NodeJS.ProcessEnv };
  log: string;
  cwd?: string;
  stopSignal?: NodeJS.Signals;
  patienceMs?: number;
  wrapper?: string[];
}): Daemon;
export function untilReady(
  daemon: Daemon,
  ready: () => Promise<boolean>,
  options?: { withinMs?: number; everyMs?: number },
): Promise<void>;
export function startPostgres(options: {
  dir: string;
  port?: number;
  secretsDir?: string;
  log?: string;
  durable?: boolean;
}): Promise<Postgres>;
export function startNats(options: {
  dir: string;
  port?: number;
  monitorPort?: number;
  host?: string;
  secretsDir?: string;
  log?: string;
  tree?: Tree;
}): Promise<Nats>;
export interface Trunk {
  /** PJSIP endpoint: calls go out by `PJSIP/<number>@<name>`. */
  name: string;
  /** e.g. `sip:203.0.113.5:5060` */
  contact: string;
  /** Addresses or networks its calls come from. */
  match: string[];
  fromDomain?: string;
}
export interface AsteriskOptions {
  dir: string;
  /** a, b, …: the node's id. */
  node?: string;
  sipPort?: number;
  httpPort?: number;
  amiPort?: number;
  sipHost?: string;
  /** First RTP port; 2,000 ports unless `rtpEnd` says otherwise. Two nodes on one machine need different ranges. */
  rtpStart?: number;
  rtpEnd?: number;
  /** Calls at a time; changed at run time by the global variable MAX_CALLS. */
  maxCalls?: number;
  /** The same of one source; at run time MAX_CALLS_BY_SOURCE. */
  maxCallsBySource?: number;
  maxRefused?: number;
  /** How often a caller is tried again while the application is away. */
  retrySeconds?: number;
  trunks?: Trunk[];
  secretsDir?: string;
  soundsDir?: string;
  log?: string;
  /** Without `.so`, e.g. app_queue for a comparison. */
  extraModules?: string[];
  /** Dialplan text appended to extensions.conf. */
  extraContexts?: string;
  tree?: Tree;
}
export interface Asterisk extends Engine {
  name: 'asterisk';
  node: string;
  sipPort: number;
  httpPort: number;
  amiPort: number;
  ariUrl: string;
  ariUser: string;
  ariPassword: string;
  ariPasswordFile: string;
  amiUser: string;
  amiPasswordFile: string;
  wsUrl: string;
  spoolDir: string;
  logDir: string;
  soundsDir: string;
  /** Runs a command of Asterisk's own command line and gives its output. */
  cli(line: string): Promise<string>;
}
export function startAsterisk(options: AsteriskOptions): Promise<Asterisk>;
export function ensureSounds(tree: Tree, dir: string, say?: Say): Promise<void>;
export function freePort(): Promise<number>;
export function freeBlock(size: number, range?: { from?: number; to?: number }): Promise<number>;
export function isFree(port: number, host?: string): Promise<boolean>;
export function accepts(port: number, host?: string): Promise<boolean>;
export function secretsIn(dir: string): {
  file(name: string): string;
  keep(name: string, value: string | (() => string)): string;
  password(name: string): string;
};
export const sayOnStderr: Say;
export const saySilently: Say;
