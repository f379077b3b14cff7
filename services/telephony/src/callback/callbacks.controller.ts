import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '#common/auth/decorators.js';
import { CONFIG } from '#common/config/config.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { SpillwayError } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { sourceOf } from '#common/http/source.js';
import { RateLimit } from '../admission/rate-limit.js';
import type { Config } from '../config.js';
import { CallbackRequest } from './callback-request.js';

const queue = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/);
const wish = z.strictObject({
  queue,
  number: z.string().max(40),
  language: z.enum(LANGUAGES).optional(),
  text: z
    .string()
    .trim()
    .max(1000)
    .regex(/^[^\0]*$/)
    .optional(),
  slot: z.int().nonnegative().optional(),
});

/** Whoever wants to be called instead of waiting asks here, without a sign-in: limited by where she asks from. */
@ApiTags('callbacks')
@Controller('api/v1/callbacks')
@Public()
export class CallbacksController {
  private readonly limit: RateLimit;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly requests: CallbackRequest,
  ) {
    this.limit = new RateLimit(config.visitorsPerMinute, 60_000);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Be called back by a queue that does so: when it is your turn, or in a slot' })
  @ApiBody({ schema: z.toJSONSchema(wish, { target: 'openapi-3.0' }) as never })
  async ask(@Body(new Parsed(wish)) body: z.infer<typeof wish>, @Req() { ip }: { ip: string }) {
    this.take(ip);
    return this.requests.make(body);
  }

  @Get(':queue/slots')
  @ApiOperation({ summary: 'Whether a queue calls back, when it is open, and appointments with what is free of them' })
  async slots(@Param('queue', new Parsed(queue)) id: string, @Req() { ip }: { ip: string }) {
    this.take(ip);
    const { offered, open, opensAt, slots } = await this.requests.terms(id);
    return { offered, open, opensAt, slots };
  }

  private take(ip: string): void {
    if (this.limit.take(sourceOf(ip) ?? ip, Date.now())) return;
    throw new SpillwayError('CALLBACKS.TOO_MANY', 'Too many requests come from this address.', {
      blame: 'caller',
      retryable: true,
      status: 429,
      hint: 'Wait a minute and try again.',
    });
  }
}
