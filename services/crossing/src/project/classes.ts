import { z } from 'zod';
import type { DataClass } from '#common/contracts/fields.js';

type Json = {
  class?: DataClass;
  properties?: Record<string, Json>;
  items?: Json;
  anyOf?: Json[];
  additionalProperties?: Json | boolean;
};
type Count = (value: unknown, into: Map<DataClass, number>) => void;

/**
 * Compiles a contract’s schema into a function that counts the fields of a message by data class. A null is counted: that
 * something is not there is told, too. A field without a class cannot exist; should one appear, it is an error here and now.
 */
export function classCounter(schema: z.ZodType): Count {
  return compile(z.toJSONSchema(schema) as Json, '');
}

function compile(node: Json, path: string): Count {
  const own = node.class;
  if (own)
    return (_, into) => {
      into.set(own, (into.get(own) ?? 0) + 1);
    };
  if (node.properties) {
    const parts = Object.entries(node.properties).map(([k, v]) => [k, compile(v, `${path}.${k}`)] as const);
    return (value, into) => {
      for (const [key, count] of parts) {
        const field = (value as Record<string, unknown>)[key];
        if (field !== undefined) count(field, into);
      }
    };
  }
  if (node.items) {
    const each = compile(node.items, `${path}[]`);
    return (value, into) => {
      for (const item of value as unknown[]) each(item, into);
    };
  }
  const inner = node.anyOf?.find((n) => (n as { type?: string }).type !== 'null');
  if (inner) return compile(inner, path);
  if (typeof node.additionalProperties === 'object') {
    const each = compile(node.additionalProperties, `${path}{}`);
    return (value, into) => {
      for (const item of Object.values(value as object)) each(item, into);
    };
  }
  throw new Error(`the field ${path || '(whole)'} of a contract has no data class`);
}
