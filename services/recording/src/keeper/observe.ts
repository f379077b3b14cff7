import type { AmiClient } from '../ami/ami.client.js';
import { type AmiMessage, valuesOf } from '../ami/ami.protocol.js';

/** A channel that Asterisk has now. `bridge` is empty when it is in none. */
export interface SeenChannel {
  readonly channel: string;
  readonly bridge: string;
}

/** Every channel of a node. @throws AmiError: then nothing is known, which is not the same as no channel. */
export async function observe(ami: AmiClient): Promise<SeenChannel[]> {
  return (await ami.list('CoreShowChannels')).filter((row) => row.Event === 'CoreShowChannel').map(seen);
}

const seen = (row: AmiMessage): SeenChannel => ({
  channel: valuesOf(row, 'Uniqueid')[0] ?? '',
  bridge: valuesOf(row, 'BridgeId')[0] ?? '',
});
