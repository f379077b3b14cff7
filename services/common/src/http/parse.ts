import { Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { SpillwayError } from '../errors/errors.js';

/** Checks a body or query; says which fields are wrong and how, never what they held. */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues
    .slice(0, 5)
    .map((i) => `${i.path.join('.') || 'body'}: ${i.message}`)
    .join('; ');
  throw new SpillwayError('HTTP.BAD_INPUT', `The request is not of the form asked for. ${where}`, {
    blame: 'caller',
    hint: 'Compare with /api/openapi.json.',
  });
}

/** `@Body(new Parsed(schema))`: the pipe form of `parse`. */
@Injectable()
export class Parsed<T extends z.ZodType> implements PipeTransform<unknown, z.infer<T>> {
  constructor(private readonly schema: T) {}
  transform(value: unknown): z.infer<T> {
    return parse(this.schema, value);
  }
}
