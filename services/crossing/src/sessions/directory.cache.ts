import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { sessionGet } from '#common/contracts/directory.js';
import type { Config } from '../config.js';
import { edgeRefusal } from '../edge/refusal.js';

/** Whose desktop session it is, and the number of its newest ticket. */
export interface Owner {
  tenant: string;
  agentId: string;
  epoch: number;
}

const REMEMBERED = 50_000;

/** Directory’s word on sessions, remembered until it says that one has ended. */
@Injectable()
export class DirectoryCache {
  private readonly owners = new Map<string, Owner>();

  constructor(
    private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * The owner of a session that shows a ticket with this epoch. Throws EDGE.SESSION_ENDED, EDGE.WRONG_PLACE,
   * ROUTING.STALE_EPOCH, EDGE.UNKNOWN_EPOCH (no such ticket was ever given), or a retryable error while directory is away.
   */
  async ownerOf(session: string, epoch: number): Promise<Owner> {
    const known = this.owners.get(session);
    // A newer ticket than we know of: directory gave it since we asked, or nobody ever did.
    const owner = known && epoch <= known.epoch ? known : await this.ask(session);
    if (epoch < owner.epoch) throw edgeRefusal('ROUTING.STALE_EPOCH', 'A newer ticket has been given.');
    if (epoch > owner.epoch) throw edgeRefusal('EDGE.UNKNOWN_EPOCH', 'No ticket with this epoch was given.');
    return owner;
  }

  forget(session: string): void {
    this.owners.delete(session);
  }

  private async ask(session: string): Promise<Owner> {
    const found = await this.bus.call(sessionGet, { session });
    const { tenant, agentId, epoch, place } = found;
    if (!found.found || tenant === undefined || agentId === undefined || epoch === undefined) {
      this.forget(session);
      throw edgeRefusal('EDGE.SESSION_ENDED', 'Directory knows no such session.');
    }
    if (place !== this.config.place) throw edgeRefusal('EDGE.WRONG_PLACE', 'The session is for another place.');
    this.owners.delete(session);
    this.owners.set(session, { tenant, agentId, epoch });
    if (this.owners.size > REMEMBERED) this.owners.delete(this.owners.keys().next().value!);
    return { tenant, agentId, epoch };
  }
}
