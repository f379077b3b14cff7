import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import { eventually } from './eventually.mjs';

const BEAT_MS = 2000;

/** An agent's desktop without its page: the gateway's protocol, and the site's API beside it. */
export class Desk {
  /** @type {any} */ agent;
  /** @type {Map<string, any>} reservations by id */ reservations = new Map();
  /** @type {Map<string, (answer: any) => void>} */ #answers = new Map();
  /** @type {any[]} */ frames = [];
  /** @type {number | undefined} status of the socket's end */ closed;

  /** @param {import('./spillway.mjs').Spillway} spillway @param {string} user */
  static async open(spillway, user) {
    const api = await spillway.as(user);
    const pass = await api.post('desk/sessions');
    const desk = new Desk(api, pass);
    await desk.attached();
    return desk;
  }

  /** @param {import('./api.mjs').Api} api @param {any} pass */
  constructor(api, pass) {
    this.api = api;
    this.pass = pass;
    this.left = false;
    this.socket = this.#connect();
    this.beat = setInterval(() => this.#send({ t: 'beat' }), BEAT_MS);
  }

  #connect() {
    const { gateway, ticket } = this.pass;
    const socket = new WebSocket(gateway, ['spillway.desk.v1', `spillway.ticket.${ticket}`], {
      perMessageDeflate: false,
      origin: this.api.site,
    });
    socket.on('message', (data) => this.#take(JSON.parse(String(data))));
    socket.on('close', (status) => {
      this.closed = status;
      if (!this.left) void this.#comeBack();
    });
    socket.on('error', (error) => {
      this.error = error;
    });
    return socket;
  }

  /** As the page does: a new ticket from the site, until there is a gateway again. */
  async #comeBack() {
    while (!this.left) {
      await delay(250);
      try {
        this.pass = { ...this.pass, ...(await this.api.post(`desk/sessions/${this.pass.session}/ticket`)) };
        this.socket = this.#connect();
        this.closed = undefined;
        return;
      } catch {}
    }
  }

  attached() {
    return eventually(
      () => {
        if (this.error) throw this.error;
        return this.agent;
      },
      { what: 'the gateway sends a snapshot' },
    );
  }

  /** @param {string} status */
  async status(status) {
    const answer = await this.command('set-status', { status });
    if (!answer.ok) throw new Error(`set-status ${status}: ${answer.code}`);
    await eventually(() => this.agent.status === status || this.agent.statusAfterTalk === status, {
      what: `the desktop shows ${status}`,
    }).catch((error) => {
      throw new Error(
        `${error.message}; it shows ${JSON.stringify(this.agent)} after ${JSON.stringify(this.frames.slice(-4))}`,
      );
    });
  }

  /** @param {string} verb @param {Record<string, unknown>} [more] @returns {Promise<{ ok: boolean, code?: string }>} */
  command(verb, more = {}) {
    const id = randomUUID();
    const deadline = Date.now() + 10_000;
    const frame = () => {
      const { session, epoch } = this.pass;
      return { t: 'command', command: { id, deadline, session, epoch, verb, ...more } };
    };
    return new Promise((resolve, reject) => {
      const again = setInterval(() => this.#send(frame()), 2500);
      const limit = setTimeout(() => {
        clearInterval(again);
        reject(new Error(`${verb} was not answered`));
      }, 10_000);
      this.#answers.set(id, (answer) => {
        clearInterval(again);
        clearTimeout(limit);
        resolve(answer);
      });
      this.#send(frame());
    });
  }

  /** The first reservation that fits, now or later. @param {(r: any) => boolean} fits @param {number} [within] */
  reservation(fits, within = 10_000) {
    return eventually(() => [...this.reservations.values()].find(fits), { within, what: `a reservation with ${fits}` });
  }
  offered = (within = 10_000) => this.reservation((r) => r.state === 'pending', within);
  talking = (within = 10_000) => this.reservation((r) => r.talk === 'talking', within);
  wrapping = (within = 10_000) => this.reservation((r) => r.wrapUntil && r.state !== 'completed', within);
  /** @param {string} state @param {number} [within] */
  work = (state, within = 10_000) =>
    eventually(() => this.agent.workState === state, { within, what: `work state ${state}` });

  /** Ends wrap-up with what the agent says about the call. */
  async wrapUp(dispositionId = 'solved', note = '') {
    const { reservation } = await this.wrapping();
    await this.api.post(`desk/reservations/${reservation}/wrap-up`, { dispositionId, note });
    // Whoever waits may have her at once.
    await eventually(() => this.agent.workState !== 'wrapping', { what: 'wrap-up is over' });
  }

  /** Goes offline and leaves. */
  async close() {
    if (!this.left && this.closed === undefined)
      await this.command('set-status', { status: 'offline' }).catch(() => {});
    this.leave();
  }
  /** The page is closed: the socket ends in good order, the status stays. */
  leave() {
    this.left = true;
    clearInterval(this.beat);
    this.socket.close();
  }
  /** The network is gone: nothing is said. */
  cut() {
    this.left = true;
    clearInterval(this.beat);
    this.socket.terminate();
  }

  /** @param {unknown} frame */
  #send(frame) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
  /** @param {any} frame */
  #take(frame) {
    if (frame.t !== 'heartbeat') this.frames.push(frame);
    if (frame.t === 'snapshot') {
      this.agent = frame.snapshot.agent;
      this.reservations = new Map(frame.snapshot.reservations.map((/** @type {any} */ r) => [r.reservation, r]));
    } else if (frame.t === 'delta') {
      const { agent, reservation, gone } = frame.delta;
      if (agent) this.agent = agent;
      if (reservation) this.reservations.set(reservation.reservation, reservation);
      if (gone) this.reservations.delete(gone);
    } else if (frame.t === 'answer') {
      this.#answers.get(frame.answer.id)?.(frame.answer);
    }
  }
}
