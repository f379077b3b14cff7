/**
 * Where a caller is in her flow. asked: how often the step's prompt was begun; waiting: it is over, a key is awaited;
 * closed: an hours step found the house closed on her way.
 */
export interface FlowPosition {
  readonly step: string;
  readonly asked: number;
  readonly waiting: boolean;
  readonly closed: boolean;
}
