import { Caller } from './sip.js';
import { AGENTS, eventually, type Stage } from './stage.js';

const PATIENCE_MS = Number(process.env['SPILLWAY_TEST_PATIENCE_MS'] ?? 30_000);
let numbers = 0;

/** What most tests do and look for, in the words of the trade. Waits are long: they end with what they wait for. */
export const actsOn = (stage: Stage) => {
  const until = <T>(look: () => T | Promise<T>) => eventually(look, PATIENCE_MS);
  const heard = (reservation: string, outcome: string) =>
    until(() => stage.routing.outcomes(reservation).includes(outcome));
  const bridge = async (id: string) => (await stage.bridges()).find((b) => b.id === id)?.channels ?? [];
  const together = (interactionId: string, leg: string) =>
    until(async () => {
      const inside = await bridge(`br-${interactionId}`);
      return inside.length === 2 && inside.includes(leg);
    });
  const calls = async (to: string, rtpPort?: number) => {
    const from = { number: `+4822${100 + ++numbers}`, ...(rtpPort ? { rtpPort } : {}) };
    const caller = await Caller.call({ to, sipPort: stage.asterisk.sipPort, ...from });
    return caller;
  };
  /** Taken before she calls: gives the first one in line whom routing had not known then. A known one may be told again. */
  const newcomer = () => {
    const known = new Set(stage.routing.enqueued.map((e) => e.interactionId));
    return () => until(() => stage.routing.enqueued.find((e) => !known.has(e.interactionId)));
  };
  /** A caller in line. */
  const arrives = async (to = '1001', rtpPort?: number) => {
    const next = newcomer();
    const caller = await calls(to, rtpPort);
    const first = await next();
    return { interactionId: first!.interactionId, first: first!, caller };
  };
  return {
    until,
    heard,
    together,
    calls,
    newcomer,
    arrives,
    /** A caller in talk with anna. */
    talks: async () => {
      const call = await arrives();
      const anna = await stage.routing.offer(call.interactionId, AGENTS.anna);
      await heard(anna, 'answered');
      await together(call.interactionId, anna);
      return { ...call, anna };
    },
    endOf: async (interactionId: string) =>
      (await until(() => stage.routing.ended.find((e) => e.interactionId === interactionId)))!,
    apart: (interactionId: string) => until(async () => (await bridge(`br-${interactionId}`)).length < 2),
    consulting: (reservation: string) => until(async () => (await bridge(`cb-${reservation}`)).length === 2),
    /** Nothing of a call is left in Asterisk. */
    clean: () =>
      until(async () => {
        const left = [...(await stage.channels()), ...(await stage.bridges())];
        if (left.length > 0) throw new Error(`Left in Asterisk: ${JSON.stringify(left)}`);
        return true;
      }),
    head: (interactionId: string, reservationId: string) => stage.routing.head(interactionId, reservationId),
  };
};
