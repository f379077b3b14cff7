import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 400;
const HOLD_MS = 1500;

/**
 * Agents who do more than talk: some put their caller on hold and take her back, some pass her on to the other queue or
 * ask a colleague first. Whatever a kill makes of that is theirs to bear: nothing here insists.
 * @param {import('../../support/crew.mjs').Crew} crew
 * @param {() => number} random
 */
export function busyHands(crew, random) {
  const done = { held: 0, passedOn: 0, consulted: 0, refused: 0 };
  /** @type {Set<string>} reservations that something was done with */
  const touched = new Set();
  const act = async () => {
    const talking = crew.desks.flatMap((desk) =>
      [...desk.reservations.values()]
        .filter((r) => r.talk === 'talking' && r.kind === 'offer' && !touched.has(r.reservation))
        .map((r) => ({ desk, r })),
    );
    const picked = talking[Math.floor(random() * talking.length)];
    if (!picked) return;
    const { desk, r } = picked;
    touched.add(r.reservation);
    const what = random();
    try {
      if (what < 0.5) {
        await said(desk.command('hold', { reservation: r.reservation }));
        done.held++;
        await delay(HOLD_MS);
        await said(desk.command('retrieve', { reservation: r.reservation }));
      } else {
        const attended = what > 0.75;
        const to = attended ? { toAgentId: await colleague() } : { toQueueId: 'support' };
        const path = `desk/reservations/${r.reservation}/transfer`;
        const mode = attended ? 'attended' : 'blind';
        const answer = await desk.api.post(path, { commandId: randomUUID(), deadline: Date.now() + 5000, mode, ...to });
        if (!attended) return void done.passedOn++;
        done.consulted++;
        await delay(HOLD_MS);
        const reservation = answer.reservationId ?? r.reservation;
        await said(desk.command(random() < 0.5 ? 'consult-complete' : 'consult-cancel', { reservation }));
      }
    } catch {
      done.refused++;
    }
  };
  const colleague = async () => {
    const free = crew.desks.filter((desk) => desk.agent?.workState === 'idle');
    const desk = free[Math.floor(random() * free.length)];
    if (!desk) throw new Error('nobody is free');
    return desk.api.user.id;
  };
  const timer = setInterval(() => void act(), EVERY_MS);
  return { done, stop: () => clearInterval(timer) };
}

/** @param {Promise<{ ok: boolean, code?: string }>} coming */
async function said(coming) {
  const answer = await coming;
  if (!answer.ok) throw new Error(answer.code);
}
