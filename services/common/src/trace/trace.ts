import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { context, withContext } from '../log/context.js';
import { hexOf } from './traceparent.js';

let tracer: Tracer | undefined;

/**
 * Sends spans by OTLP over HTTP to `url` (for example `http://127.0.0.1:4318/v1/traces`). The SDK is loaded only then: without a
 * collector a service pays nothing. Answers with what flushes and stops it.
 */
export async function startTracing(service: string, url: string): Promise<() => Promise<void>> {
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `spillway-${service}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  });
  tracer = provider.getTracer('spillway');
  return async () => {
    tracer = undefined;
    await provider.shutdown();
  };
}

export { SpanKind };

/**
 * Runs `work` as a span of the trace that the present context belongs to; messages sent within carry it on. Attributes are
 * ids, enums, numbers and times: a collector is no place for names.
 */
export async function traced<T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (!tracer) return work();
  const { traceparent, interactionId } = context();
  const parent = traceparent ? hexOf(traceparent) : undefined;
  const within = parent
    ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, traceFlags: 1, isRemote: true })
    : ROOT_CONTEXT;
  const span = tracer.startSpan(
    name,
    { kind, attributes: { ...attributes, ...(interactionId ? { 'spillway.interaction': interactionId } : {}) } },
    within,
  );
  try {
    return await withContext({ traceparent: parentOf(span) }, work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: (error as { code?: string }).code ?? 'failed' });
    throw error;
  } finally {
    span.end();
  }
}

const parentOf = (span: Span): string => {
  const { traceId, spanId } = span.spanContext();
  return `00-${traceId}-${spanId}-01`;
};
