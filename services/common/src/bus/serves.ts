import { MessagePattern, Transport } from '@nestjs/microservices';
import type { RequestContract } from '../contracts/contract.js';

/** Transport ids: which bus a handler listens on. Without one Nest would bind every handler to every bus. */
export const SITE = Symbol('bus SITE');
export const EDGE = Symbol('bus EDGE');

/** Answers requests of a contract: `@Serves(enqueue) async take(body: RequestOf<typeof enqueue>)`. */
export const Serves = (contract: RequestContract, bus: symbol = SITE): MethodDecorator =>
  MessagePattern(contract.subject, bus as unknown as Transport, { contract }) as MethodDecorator;
