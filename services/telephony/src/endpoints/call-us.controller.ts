import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Public } from '#common/auth/decorators.js';
import { CONFIG } from '#common/config/config.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { SpillwayError } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { sourceOf } from '#common/http/source.js';
import { RateLimit } from '../admission/rate-limit.js';
import type { Config } from '../config.js';
import { Visitors } from './visitors.js';

const body = z.strictObject({
  language: z.enum(LANGUAGES).default('en'),
  number: z
    .string()
    .regex(/^[0-9]{1,20}$/)
    .optional(),
});

/** A visitor of the public page asks for the means to call. */
@ApiTags('call-us')
@Controller('api/v1/call-us')
export class CallUsController {
  private readonly limit: RateLimit;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly visitors: Visitors,
  ) {
    this.limit = new RateLimit(config.visitorsPerMinute, 60_000);
  }

  @Post('sessions')
  @HttpCode(201)
  @Public()
  @ApiOperation({ summary: 'Credentials for one call from the call-us page, good for some minutes.' })
  async open(@Body(new Parsed(body)) { language, number }: z.infer<typeof body>, @Req() { ip }: { ip: string }) {
    const source = sourceOf(ip);
    const { maxCallsBySource } = this.config;
    const crowded = source !== undefined && this.visitors.openFrom(source) >= maxCallsBySource;
    if (crowded || !this.limit.take(ip, Date.now()))
      throw new SpillwayError('TELEPHONY.TOO_MANY_VISITORS', 'Too many calls come from this address.', {
        blame: 'caller',
        retryable: true,
        status: 429,
        hint: 'Wait a minute and try again.',
      });
    const { name, password, node, expiresAt } = await this.visitors.admit(language, source);
    const { voiceHost, callUsNumber } = this.config;
    return {
      wsPath: `/voice/${node}`,
      user: name,
      password,
      uri: `sip:${name}@${voiceHost}`,
      target: `sip:${number ?? callUsNumber}@${voiceHost}`,
      expiresAt,
      iceServers: this.config.iceServers,
    };
  }
}
