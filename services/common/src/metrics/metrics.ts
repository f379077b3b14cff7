import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'spillway_' });

/** Seconds, for what happens within a call’s set-up. */
export const FAST = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
/** Seconds, for what people wait for. */
export const HUMAN = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800];

type Named = `spillway_${string}`;
export const counter = <L extends string = never>(name: Named, help: string, labelNames: readonly L[] = []) =>
  new Counter<L>({ name, help, labelNames, registers: [registry] });
export const gauge = <L extends string = never>(name: Named, help: string, labelNames: readonly L[] = []) =>
  new Gauge<L>({ name, help, labelNames, registers: [registry] });
export const histogram = <L extends string = never>(
  name: Named,
  help: string,
  buckets: number[],
  labelNames: readonly L[] = [],
) => new Histogram<L>({ name, help, labelNames, buckets, registers: [registry] });
