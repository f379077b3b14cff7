import type { DESK_VERBS } from '#common/contracts/edge.js';
import type { AgentStatus } from '#common/contracts/words.js';

export type DeskVerb = (typeof DESK_VERBS)[number];
export interface CommandOf {
  verb: DeskVerb;
  reservation?: string;
  status?: AgentStatus;
}
export interface Answer {
  id: string;
  ok: boolean;
  code?: string;
}

const LIFE_MS = 10_000;
const AGAIN_MS = 1_000;
/** Refusals that the next repeat may not meet: a newer attachment carries its epoch, who was away comes back. */
const PASSING = new Set([
  'ROUTING.STALE_EPOCH',
  'ROUTING.NOT_WRITER',
  'ROUTING.LEDGER_AWAY',
  'EDGE.SITE_AWAY',
  'EDGE.NOT_ATTACHED',
]);

/**
 * Commands to routing through the gateway. Each has an id and a deadline and is sent again until it is answered: the id
 * makes a repeat harmless, the deadline refuses what comes late. After a reconnection the newest epoch is used.
 */
export class Commands {
  private readonly open = new Map<string, { settle: (answer: Answer) => void; passing: (code: string) => void }>();

  constructor(
    private readonly send: (message: object) => boolean,
    private readonly attachment: () => { session: string; epoch: number } | undefined,
    /** The site's time, by its heartbeats: the deadline is read there. */
    private readonly now: () => number,
  ) {}

  give(command: CommandOf): Promise<Answer> {
    const id = crypto.randomUUID();
    const deadline = this.now() + LIFE_MS;
    let last = 'EDGE.NO_ANSWER';
    return new Promise((settled) => {
      const once = () => {
        const attachment = this.attachment();
        if (attachment) this.send({ t: 'command', command: { id, deadline, ...attachment, ...command } });
      };
      const again = setInterval(() => {
        if (this.now() < deadline) once();
        else settle({ id, ok: false, code: last });
      }, AGAIN_MS);
      const settle = (answer: Answer) => {
        clearInterval(again);
        this.open.delete(id);
        settled(answer);
      };
      const passing = (code: string) => {
        last = code;
      };
      this.open.set(id, { settle, passing });
      once();
    });
  }

  answered(answer: Answer): void {
    const command = this.open.get(answer.id);
    if (!answer.ok && answer.code && PASSING.has(answer.code)) command?.passing(answer.code);
    else command?.settle(answer);
  }
}
