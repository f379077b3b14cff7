import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';

interface JsonObject {
  properties?: Record<string, object>;
  required?: string[];
}

/** Describes a query in the API’s document from the schema that checks it. */
export function QueryOf(schema: z.ZodType): MethodDecorator {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'openapi-3.0',
  }) as JsonObject;
  return applyDecorators(
    ...Object.entries(properties).map(([name, form]) =>
      ApiQuery({ name, required: required.includes(name), schema: form }),
    ),
  );
}
