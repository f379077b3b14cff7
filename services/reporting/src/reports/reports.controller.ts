import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { badInput } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { isFigure } from '../figures/calls.js';
import { AGENT_FIGURES, CONTACT_FIGURES, type Figure, QUEUE_FIGURES } from '../figures/figures.js';
import { FORMULAS } from '../figures/formulas.js';
import { dateOf, dayRange } from './day.js';
import { QueryOf } from './query.docs.js';
import { ReportsService } from './reports.service.js';

const MIN = 60_000;
const DAY = 86_400_000;
const time = z
  .string()
  .describe('milliseconds since 1970, or ISO 8601')
  .transform((s) => (/^\d+$/.test(s) ? Number(s) : Date.parse(s)))
  .pipe(z.int().nonnegative());
const by = z.enum(['queue', 'agent']);
const step = z
  .enum(['15', '30', '60'])
  .default('15')
  .transform((s) => Number(s) * MIN);
const date = z.iso.date();

const intervalsQuery = z.strictObject({ from: time, to: time, by: by.default('queue'), step });
const dayQuery = z.strictObject({ date: date.optional(), step });
const callsQuery = z.strictObject({
  from: time,
  to: time,
  queue: z.string().max(80).optional(),
  agent: z.guid().optional(),
  /** Either of them, or an entry (dialled number) by contact. */
  key: z.string().max(80).optional(),
  by: z.enum(['queue', 'agent', 'contact']).optional(),
  figure: z.string().max(40),
  phase: z.string().max(40).optional(),
  cause: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
});
type Intervals = z.infer<typeof intervalsQuery>;

const words = (group: Record<string, Figure>) =>
  Object.fromEntries(Object.entries(group).map(([name, { meaning }]) => [name, meaning]));
/** What each figure counts, by what it is counted for. */
const figures = { queue: words(QUEUE_FIGURES), agent: words(AGENT_FIGURES), contact: words(CONTACT_FIGURES) };

@ApiTags('reports')
@ApiBearerAuth()
@Roles('team-lead', 'head', 'quality')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** Figures by interval, by queue or agent; `key` null is all of them, `at` null the whole range. */
  @Get('intervals')
  @ApiOperation({ summary: 'figures by interval, by queue or by agent, with formulas and meanings' })
  @QueryOf(intervalsQuery)
  async intervals(@User() user: SiteUser, @Query(new Parsed(intervalsQuery)) q: Intervals) {
    checkRange(q);
    const { asOf, rows } = await this.reports.intervals(user.tenant, q.by, { ...q, stepMs: q.step });
    return { ...this.about(q, asOf), by: q.by, rows };
  }

  @Get('intervals.csv')
  @ApiOperation({ summary: 'the interval rows as CSV (RFC 4180), durations in seconds' })
  @QueryOf(intervalsQuery)
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="intervals.csv"')
  async csv(@User() user: SiteUser, @Query(new Parsed(intervalsQuery)) q: Intervals): Promise<string> {
    checkRange(q);
    return this.reports.csv(user.tenant, q.by, { ...q, stepMs: q.step });
  }

  /** One day of the tenant, by queue and by agent, and what became of all calls. */
  @Get('day')
  @ApiOperation({ summary: 'one day of the tenant by queue, by agent and by what became of all calls' })
  @QueryOf(dayQuery)
  async day(@User() user: SiteUser, @Query(new Parsed(dayQuery)) q: z.infer<typeof dayQuery>) {
    const day = q.date ?? dateOf(this.reports.now(), this.reports.timeZone);
    const range = { ...dayRange(day, this.reports.timeZone), step: q.step };
    const of = { ...range, stepMs: q.step };
    const queues = await this.reports.intervals(user.tenant, 'queue', of);
    const agents = await this.reports.intervals(user.tenant, 'agent', of);
    const contacts = await this.reports.contacts(user.tenant, of);
    return {
      date: day,
      ...this.about(range, queues.asOf),
      contacts,
      queues: queues.rows,
      agents: agents.rows,
    };
  }

  /** The calls that make a figure: `count` is the figure, `calls` a page of them. */
  @Get('calls')
  @ApiOperation({ summary: 'the calls that make a figure: count is the figure, calls a page of them' })
  @QueryOf(callsQuery)
  async calls(@User() user: SiteUser, @Query(new Parsed(callsQuery)) q: z.infer<typeof callsQuery>) {
    checkRange(q);
    const by = q.by ?? (q.agent ? 'agent' : 'queue');
    if (!isFigure(by, q.figure))
      throw badInput(
        'REPORTING.NO_SUCH_FIGURE',
        `There is no figure ${q.figure} by ${by}.`,
        'See `figures` in any report.',
      );
    const found = await this.reports.calls(user.tenant, {
      ...q,
      by,
      key: q.key ?? (by === 'agent' ? q.agent : q.queue),
    });
    const life = (id: string) => `/api/v1/interactions/${id}/life`;
    return {
      figure: q.figure,
      by,
      count: found.count,
      calls: found.calls.map((c) => ({ ...c, life: life(c.interactionId) })),
    };
  }

  private about(r: { from: number; to: number; step: number }, asOf: number) {
    const { timeZone } = this.reports;
    return { from: r.from, to: r.to, stepMs: r.step, timeZone, asOf, formulas: FORMULAS, figures };
  }
}

function checkRange({ from, to }: { from: number; to: number }): void {
  if (to <= from || to - from > 62 * DAY)
    throw badInput(
      'REPORTING.BAD_RANGE',
      'The range must end after it begins and span 62 days at most.',
      'Ask for a shorter range.',
    );
}
