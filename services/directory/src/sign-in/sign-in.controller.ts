import { Body, Controller, Delete, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { z } from 'zod';
import { Public, type SiteUser, User } from '#common/auth/decorators.js';
import { CONFIG } from '#common/config/config.js';
import { Parsed } from '#common/http/parse.js';
import { TooManyAttempts } from '../attempts/attempts.errors.js';
import type { Config } from '../config.js';
import { type Credentials, SignIn } from './sign-in.service.js';
import { SignOut } from './sign-out.service.js';

const signInBody = z.strictObject({
  user: z
    .string()
    .min(1)
    .max(120)
    .regex(/^\P{Cc}+$/u),
  // Argon2 reads every byte: an endless password would be an endless work.
  password: z.string().min(1).max(256),
  /** Which company, in an installation that serves several. */
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/)
    .optional(),
});
const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(512) });

@Controller('api/v1/sessions')
export class SignInController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
  ) {}

  @Public()
  @Post()
  async open(
    @Body(new Parsed(signInBody)) body: z.infer<typeof signInBody>,
    @Req() request: { ip: string },
    @Res({ passthrough: true }) reply: { header(name: string, value: string): void },
  ): Promise<Credentials> {
    try {
      return await this.signIn.signIn(body.tenant ?? this.config.tenant, body.user, body.password, request.ip);
    } catch (error) {
      if (error instanceof TooManyAttempts) reply.header('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
      throw error;
    }
  }

  @Public()
  @Post('refresh')
  @HttpCode(200)
  refresh(@Body(new Parsed(refreshBody)) body: z.infer<typeof refreshBody>): Promise<Credentials> {
    return this.signIn.refresh(body.refreshToken);
  }

  @Delete()
  @HttpCode(204)
  async close(@User() user: SiteUser): Promise<void> {
    await this.signOut.end(user, 'signed-out');
  }
}
