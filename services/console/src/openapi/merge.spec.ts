import { describe, expect, it } from '@jest/globals';
import { mergeOpenApi, type OpenApi } from './merge.js';

const document = (path: string, field: string): OpenApi => ({
  openapi: '3.0.0',
  info: { title: 'x', version: '1' },
  paths: { [path]: { get: { schema: { $ref: '#/components/schemas/Page' } } }, '/healthz': {} },
  components: { schemas: { Page: { title: field } }, securitySchemes: { bearer: {} } },
});

describe('one API document of many', () => {
  const merged = mergeOpenApi({ a: document('/api/v1/a', 'of a'), b: document('/api/v1/b', 'of b') }, '0.1.0');

  it('holds the paths of the API and not those of health', () => {
    expect(Object.keys(merged.paths!)).toEqual(['/api/v1/a', '/api/v1/b']);
  });
  it('keeps two components of the same name apart, with their references', () => {
    expect(merged.components!.schemas).toEqual({ 'a.Page': { title: 'of a' }, 'b.Page': { title: 'of b' } });
    expect(JSON.stringify(merged.paths!['/api/v1/b'])).toContain('#/components/schemas/b.Page');
  });
});
