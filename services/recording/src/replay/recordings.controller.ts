import { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { type ListQuery, listQuery } from './recordings.query.js';
import { Replay } from './replay.service.js';

const recordingId = new Parsed(z.guid());

/** The part of Fastify's reply that is used here. */
interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string | number>): Reply;
  send(body: unknown): unknown;
}

/** Recordings for those who lead or judge. An agent hears none, not even her own. */
@Controller('api/v1/recordings')
@Roles('team-lead', 'head', 'quality')
export class RecordingsController {
  constructor(private readonly replay: Replay) {}

  @Get()
  list(@User() user: SiteUser, @Query(new Parsed(listQuery)) query: ListQuery) {
    return this.replay.list(user, query);
  }

  @Get(':id')
  details(@User() user: SiteUser, @Param('id', recordingId) id: string) {
    return this.replay.details(user, id);
  }

  @Get(':id/waveform')
  waveform(@User() user: SiteUser, @Param('id', recordingId) id: string) {
    return this.replay.waveform(user, id);
  }

  @Get(':id/accesses')
  accesses(@User() user: SiteUser, @Param('id', recordingId) id: string) {
    return this.replay.accesses(user, id);
  }

  /** Stereo wav: caller left, agent right. Takes one byte range, as players ask for when somebody jumps about. */
  @Get(':id/audio')
  async audio(
    @User() user: SiteUser,
    @Param('id', recordingId) id: string,
    @Headers('range') asked: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    const { length, range, bytes } = await this.replay.audio(user, id, asked);
    const part: Record<string, string> = range ? { 'content-range': `bytes ${range.from}-${range.to}/${length}` } : {};
    reply
      .code(range ? 206 : 200)
      .headers({
        'content-type': 'audio/wav',
        'content-length': range ? range.to - range.from + 1 : length,
        'accept-ranges': 'bytes',
        'cache-control': 'no-store',
        ...part,
      })
      .send(Readable.from(bytes));
  }
}
