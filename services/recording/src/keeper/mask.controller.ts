import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { conflict, forbidden } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { Segments } from '../segment/segments.js';
import { Keeper } from './keeper.js';

const body = z.strictObject({ reservationId: z.guid(), on: z.boolean() });

/** The agent's own page masks while card details are spoken: from browser to site, past every gateway. */
@Controller('api/v1/recordings/mask')
@Roles('agent')
export class MaskController {
  constructor(
    private readonly keeper: Keeper,
    private readonly segments: Segments,
  ) {}

  @Post()
  @HttpCode(200)
  async mask(@User() user: SiteUser, @Body(new Parsed(body)) { reservationId, on }: z.infer<typeof body>) {
    const segment = this.segments.openOf(reservationId);
    const isHers = segment?.tenant === user.tenant && segment.agentId === user.id;
    if (segment && !isHers) throw forbidden('RECORDING.NOT_YOURS', 'This is another agent’s talk.');
    if (!(await this.keeper.mask(reservationId, on)))
      throw conflict('RECORDING.NOT_RECORDING', 'This talk is not being recorded now.', 'Nothing needs to be masked.');
    return { reservationId, masked: on };
  }
}
