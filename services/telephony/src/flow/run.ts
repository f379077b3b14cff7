import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { Flow } from '#common/contracts/directory.js';
import { rememberLanguage, telephonyFacts } from '#common/contracts/telephony.js';
import type { Language } from '#common/contracts/words.js';
import { log } from '#common/log/log.js';
import { answer } from '../calls/answer.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Enqueue } from '../calls/enqueue.js';
import { Music } from '../calls/music.js';
import { Speaker } from '../calls/speaker.js';
import { Facts } from '../facts/facts.js';
import { Nodes } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { begin, type FlowAct, type FlowEvent, type FlowTurn, next } from './next.js';

const ENTERING = { greeting: 'greets', menu: 'asks', message: 'tells' } as const;

/** Carries callers through their flows: asks the interpreter what comes next, and does it. */
@Injectable()
export class FlowRun {
  private readonly keyLimits = new Map<string, NodeJS.Timeout>();
  private readonly log = log('flow');

  constructor(
    private readonly tenant: Tenant,
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly speaker: Speaker,
    private readonly enqueue: Enqueue,
    private readonly end: End,
    private readonly facts: Facts,
    private readonly bus: Bus,
    private readonly music: Music,
    private readonly clock: Clock,
  ) {
    enqueue.onRefused((call) => this.sendAway(call));
  }

  begin(call: Call, flow: Flow): void {
    this.take(call, flow, () => begin(flow, this.clock.now()));
  }

  /** After a restart of ours: the step she was in, from its beginning. */
  again(call: Call): void {
    this.event(call, { type: 'begin' });
  }

  key(call: Call, key: string): void {
    this.event(call, { type: 'key', key });
  }

  /** Also for a caller who hung up meanwhile: nothing of hers stays behind. */
  private noKey(call: Call): void {
    this.keyLimits.delete(call.interactionId);
    this.event(call, { type: 'no-key' });
  }

  private event(call: Call, event: FlowEvent): void {
    const at = call.flow;
    if (!at || this.calls.get(call.interactionId) !== call) return;
    if (call.phase !== 'arriving' && !(call.phase in ENTERING)) return;
    const flow = this.tenant.flow(at.id);
    if (!flow) return this.end.end(call, 'failed');
    this.take(call, flow, () => next(flow, at.position, event, this.clock.now()));
  }

  private take(call: Call, flow: Flow, decide: () => FlowTurn): void {
    let turn: FlowTurn;
    try {
      turn = decide();
    } catch (error) {
      this.log.error({ interactionId: call.interactionId, flow: flow.id, err: error }, 'a flow cannot be followed');
      return this.end.end(call, 'failed');
    }
    call.flow = { id: flow.id, position: turn.position };
    for (const act of turn.acts) this.act(call, act);
    if (this.calls.get(call.interactionId) === call) this.calls.save(call);
  }

  private act(call: Call, act: FlowAct): void {
    if (act.do !== 'notice' && act.do !== 'language' && act.do !== 'choose') this.clearLimit(call);
    switch (act.do) {
      case 'enter':
        this.calls.move(call, ENTERING[act.phase]);
        return this.step(call, act.step, null);
      case 'choose':
        return this.step(call, act.step, act.choice);
      case 'speak':
        answer(this.nodes, call);
        return this.speaker.speak(call, act.prompt, () => this.event(call, { type: 'spoken' }));
      case 'be-silent':
        return this.speaker.hush(call);
      case 'await-key':
        answer(this.nodes, call);
        this.keyLimits.set(
          call.interactionId,
          setTimeout(() => this.noKey(call), act.ms),
        );
        return;
      case 'notice':
        return this.notice(call, act.prompt);
      case 'language':
        return this.language(call, act.language);
      case 'queue':
        return this.enqueue.put(call, act.queueId, act.priority);
      case 'hang-up':
        return this.end.end(call, act.cause);
    }
  }

  /** Her line is not there any more: she is told, not left to the music. */
  private sendAway(call: Call): void {
    this.music.off(call);
    this.speaker.speak(call, 'call-again', () => this.end.end(call, 'failed'));
  }

  private step(call: Call, step: string, choice: string | null): void {
    const { interactionId, tenant, phase } = call;
    call.steps += 1;
    this.facts.add(
      telephonyFacts.step,
      tenant,
      { interactionId, at: this.clock.now(), phase, step, choice },
      `${call.steps}`,
    );
  }

  private notice(call: Call, prompt: string): void {
    const { interactionId, tenant } = call;
    call.noticePrompt = prompt;
    call.noticeAt = this.clock.now();
    this.facts.add(telephonyFacts.noticeGiven, tenant, { interactionId, at: call.noticeAt, prompt });
  }

  private language(call: Call, language: Language): void {
    const { interactionId, tenant, customerId } = call;
    call.language = language;
    this.facts.add(telephonyFacts.language, tenant, { interactionId, at: this.clock.now(), language }, `${call.steps}`);
    if (customerId) void this.bus.call(rememberLanguage, { tenant, customerId, language }).catch(() => {});
  }

  private clearLimit(call: Call): void {
    clearTimeout(this.keyLimits.get(call.interactionId));
    this.keyLimits.delete(call.interactionId);
  }
}
