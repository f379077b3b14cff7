import type { Bus } from '#common/bus/bus.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import type { Command } from '../core/effects.js';
import type { Input } from '../core/inputs.js';
import { commandsRefused, offerSeconds } from '../metrics.js';

type Done = { ok: boolean; code?: string | undefined };

/**
 * Sends what was committed to telephony, in order for one interaction, again and again until it is acknowledged or out of time.
 * telephony's refusal comes back as an input, because it knows the engine.
 */
export class Sender {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #unsaid = new Set<Command>();
  readonly #log = log('sender');

  constructor(
    private readonly bus: Bus,
    private readonly tenant: string,
    private readonly fence: () => number,
    private readonly refused: (input: Extract<Input, { type: 'command-refused' }>) => void,
  ) {}

  /** Not acknowledged yet, in the order in which it was given. */
  unsaid = (): Command[] => [...this.#unsaid];

  send(command: Command, since: number): void {
    this.#unsaid.add(command);
    const before = this.#tails.get(command.interactionId);
    const sent = before ? before.then(() => this.#send(command, since)) : this.#send(command, since);
    this.#tails.set(command.interactionId, sent);
    void sent.then(() => {
      this.#unsaid.delete(command);
      if (this.#tails.get(command.interactionId) === sent) this.#tails.delete(command.interactionId);
    });
  }

  async #send(command: Command, since: number): Promise<void> {
    const { contract, interactionId } = command;
    const body = { tenant: this.tenant, fence: this.fence(), ...command.body };
    try {
      const done = (await withInteraction(interactionId, () =>
        this.bus.callUntilDone(contract, body, { giveUpAt: command.giveUpAt }),
      )) as Done;
      if (contract.subject === 'telephony.offer') offerSeconds.observe((Date.now() - since) / 1000);
      if (!done.ok) this.#refuse(command, done.code ?? 'TELEPHONY.REFUSED');
    } catch (error) {
      this.#log.warn({ subject: contract.subject, interactionId, ...describeError(error) }, 'command not taken');
      // Nobody took it, or our epoch is old: healing asks the engine later.
    }
  }

  #refuse({ contract, interactionId, reservationId }: Command, code: string): void {
    commandsRefused.inc({ subject: contract.subject, code });
    this.#log.info({ subject: contract.subject, interactionId, reservationId, code }, 'command refused by telephony');
    this.refused({ type: 'command-refused', subject: contract.subject, interactionId, reservationId, code });
  }
}
