import { type BeforeApplicationShutdown, Controller, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Serves } from '#common/bus/serves.js';
import { Clock } from '#common/clock/clock.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { sessionEnded } from '#common/contracts/directory.js';
import * as c from '#common/contracts/routing.js';
import { phoneChanged } from '#common/contracts/telephony.js';
import type { TenantRouting } from '../writer/tenant.js';
import { Tenants } from '../writer/tenants.service.js';

/** What crossing tells about desktops, telephony about phones and directory about sessions. */
@Controller()
export class DeskEvents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stops: (() => void)[] = [];

  constructor(
    private readonly tenants: Tenants,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#stops.push(
      this.bus.subscribe(c.deskBeat, ({ tenant, place, sessions }) =>
        this.#ifWriting(tenant, (r) => r.beat(place, sessions)),
      ),
      this.bus.subscribe(phoneChanged, ({ tenant, ...input }) =>
        this.#ifWriting(tenant, (r) => r.tell({ type: 'phone-changed', ...input })),
      ),
      this.bus.subscribe(sessionEnded, ({ tenant, agentId, session }) =>
        this.#ifWriting(tenant, (r) => r.tell({ type: 'session-ended', agentId, session })),
      ),
    );
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  @Serves(c.deskAttach)
  async attach({ tenant, ...input }: RequestOf<typeof c.deskAttach>): Promise<ReplyOf<typeof c.deskAttach>> {
    const routing = await this.tenants.of(tenant);
    const { agentId, session, epoch } = input;
    // Heard of before the writer shows her attached: a look at who is missing may come before the commit is through.
    routing.presence.attached(agentId, session, epoch, this.clock.now());
    const answer = await routing.writer.submit<{ ok: boolean; code?: string }>({ type: 'desk-attach', ...input });
    const view = answer.ok ? await routing.writer.read((s) => routing.desks.view(s, agentId)) : undefined;
    if (!view) return { ok: false, n: 0, reservations: [], queues: [], ...(answer.code ? { code: answer.code } : {}) };
    return { ok: true, ...view };
  }

  @Serves(c.deskLost)
  async lost({ tenant, ...input }: RequestOf<typeof c.deskLost>) {
    const { writer } = await this.tenants.of(tenant);
    return writer.submit<ReplyOf<typeof c.deskLost>>({ type: 'desk-lost', ...input });
  }

  @Serves(c.deskCommandSite)
  async command({ tenant, ...input }: RequestOf<typeof c.deskCommandSite>): Promise<ReplyOf<typeof c.deskCommandSite>> {
    const { writer } = await this.tenants.of(tenant);
    const answer = await writer.submit<{ ok: boolean; code?: string }>({ type: 'desk-command', ...input });
    return { id: input.command.id, ...answer };
  }

  async #ifWriting(tenant: string, act: (routing: TenantRouting) => void | Promise<void>): Promise<void> {
    for (const [name, routing] of this.tenants.all()) if (name === tenant) await act(routing);
  }
}
