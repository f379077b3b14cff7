import type { Setting } from './fields.js';

export * from './fields.js';

export type Settings = Record<string, Setting<unknown>>;
type ValueOf<S> = S extends Setting<infer T> ? T : never;
export type Values<F extends Settings> = { readonly [K in keyof F]: ValueOf<F[K]> };

export interface ConfigSchema<F extends Settings = Settings> {
  readonly service: string;
  readonly settings: F;
}
export type ConfigOf<C> = C extends ConfigSchema<infer F> ? Values<F> : never;

/** Nest token of the values read at boot. */
export const CONFIG = Symbol('config');

/** The settings of one service; `docs/configuration.md` is generated from them. */
export const defineConfig = <F extends Settings>(service: string, settings: F): ConfigSchema<F> => ({
  service,
  settings,
});

/** All that is wrong with the environment at once: variable, value received (never a secret’s), form expected. */
export class ConfigError extends Error {
  constructor(service: string, problems: string[]) {
    super(
      `${service} cannot start: its configuration is wrong.\n${problems.map((p) => `  ${p}`).join('\n')}\nSee docs/configuration.md.`,
    );
    this.name = 'ConfigError';
  }
}

/** Reads and checks every setting; throws one ConfigError that names all that is wrong. */
export function readConfig<F extends Settings>(
  schema: ConfigSchema<F>,
  env: NodeJS.ProcessEnv = process.env,
): Values<F> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, s] of Object.entries(schema.settings)) {
    const raw = env[s.name];
    if (raw === undefined || raw === '') {
      values[key] = s.fallback;
      if (s.fallback === undefined && !s.optional)
        problems.push(`${s.name} is missing; expected ${s.form}: ${s.meaning}`);
      continue;
    }
    try {
      values[key] = s.read(raw);
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code ?? '';
      problems.push(
        `${s.name} is ${s.secret ? `unreadable ${why}`.trim() : JSON.stringify(raw.slice(0, 80))}; expected ${s.form}: ${s.meaning}`,
      );
    }
  }
  if (problems.length > 0) throw new ConfigError(schema.service, problems);
  return values as Values<F>;
}
