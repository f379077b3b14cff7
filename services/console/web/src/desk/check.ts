/** Whether a value has a form. Unknown keys are refused, never carried along: a gateway may be anybody's. */
export type Check<T> = (value: unknown) => value is T;
export type Checked<C> = C extends Check<infer T> ? T : never;

const check = <T>(test: (value: unknown) => boolean) => test as Check<T>;

export const oneOf = <const V extends readonly string[]>(values: V) =>
  check<V[number]>((value) => typeof value === 'string' && values.includes(value));
export const int = check<number>((value) => Number.isSafeInteger(value));
export const time = check<number>((value) => Number.isSafeInteger(value) && (value as number) >= 0);
export const flag = check<boolean>((value) => typeof value === 'boolean');
export const id = check<string>(
  (value) => typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(value),
);
export const uuid = check<string>(
  (value) => typeof value === 'string' && /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/.test(value),
);
export const literal = <const L extends string>(wanted: L) => check<L>((value) => value === wanted);
export const nullable = <T>(inner: Check<T>) => check<T | null>((value) => value === null || inner(value));
export const list = <T>(inner: Check<T>, max: number) =>
  check<T[]>((value) => Array.isArray(value) && value.length <= max && value.every(inner));

const maybe = Symbol('optional');
type Optional<T> = Check<T | undefined> & { [maybe]: true };
export const optional = <T>(inner: Check<T>): Optional<T> =>
  Object.assign((value: unknown) => value === undefined || inner(value), { [maybe]: true }) as unknown as Optional<T>;

type Shape = Record<string, Check<unknown>>;
type OptionalKeys<S> = { [K in keyof S]: S[K] extends { [maybe]: true } ? K : never }[keyof S];
type Obj<S> = { [K in Exclude<keyof S, OptionalKeys<S>>]: Checked<S[K]> } & { [K in OptionalKeys<S>]?: Checked<S[K]> };

export const shape = <S extends Shape>(fields: S) =>
  check<Obj<S>>((value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const given = value as Record<string, unknown>;
    return (
      Object.keys(given).every((key) => Object.hasOwn(fields, key)) &&
      Object.entries(fields).every(([key, field]) => field(given[key]))
    );
  });
