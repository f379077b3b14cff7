import { Body, Controller, Get, Param, Put, Res, StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles } from '#common/auth/decorators.js';
import { LANGUAGES } from '#common/contracts/words.js';
import { badInput, notFound } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { Prompts } from './prompts.js';
import { NotAPrompt } from './wav.js';

const where = z.strictObject({ language: z.enum(LANGUAGES), id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/) });
type Where = z.infer<typeof where>;

/** Largest prompt taken: two minutes at 16 kHz. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** IT listens to prompts and replaces them by recordings of its own. */
@ApiTags('prompts')
@Controller('api/v1/prompts')
@Roles('it')
export class PromptsController {
  constructor(private readonly prompts: Prompts) {}

  @Get()
  @ApiOperation({ summary: 'Every prompt in every language, with its length.' })
  async list() {
    return { prompts: await this.prompts.list() };
  }

  @Get(':language/:id')
  @ApiOperation({ summary: 'One prompt as a WAV file.' })
  async read(
    @Param(new Parsed(where)) { language, id }: Where,
    @Res({ passthrough: true }) reply: { header(n: string, v: string): void },
  ) {
    const wav = await this.prompts.read(language, id);
    if (!wav) throw notFound('TELEPHONY.NO_SUCH_PROMPT', `There is no prompt ${id} in ${language}.`);
    reply.header('cache-control', 'no-store');
    return new StreamableFile(wav, { type: 'audio/wav', length: wav.length });
  }

  @Put(':language/:id')
  @ApiConsumes('audio/wav')
  @ApiOperation({
    summary: 'Replaces a prompt. The body is a WAV file: PCM, 16 bits, 8, 16, 32 or 48 kHz, 4 MB at most.',
  })
  async replace(@Param(new Parsed(where)) { language, id }: Where, @Body() body: unknown) {
    if (!Buffer.isBuffer(body))
      throw badInput('TELEPHONY.NOT_A_PROMPT', 'The body is no WAV file.', 'Send it with content-type audio/wav.');
    try {
      return { language, id, ...(await this.prompts.replace(language, id, body)) };
    } catch (error) {
      if (error instanceof NotAPrompt)
        throw badInput('TELEPHONY.NOT_A_PROMPT', error.message, 'Export it as WAV, PCM 16 bits, mono, 16 kHz.');
      throw error;
    }
  }
}
