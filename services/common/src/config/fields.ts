import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One setting: its variable, what it means, the form expected and whether it is a secret. */
export interface Setting<T> {
  readonly name: string;
  readonly meaning: string;
  readonly form: string;
  readonly secret: boolean;
  readonly fallback: T | undefined;
  readonly optional: boolean;
  read(raw: string): T;
}

type Options<T> = { default?: T; optional?: boolean; secret?: boolean };

const setting = <T>(
  name: string,
  meaning: string,
  form: string,
  read: (raw: string) => T,
  o: Options<T> = {},
): Setting<T> => ({
  name,
  meaning,
  form,
  read,
  secret: o.secret ?? false,
  fallback: o.default,
  optional: o.optional ?? false,
});
const refuse = (): never => {
  throw new Error('form');
};

export const str = (name: string, meaning: string, o?: Options<string>) => setting(name, meaning, 'text', (r) => r, o);
export const int = (name: string, meaning: string, o?: Options<number>) =>
  setting(name, meaning, 'a whole number', (r) => (/^-?\d+$/.test(r) ? Number(r) : refuse()), o);
export const flag = (name: string, meaning: string, o?: Options<boolean>) =>
  setting(name, meaning, 'true or false', (r) => (r === 'true' ? true : r === 'false' ? false : refuse()), o);
export const url = (name: string, meaning: string, o?: Options<string>) =>
  setting(name, meaning, 'a URL', (r) => (URL.canParse(r) ? r : refuse()), o);
export const oneOf = <const V extends readonly string[]>(
  name: string,
  meaning: string,
  values: V,
  o?: Options<V[number]>,
) => setting<V[number]>(name, meaning, values.join(' | '), (r) => (values.includes(r) ? r : refuse()), o);
/** JSON of a given form, for lists such as the Asterisk nodes. */
export const json = <T extends z.ZodType>(name: string, meaning: string, schema: T, o?: Options<z.infer<T>>) =>
  setting<z.infer<T>>(name, meaning, 'JSON', (r) => schema.parse(JSON.parse(r)), o);
/** The path of a file whose content is the value; secrets never stand in the environment itself. */
export const secretFile = (name: string, meaning: string, o: Options<string> = {}) =>
  setting<string>(name, meaning, 'path of a readable file', (r) => readFileSync(r, 'utf8').trim(), {
    ...o,
    secret: true,
  });
