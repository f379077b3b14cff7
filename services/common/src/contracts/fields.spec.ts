import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { edgeShape, op, personal, shape } from './fields.js';
import { FACTS } from './ledger.js';

describe('contracts', () => {
  it('refuses an unknown key instead of stripping it', () => {
    const s = shape({ at: op.time('when') });
    expect(s.safeParse({ at: 1, name: 'x' }).success).toBe(false);
  });

  it('keeps class and meaning in the schema', () => {
    const json = z.toJSONSchema(shape({ number: personal.text('number to dial', 40) })) as any;
    expect(json.properties.number).toMatchObject({ class: 'personal', meaning: 'number to dial' });
  });

  it('lets no text, no personal field and no bare schema into an edge contract (checked by the compiler)', () => {
    // @ts-expect-error free text is no edge field
    edgeShape({ note: op.text('note') });
    // @ts-expect-error personal data is no edge field
    edgeShape({ who: personal.uuid('customer') });
    // @ts-expect-error a schema without a class
    shape({ raw: z.string() });
    expect(edgeShape({ at: op.time('when') }).safeParse({ at: 1 }).success).toBe(true);
  });

  it('knows every fact once', () => {
    expect(FACTS.size).toBeGreaterThan(25);
    for (const [type, fact] of FACTS) expect(fact.type).toBe(type);
  });
});
