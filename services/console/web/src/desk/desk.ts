import { ApiError } from '../auth/api.error.js';
import { currentSession, watchSession } from '../auth/session.js';
import { createStore } from '../ui/store.js';
import { Phone } from '../voice/phone.js';
import { Commands } from './commands.js';
import { forgetContacts } from './contact.js';
import type { GatewayFrame } from './frames.js';
import { forgetKept } from './kept.js';
import { Link, type LinkPhase } from './link.js';
import { learnNames } from './names.js';
import { askPass, forgetDesk } from './pass.js';
import { type DeskState, nothingKnown, takeDelta, takeSnapshot } from './state.js';

/** The desk of this tab. It outlives the page it is shown on: a call goes on while the report is looked at. */
export const deskState = createStore<DeskState>(nothingKnown);
export const linkPhase = createStore<LinkPhase>('closed');
/** Site time minus this machine's, in milliseconds. */
export const siteAhead = createStore(0);
/** Why the phone could not be set up; undefined while it could. */
export const phoneTrouble = createStore<unknown>(undefined);
/** Of two windows that want the phone, the one with the desk has it. */
export const phone = new Phone(() => running && linkPhase.get() !== 'elsewhere');

export const siteNow = (): number => Date.now() + siteAhead.get();

let attachment: { session: string; epoch: number } | undefined;

const link = new Link({
  pass: async () => {
    try {
      const pass = await askPass();
      attachment = { session: pass.session, epoch: pass.epoch };
      return pass;
    } catch (error) {
      // Only when the site itself is out of reach is the phone's socket dead too: a gateway may die alone, and a
      // phone that let go of its socket for that would lose the call that rings.
      if (error instanceof ApiError && error.status === 0) phone.networkLost();
      throw error;
    }
  },
  onPhase: (phase) => {
    linkPhase.set(phase);
    if (phase === 'open') phone.networkBack();
    if (phase === 'elsewhere') phone.leave();
  },
  onFrame: take,
});
export const commands = new Commands(
  (message) => link.send(message),
  () => attachment,
  siteNow,
);

function take(frame: GatewayFrame): void {
  if (frame.t === 'snapshot') deskState.set((before) => takeSnapshot(before, frame.snapshot));
  if (frame.t === 'delta') deskState.set((before) => takeDelta(before, frame.delta));
  if (frame.t === 'answer') commands.answered(frame.answer);
  if (frame.t === 'heartbeat') noteTime(frame.at);
  const { gap, known } = deskState.get();
  if (gap && frame.t === 'delta') link.send({ t: 'snapshot?' });
  if (known) learnNames(known);
}

/** A message is never early, only late: the largest difference seen is the truest, and it may drift slowly. */
function noteTime(at: number): void {
  const ahead = at - Date.now();
  siteAhead.set((before) => (ahead > before || before - ahead > 2_000 ? ahead : before));
}

export async function openPhone(): Promise<void> {
  if (phone.state.get().kind !== 'none') return;
  try {
    await phone.open();
    phoneTrouble.set(undefined);
  } catch (error) {
    phoneTrouble.set(error);
  }
}

let running = false;
export function openDesk(): void {
  if (running) return;
  running = true;
  addEventListener('online', networkChanged);
  addEventListener('offline', networkLost);
  link.start();
  void openPhone();
}

/** Another window has this desk; take it back. */
export function takeDeskBack(): void {
  forgetDesk();
  link.start();
  void openPhone();
}

export function closeDesk(): void {
  if (!running) return;
  running = false;
  removeEventListener('online', networkChanged);
  removeEventListener('offline', networkLost);
  link.stop();
  phone.close();
  deskState.set(nothingKnown);
}

const networkLost = () => phone.networkLost();
function networkChanged(): void {
  link.renew();
  phone.networkBack();
}

function forgetAllBut(open: readonly string[]): void {
  forgetContacts(open);
  forgetKept(open);
}

deskState.subscribe(() => {
  const { known } = deskState.get();
  if (known) forgetAllBut(known.reservations.map((one) => one.reservation));
});
watchSession(() => {
  if (currentSession()) return;
  closeDesk();
  phone.close();
  forgetDesk();
  forgetAllBut([]);
});
