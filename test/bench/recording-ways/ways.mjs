// The two ways to record both legs of a call separately, behind one shape.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Asterisk lets go of a channel's hooks with the next frames; a recording begun sooner inherits their clock. */
const SETTLE_MS = 60;

/** MixMonitor on the caller's channel, steered over AMI: a file for what she says, one for what she hears. One for the whole call. */
export const mixMonitorThrough = ({ ami, mix, dir }) => {
  const begin = async (call, part) => {
    const [received, transmitted] = ['rx', 'tx'].map((side) =>
      join(dir, 'spool/monitor', `${call.id}-${side}${part}.wav`),
    );
    call.files = [...(call.files ?? []), received, transmitted];
    call.mixId = await mix.startMixMonitor(ami, call.id, { received, transmitted });
  };
  return {
    name: 'mixmonitor, one for the call',
    begin,
    start: (call) => begin(call, 1),
    mask: (call, masked) => mix.maskMixMonitor(ami, call.id, call.mixId, masked),
    otherAgent: async () => {},
    stop: (call) => mix.stopMixMonitor(ami, call.id, call.mixId),
  };
};

/** The same, but a segment of its own for each agent. */
export const mixMonitor = (tools) => {
  const way = mixMonitorThrough(tools);
  return {
    ...way,
    name: 'mixmonitor',
    async otherAgent(call) {
      await way.stop(call);
      await wait(SETTLE_MS);
      await way.begin(call, 2);
    },
  };
};

/** Both snoops on the caller's channel: what she says and what she hears, in two files for the whole call. */
export const snoopCaller = ({ ari, dir }) => {
  const way = snoop({ ari, dir });
  return {
    ...way,
    name: 'snoop-caller',
    async start(call) {
      Object.assign(call, { names: [], snoops: [], files: [] });
      await Promise.all([
        way.leg(call, call.id, `${call.id}-rx`, 'in'),
        way.leg(call, call.id, `${call.id}-tx`, 'out'),
      ]);
    },
    otherAgent: async () => {},
  };
};

/** A snoop on what each party says, each recorded by ARI. A new agent is a new leg, so a new snoop and a new file. */
export const snoop = ({ ari, dir }) => {
  const leg = async (call, channel, name, spy = 'in') => {
    const snoopId = `snoop-${name}`;
    const ready = ari.expect('StasisStart', (event) => event.channel.id === snoopId);
    await ari.channels.snoopChannelWithId(channel, snoopId, {
      spy,
      whisper: 'none',
      app: 'bench',
      appArgs: 'snoop',
    });
    await ready.happened;
    await ari.channels.record(snoopId, { name, format: 'wav', ifExists: 'overwrite' });
    call.names.push(name);
    call.snoops.push(snoopId);
    call.files.push(join(dir, 'spool/recording', `${name}.wav`));
  };
  return {
    name: 'snoop',
    leg,
    async start(call) {
      Object.assign(call, { names: [], snoops: [], files: [] });
      await Promise.all([leg(call, call.id, `${call.id}-rx`), leg(call, call.agentId, `${call.id}-tx`)]);
    },
    mask: (call, masked) =>
      Promise.all(call.names.map((name) => (masked ? ari.recordings.mute(name) : ari.recordings.unmute(name)))),
    otherAgent: (call) => leg(call, call.agentId, `${call.id}-tx2`),
    stop: (call) => Promise.all(call.snoops.map((id) => ari.channels.hangup(id).catch(() => {}))),
  };
};

export const nothing = () => ({
  name: 'none',
  start: async (call) => {
    call.files = [];
  },
  mask: async () => {},
  otherAgent: async () => {},
  stop: async () => {},
});
