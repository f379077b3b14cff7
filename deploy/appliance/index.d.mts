import type { Say } from '../engines/index.mjs';

/** The content of run.json. */
export interface Run {
  ready: boolean;
  version: string;
  console: string;
  api: string;
  sip: { host: string; port: number; transport: string };
  numbers: { number: string; leadsTo: string }[];
  signIn: { user: string; password: string; roles: string[] }[];
  services: { name: string; place: 'site' | 'cloud'; pid: number; health: string; metrics: string; nice: number }[];
  engines: {
    name: string;
    version: string;
    address: string;
    pid: number;
    node?: string;
    ari?: string;
    logDir?: string;
  }[];
}
export interface Installation {
  run(): Run;
  /** SIGTERM to one service; it is started again. */
  restart(service: string): void;
  stop(onEach?: (name: string) => void): Promise<number>;
}
/** All services that this process starts get `env` too. */
export function openInstallation(env: Record<string, string>, say?: Say): Promise<Installation>;
export function readRun(home: string): Run | undefined;
export interface Settings {
  home: string;
  port: number;
}
export function readSettings(env?: NodeJS.ProcessEnv): Settings;
