import type { AmiClient } from './ami.client.js';
import { isGone } from './ami.errors.js';
import { valuesOf } from './ami.protocol.js';

/** Where the two directions of one channel go: absolute paths ending in `.wav`, in folders that Asterisk may write. */
export interface TwoFiles {
  /** What the channel's own party says. */
  readonly received: string;
  /** What she is given to hear. */
  readonly transmitted: string;
}

/** Channel ids as we and Asterisk make them. */
const ID = /^[\w.:-]{1,80}$/;
/** What Asterisk's argument and option parser would read as more than a file name. */
const MEANS_MORE = /[()|,^${}\\"';&<>*?`\r\n]/;

/**
 * Starts to record a channel, one file a direction, kept in step by inserted silence. Gives the MixMonitor's id.
 * The options are parsed by Asterisk and one of them runs a shell command, so only harmless characters pass.
 * @throws RangeError for a channel id or a path that would not be taken as what it is
 */
export async function startMixMonitor(ami: AmiClient, channel: string, files: TwoFiles): Promise<string> {
  if (!ID.test(channel)) throw new RangeError(`not a channel id: ${channel}`);
  for (const path of [files.received, files.transmitted])
    if (MEANS_MORE.test(path)) throw new RangeError(`not fit for MixMonitor: ${path}`);
  const answer = await ami.send('MixMonitor', {
    Channel: channel,
    Options: `r(${files.received})t(${files.transmitted})`,
  });
  return valuesOf(answer, 'MixMonitorID')[0] ?? '';
}

/** Stops one recording of a channel. A channel that has ended has stopped it already: false then. */
export async function stopMixMonitor(ami: AmiClient, channel: string, id: string): Promise<boolean> {
  return unlessGone(ami.send('StopMixMonitor', { Channel: channel, MixMonitorID: id || undefined }));
}

/** Masks (both directions become silence) or unmasks. False when the channel has ended. */
export async function maskMixMonitor(ami: AmiClient, channel: string, id: string, masked: boolean): Promise<boolean> {
  return unlessGone(
    ami.send('MixMonitorMute', {
      Channel: channel,
      Direction: 'both',
      State: masked ? '1' : '0',
      MixMonitorID: id || undefined,
    }),
  );
}

async function unlessGone(action: Promise<unknown>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
