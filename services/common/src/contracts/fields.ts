import { z } from 'zod';

/** What a field may carry, from harmless to never-leaves-the-site. */
export const DATA_CLASSES = ['public', 'operational', 'personal', 'payment', 'recording'] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

declare const dataClass: unique symbol;
declare const edge: unique symbol;

/** A schema that says which class of data it holds; only the builders below make one. */
export type Classed<T extends z.ZodType = z.ZodType, C extends DataClass = DataClass> = T & {
  readonly [dataClass]: C;
};
/** A classed schema that an edge contract accepts: an id, enum, number, time or flag of class public or operational. */
export type EdgeField<T extends z.ZodType = z.ZodType> = Classed<T, 'public' | 'operational'> & {
  readonly [edge]: true;
};

type EdgeIf<C extends DataClass, T extends z.ZodType> = C extends 'public' | 'operational'
  ? EdgeField<T>
  : Classed<T, C>;

const idForm = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;

/** Field builders of one data class. Each demands a meaning in words; free text is never an edge field. */
function fieldsOf<C extends DataClass>(cls: C) {
  const plain = <T extends z.ZodType>(schema: T, meaning: string) =>
    schema.meta({ class: cls, meaning }) as unknown as EdgeIf<C, T>;
  return {
    /** A UUID in its text form. */
    uuid: (meaning: string) => plain(z.guid(), meaning),
    /** An opaque identifier: letters, digits and `._:-`, 80 characters at most. */
    id: (meaning: string) => plain(z.string().regex(idForm), meaning),
    /** One of a closed set of words. */
    oneOf: <const V extends readonly [string, ...string[]]>(values: V, meaning: string) =>
      plain(z.enum(values), meaning),
    int: (meaning: string) => plain(z.int(), meaning),
    number: (meaning: string) => plain(z.number(), meaning),
    flag: (meaning: string) => plain(z.boolean(), meaning),
    /** Milliseconds since 1970-01-01T00:00:00Z, a whole number. */
    time: (meaning: string) => plain(z.int().nonnegative(), meaning),
    /** A length of time in milliseconds. */
    duration: (meaning: string) => plain(z.int(), meaning),
    /** Free text; `max` is in UTF-16 units. Cannot be put into an edge contract, whatever its class. */
    text: (meaning: string, max = 200) =>
      z.string().max(max).meta({ class: cls, meaning }) as unknown as Classed<z.ZodString, C>,
  };
}

export const pub = fieldsOf('public');
export const op = fieldsOf('operational');
export const personal = fieldsOf('personal');
export const payment = fieldsOf('payment');
export const recorded = fieldsOf('recording');

type Like<F, T extends z.ZodType> = F extends EdgeField ? EdgeField<T> : Classed<T>;

export const optional = <F extends Classed>(field: F) => z.optional(field) as unknown as Like<F, z.ZodOptional<F>>;
export const nullable = <F extends Classed>(field: F) => z.nullable(field) as unknown as Like<F, z.ZodNullable<F>>;
export const list = <F extends Classed>(field: F, max = 10_000) =>
  z.array(field).max(max) as unknown as Like<F, z.ZodArray<F>>;
/** A map from an id of class operational to `field`. */
export const dictionary = <F extends Classed>(field: F) =>
  z.record(z.string().regex(idForm), field) as unknown as Like<F, z.ZodRecord<z.ZodString, F>>;

/** A message or part of one. Unknown keys are refused, never stripped; every key needs a classed field. */
export const shape = <S extends Record<string, Classed>>(fields: S) =>
  z.strictObject(fields) as unknown as Classed<z.ZodObject<S, z.core.$strict>>;

/** A message or part of one that may cross to an edge service: its type accepts edge fields alone. */
export const edgeShape = <S extends Record<string, EdgeField>>(fields: S) =>
  z.strictObject(fields) as unknown as EdgeField<z.ZodObject<S, z.core.$strict>>;

export type Infer<T extends z.ZodType> = z.infer<T>;
