import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { namesGet } from '#common/contracts/directory.js';

const FRESH_MS = 60_000;

/** Names of colleagues, asked of directory and remembered for a minute. Without directory there are fewer, never an error. */
@Injectable()
export class Names {
  readonly #known = new Map<string, { name: string; at: number }>();

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async of(tenant: string, agentIds: string[]): Promise<Map<string, string>> {
    const now = this.clock.now();
    const stale = agentIds.filter((id) => now - (this.#known.get(`${tenant}/${id}`)?.at ?? 0) > FRESH_MS);
    if (stale.length > 0) await this.#ask(tenant, stale, now).catch(() => undefined);
    const names = agentIds.map((id) => [id, this.#known.get(`${tenant}/${id}`)?.name] as const);
    return new Map(names.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
  }

  async #ask(tenant: string, agentIds: string[], now: number): Promise<void> {
    const { names } = await this.bus.call(namesGet, { tenant, agentIds }, { timeoutMs: 1000 });
    for (const { agentId, name } of names) this.#known.set(`${tenant}/${agentId}`, { name, at: now });
  }
}
