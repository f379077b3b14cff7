import type { z } from 'zod';

/**
 * A value with its fields in the order in which its form names them, and maps by key: the database keeps no order, and two
 * exports are to differ only where the set-up does. Lists stay as they are, because their order says something.
 */
export function inOrder(value: unknown, form: z.core.$ZodType | undefined): unknown {
  const { def } = bare(form)?._zod ?? {};
  if (Array.isArray(value)) {
    const element = (def as { element?: z.core.$ZodType } | undefined)?.element;
    return value.map((item) => inOrder(item, element));
  }
  if (typeof value !== 'object' || value === null) return value;
  const shape = (def as { shape?: Record<string, z.core.$ZodType> } | undefined)?.shape ?? {};
  const fields = Object.keys(shape);
  const rank = (key: string) => (fields.includes(key) ? fields.indexOf(key) : fields.length);
  const pairs = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(pairs.map(([key, inner]) => [key, inOrder(inner, shape[key])]));
}

function bare(form: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  const inner = (form?._zod.def as { innerType?: z.core.$ZodType } | undefined)?.innerType;
  return inner ? bare(inner) : form;
}
