import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { LANGUAGES, type Language } from '#common/contracts/words.js';
import { interactionIdOf } from '#common/ids/ids.js';
import { Admission } from '../admission/admission.js';
import type { Channel } from '../ari/index.js';
import type { Config } from '../config.js';
import { numberFromOf, visitorOf } from '../endpoints/names.js';
import { Facts } from '../facts/facts.js';
import { FlowRun } from '../flow/run.js';
import type { AsteriskNode } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { type Call, entryIdOf, idOfChannel } from './call.js';
import { Calls } from './calls.js';
import { Identify } from './identify.js';

/** A caller is here. */
@Injectable()
export class Arrive {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenant: Tenant,
    private readonly calls: Calls,
    private readonly flow: FlowRun,
    private readonly admission: Admission,
    private readonly facts: Facts,
    private readonly identify: Identify,
    private readonly clock: Clock,
  ) {}

  /** @param since when her channel came up, where that was earlier than now (found at a reconnect), ms. */
  take({ id: node, bootedAt }: AsteriskNode, channel: Channel, entry: string, since = this.clock.now()): void {
    const interactionId = interactionIdOf(node, channel.id);
    if (this.calls.get(interactionId) || this.calls.hasEnded(interactionId)) return;
    const call = callOf(this.tenant.id, node, bootedAt, channel, entry, since);
    const visitor = visitorOf(channel.name);
    this.calls.add(call);
    this.calls.rememberNumber(call, channel.caller.number);
    const started = {
      medium: 'voice',
      direction: 'inbound',
      node,
      channel: idOfChannel(channel.id),
      entry: call.entry,
      witness: 'ari',
    } as const;
    this.facts.add(telephonyFacts.started, call.tenant, { interactionId, at: since, ...started });
    const flow = this.tenant.flowOf(entry);
    const refusal = this.admission.refusal(node, flow !== undefined);
    if (refusal) this.admission.refuse(call, refusal);
    else if (flow) this.flow.begin(call, flow);
    const value = visitor ?? channel.caller.number;
    const numberFrom = numberFromOf(channel.name, this.config.trunk);
    if (value) void this.identify.ask(call, { kind: visitor ? 'web' : 'phone', value, numberFrom });
  }
}

function callOf(
  tenant: string,
  node: string,
  nodeBoot: number | null,
  channel: Channel,
  entry: string,
  startedAt: number,
): Call {
  return {
    interactionId: interactionIdOf(node, channel.id),
    tenant,
    node,
    nodeBoot,
    direction: 'inbound',
    entry: entryIdOf(entry),
    startedAt,
    channel: channel.id,
    phase: 'arriving',
    phaseSince: startedAt,
    answered: false,
    language: languageOf(channel.language),
    customerId: null,
    flow: null,
    steps: 0,
    queue: null,
    noticePrompt: null,
    noticeAt: null,
    waiting: null,
    legs: {},
  };
}

const languageOf = (text: string): Language => LANGUAGES.find((l) => l === text.slice(0, 2)) ?? 'en';
