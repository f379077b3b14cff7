import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { withInteraction } from '#common/log/context.js';
import { SpanKind, startTracing, traced } from '#common/trace/trace.js';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
}

describe('traces', () => {
  it('reach a collector with the interaction as the trace, each span under the one it was made in', async () => {
    const spans: Span[] = [];
    const collector = createServer((request, reply) => {
      let body = '';
      request.on('data', (d) => (body += d));
      request.on('end', () => {
        for (const r of JSON.parse(body).resourceSpans) for (const s of r.scopeSpans) spans.push(...s.spans);
        reply.end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
    const { port } = collector.address() as AddressInfo;
    const stop = await startTracing('test', `http://127.0.0.1:${port}/v1/traces`);
    const interaction = '0190f0a0-0000-7000-8000-00000000abcd';
    await withInteraction(interaction, () =>
      traced('outer', SpanKind.CLIENT, {}, () => traced('inner', SpanKind.SERVER, {}, async () => undefined)),
    );
    await stop();
    collector.close();
    const [inner, outer] = ['inner', 'outer'].map((name) => spans.find((s) => s.name === name)!);
    expect(outer!.traceId).toBe(interaction.replaceAll('-', ''));
    expect(inner!.traceId).toBe(outer!.traceId);
    expect(inner!.parentSpanId).toBe(outer!.spanId);
  });
});
