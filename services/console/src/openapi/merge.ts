/** The parts of an OpenAPI document that a merge touches. */
export interface OpenApi {
  openapi: string;
  info: { title: string; version: string; description?: string };
  paths?: Record<string, unknown>;
  tags?: { name: string }[];
  components?: Record<string, Record<string, unknown>>;
}

/**
 * One document of many. Components get their service's name in front, because two services may both have a `Page`;
 * references are rewritten alike. A path belongs to the first that names it.
 */
export function mergeOpenApi(documents: Record<string, OpenApi>, version: string): OpenApi {
  const merged: OpenApi = {
    openapi: '3.0.0',
    info: {
      title: 'Spillway',
      version,
      description: 'The HTTP API of a Spillway site. Errors are RFC 9457 documents.',
    },
    paths: {},
    tags: [],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
  for (const [service, raw] of Object.entries(documents)) {
    const document = rename(raw, service);
    merged.tags!.push({ name: service });
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      if (path.startsWith('/api/v1')) merged.paths![path] ??= item;
    }
    for (const [kind, entries] of Object.entries(document.components ?? {})) {
      if (kind === 'securitySchemes') continue;
      merged.components![kind] ??= {};
      const into = merged.components![kind];
      for (const [name, entry] of Object.entries(entries)) into[`${service}.${name}`] = entry;
    }
  }
  return merged;
}

const rename = (document: OpenApi, service: string): OpenApi =>
  JSON.parse(
    JSON.stringify(document, (key, value) =>
      key === '$ref' && typeof value === 'string'
        ? value.replace(/^#\/components\/(\w+)\//, `#/components/$1/${service}.`)
        : value,
    ),
  ) as OpenApi;
