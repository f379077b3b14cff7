import type { FoundTalk } from '../keeper/decide.js';

/** A talk as Asterisk's channel event log witnessed it: all that caller and leg spent in one bridge. Times in ms. */
export interface ExpectedTalk extends FoundTalk {
  readonly from: number;
  readonly to: number;
  /** Parts of it in which both were in the bridge; between them the caller was on hold. */
  readonly parts: readonly { from: number; to: number }[];
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const LEG = new RegExp(`^(${UUID})(?:\\.r\\d+)?$`);
const BRIDGE = new RegExp(`^br-(${UUID})$`);

/** The columns of `cel-custom/spillway.csv` that are used here (deploy/asterisk/conf/cel_custom.conf). */
const TIME = 0;
const TYPE = 1;
const UNIQUE_ID = 2;
const EXTRA = 11;

/** One line of what Asterisk's CSV_QUOTE writes (RFC 4180). */
export function csvFields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

/** Finds the talks in a channel event log. A talk that has not ended yet is left out; a line that is cut is passed over. */
export function talksIn(cel: Iterable<string>): ExpectedTalk[] {
  const inBridge = new Map<string, Map<string, number>>();
  const parts = new Map<string, { talk: FoundTalk; from: number; to: number }[]>();
  for (const line of cel) {
    const row = csvFields(line);
    const interactionId = BRIDGE.exec(bridgeOf(row[EXTRA]))?.[1];
    if (!interactionId) continue;
    const [at, channel] = [Math.round(Number(row[TIME]) * 1_000), row[UNIQUE_ID]!];
    const members = inBridge.get(interactionId) ?? new Map<string, number>();
    inBridge.set(interactionId, members);
    if (row[TYPE] === 'BRIDGE_ENTER') members.set(channel, at);
    if (row[TYPE] !== 'BRIDGE_EXIT') continue;
    const entered = members.get(channel);
    members.delete(channel);
    if (entered === undefined) continue;
    for (const [other, otherEntered] of members) {
      const pair = pairOf(interactionId, channel, other);
      if (!pair) continue;
      const key = `${pair.channel} ${pair.reservationId}`;
      parts.set(key, [...(parts.get(key) ?? []), { talk: pair, from: Math.max(entered, otherEntered), to: at }]);
    }
  }
  return [...parts.values()].map((each) => ({
    ...each[0]!.talk,
    from: each[0]!.from,
    to: each.at(-1)!.to,
    parts: each.map(({ from, to }) => ({ from, to })),
  }));
}

function bridgeOf(extra: string | undefined): string {
  try {
    return (JSON.parse(extra ?? '') as { bridge_id?: string }).bridge_id ?? '';
  } catch {
    return '';
  }
}

function pairOf(interactionId: string, one: string, two: string): FoundTalk | null {
  const [leg, caller] = LEG.test(one) ? [one, two] : [two, one];
  const reservationId = LEG.exec(leg)?.[1];
  return reservationId && !LEG.test(caller) ? { interactionId, reservationId, channel: caller } : null;
}
