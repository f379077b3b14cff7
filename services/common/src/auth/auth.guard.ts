import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '../contracts/words.js';
import { forbidden, SpillwayError } from '../errors/errors.js';
import { PUBLIC_KEY, ROLES_KEY, type SiteUser } from './decorators.js';
import { TokenVerifier } from './tokens.js';

/** Every HTTP route needs a site credential unless it is @Public; @Roles narrows it. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_KEY, places)) return true;
    const request = context
      .switchToHttp()
      .getRequest<{ headers: Record<string, string | undefined>; user?: SiteUser }>();
    const bearer = /^Bearer (\S+)$/.exec(request.headers['authorization'] ?? '')?.[1];
    if (!bearer)
      throw new SpillwayError('AUTH.REQUIRED', 'This needs a sign-in.', {
        blame: 'caller',
        status: 401,
        hint: 'Send Authorization: Bearer <accessToken>.',
      });
    const claims = await this.tokens.verify(bearer, 'site');
    request.user = {
      id: String(claims.sub),
      tenant: String(claims['tenant']),
      roles: (claims['roles'] as Role[]) ?? [],
      session: String(claims['session'] ?? ''),
    };
    const needed = this.reflector.getAllAndOverride<Role[]>(ROLES_KEY, places);
    if (needed && !needed.some((r) => request.user?.roles.includes(r)))
      throw forbidden(
        'AUTH.ROLE_MISSING',
        `This needs the role ${needed.join(' or ')}.`,
        'Ask IT for the role, or sign in as somebody who has it.',
      );
    return true;
  }
}
