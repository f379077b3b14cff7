/** The ids in a W3C `traceparent`; undefined when it is not one. */
export function hexOf(traceparent: string): { traceId: string; spanId: string } | undefined {
  const found = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/.exec(traceparent);
  return found ? { traceId: found[1]!, spanId: found[2]! } : undefined;
}
