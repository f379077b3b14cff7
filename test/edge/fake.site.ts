import { randomUUID } from 'node:crypto';
import { Bus } from '#common/bus/bus.js';
import { decode, encode } from '#common/bus/wire.js';
import type { DataOf, ReplyOf, RequestContract, RequestOf } from '#common/contracts/contract.js';
import { mintTokens } from '#common/contracts/customers.js';
import { sessionEnded, sessionGet } from '#common/contracts/directory.js';
import { deskAttach, deskChange, deskCommandSite, deskLost, writerStarted } from '#common/contracts/routing.js';
import type { TestEngines } from '../engines.js';

type Change = DataOf<typeof deskChange>;
type Agent = NonNullable<Change['agent']>;
export type Reservation = NonNullable<Change['reservation']>;

/** Directory, customers and routing as far as desktops see them: one agent each session, state in memory, commands kept by id. */
export class FakeSite {
  readonly commands: string[] = [];
  readonly lost: string[] = [];
  readonly attaches: { session: string; epoch: number }[] = [];
  readonly tokens = new Map<string, string>();
  private readonly desks = new Map<
    string,
    { agentId: string; epoch: number; n: number; agent: Agent; reservations: Reservation[] }
  >();
  private readonly done = new Map<string, { ok: boolean; code?: string }>();
  private readonly routing: Bus;
  private readonly directory: Bus;
  /** What routing does with a command before it answers. */
  beforeAnswer: () => Promise<void> = async () => undefined;

  constructor(engines: TestEngines) {
    this.routing = new Bus(engines.connect('routing'));
    this.directory = new Bus(engines.connect('directory'));
    const customers = new Bus(engines.connect('customers'));
    this.serve(this.directory, sessionGet, (r) => this.session(r));
    this.serve(customers, mintTokens, (r) => ({
      tokens: r.refs.map((ref) => this.tokenOf(`${r.place}/${r.kind}/${ref}`)),
    }));
    this.serve(this.routing, deskAttach, (r) => this.attach(r));
    this.serve(this.routing, deskCommandSite, (r) => this.command(r));
    this.serve(this.routing, deskLost, (r) => {
      this.lost.push(r.session);
      return { ok: true };
    });
  }

  /** A signed-in agent with a desktop session. */
  agent(session: string, epoch = 1): string {
    const agentId = randomUUID();
    const at = Date.now();
    this.desks.set(session, {
      agentId,
      epoch,
      n: 0,
      agent: { status: 'available', reason: 'chosen', statusAfterTalk: null, workState: 'idle', since: at },
      reservations: [],
    });
    return agentId;
  }
  newTicket(session: string): number {
    return ++this.desks.get(session)!.epoch;
  }
  end(session: string): void {
    const { agentId } = this.desks.get(session)!;
    this.desks.delete(session);
    this.directory.publish(sessionEnded, { tenant: 'main', session, agentId });
  }
  restart(): void {
    this.routing.publish(writerStarted, { epoch: 2, at: Date.now() });
  }

  /** Routing changes something and says so. `say` false loses the message on the way. */
  change(
    session: string,
    change: Partial<Pick<Change, 'agent' | 'reservation' | 'gone' | 'queues'>>,
    say = true,
  ): number {
    const d = this.desks.get(session)!;
    d.n++;
    if (change.agent) d.agent = change.agent;
    if (change.reservation)
      d.reservations = [
        ...d.reservations.filter((r) => r.reservation !== change.reservation!.reservation),
        change.reservation,
      ];
    if (say)
      this.routing.publish(
        deskChange,
        { tenant: 'main', session, agentId: d.agentId, epoch: d.epoch, n: d.n, ...change },
        'site',
      );
    return d.n;
  }
  n(session: string): number {
    return this.desks.get(session)!.n;
  }

  private session({ session }: RequestOf<typeof sessionGet>): ReplyOf<typeof sessionGet> {
    const d = this.desks.get(session);
    return d ? { found: true, tenant: 'main', agentId: d.agentId, epoch: d.epoch, place: 'site' } : { found: false };
  }
  private attach(r: RequestOf<typeof deskAttach>): ReplyOf<typeof deskAttach> {
    this.attaches.push({ session: r.session, epoch: r.epoch });
    const d = this.desks.get(r.session)!;
    return { ok: true, n: d.n, agent: d.agent, reservations: d.reservations, queues: [] };
  }
  private async command({ command }: RequestOf<typeof deskCommandSite>): Promise<ReplyOf<typeof deskCommandSite>> {
    const before = this.done.get(command.id);
    if (!before) {
      this.commands.push(command.id);
      this.done.set(command.id, { ok: true });
    }
    await this.beforeAnswer();
    return { id: command.id, ...(before ?? { ok: true }) };
  }
  private tokenOf(key: string): string {
    const token = this.tokens.get(key) ?? `t${randomUUID().replaceAll('-', '')}`;
    this.tokens.set(key, token);
    return token;
  }

  private serve<C extends RequestContract>(
    bus: Bus,
    contract: C,
    answer: (r: RequestOf<C>) => ReplyOf<C> | Promise<ReplyOf<C>>,
  ): void {
    bus.connection.onOpen((nc) => {
      nc.subscribe(contract.subject, {
        callback: (_, message) => {
          void Promise.resolve(answer(contract.request.parse(decode(message.data)) as RequestOf<C>)).then((ok) =>
            message.respond(encode({ ok })),
          );
        },
      });
    });
  }
}
