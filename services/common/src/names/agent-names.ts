import type { Bus } from '../bus/bus.js';
import type { Clock } from '../clock/clock.js';
import { namesGet } from '../contracts/directory.js';
import { describeError } from '../errors/errors.js';
import { log } from '../log/log.js';

/** Names of agents, asked of directory and remembered. What is shown without a name is still worth showing: none is no error. */
export class AgentNames {
  private readonly known = new Map<string, { readonly name: string; readonly at: number }>();
  private changedAt = 0;
  private readonly log = log('names');

  /** @param freshMs for how long a name is believed, ms */
  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly freshMs: number,
  ) {}

  /** Agent's id → name, as directory says or, while it is away, said last. Who was never heard of is missing. */
  async of(tenant: string, agentIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const now = this.clock.now();
    const keyOf = (id: string) => `${tenant}/${id}`;
    const wanted = [...new Set(agentIds)];
    const believedFrom = Math.max(now - this.freshMs, this.changedAt);
    const missing = wanted.filter((id) => (this.known.get(keyOf(id))?.at ?? 0) <= believedFrom);
    if (missing.length > 0)
      try {
        const { names } = await this.bus.call(namesGet, { tenant, agentIds: missing }, { timeoutMs: 1000 });
        for (const { agentId, name } of names) this.known.set(keyOf(agentId), { name, at: now });
      } catch (error) {
        this.log.warn(describeError(error), 'names of agents are not to be had now');
      }
    return new Map(
      wanted.flatMap((id) => (this.known.has(keyOf(id)) ? [[id, this.known.get(keyOf(id))!.name] as const] : [])),
    );
  }

  /** Something has changed at directory: asked anew, but not forgotten. */
  changed(): void {
    this.changedAt = this.clock.now();
  }
}
