import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Bus } from '#common/bus/bus.js';
import { reservationGet } from '#common/contracts/routing.js';
import { forbidden } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { Segments } from '../segment/segments.js';
import { Keeper } from './keeper.js';

const body = z.strictObject({ reservationId: z.guid(), on: z.boolean() });

/** The agent's own page masks while card details are spoken: from browser to site, past every gateway. */
@Controller('api/v1/recordings/mask')
@Roles('agent')
export class MaskController {
  constructor(
    private readonly bus: Bus,
    private readonly keeper: Keeper,
    private readonly segments: Segments,
  ) {}

  @Post()
  @HttpCode(200)
  async mask(@User() user: SiteUser, @Body(new Parsed(body)) { reservationId, on }: z.infer<typeof body>) {
    if (!(await this.isHers(user, reservationId)))
      throw forbidden('RECORDING.NOT_YOURS', 'This is another agent’s talk.');
    // Between two segments it is remembered for the next one, so it is done then too.
    await this.keeper.mask(reservationId, on);
    return { reservationId, masked: on };
  }

  /** Between two segments of a talk (hold) routing is asked, for a mask is remembered for the next one. */
  private async isHers({ id, tenant }: SiteUser, reservationId: string): Promise<boolean> {
    const segment = this.segments.openOf(reservationId);
    if (segment) return segment.tenant === tenant && segment.agentId === id;
    const { found, agentId, active } = await this.bus.call(reservationGet, { tenant, reservationId });
    return found && agentId === id && active === true;
  }
}
