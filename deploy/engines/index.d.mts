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
