import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { DAY_MS } from '../segment/segment.js';
import { CompletenessService } from './completeness.service.js';

const time = z.coerce.number().int().nonnegative();
const query = z
  .object({
    day: z.iso.date().optional(),
    from: time.optional(),
    to: time.optional(),
    all: z.stringbool().default(false),
  })
  .refine((q) => q.day !== undefined || (q.from !== undefined && q.to !== undefined), 'give day, or from and to');

@Controller('api/v1/recordings/completeness')
@Roles('team-lead', 'head', 'quality')
export class CompletenessController {
  constructor(private readonly completeness: CompletenessService) {}

  /** `day` is a day in UTC; `from` and `to` are ms and let a console ask for a day of its own time zone. */
  @Get()
  get(@User() user: SiteUser, @Query(new Parsed(query)) { day, from, to, all }: z.infer<typeof query>) {
    const start = day === undefined ? from! : Date.parse(day);
    return this.completeness.of(user.tenant, start, day === undefined ? to! : start + DAY_MS, all);
  }
}
