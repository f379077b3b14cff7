import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Role } from '../contracts/words.js';

/** Who asks, as the token says. */
export interface SiteUser {
  id: string;
  tenant: string;
  roles: Role[];
  /** The sign-in session. */
  session: string;
}

export const ROLES_KEY = 'spillway:roles';
export const PUBLIC_KEY = 'spillway:public';
/** The route needs one of these roles. Without it any signed-in user passes. */
export const Roles = (...roles: Role[]) => SetMetadata(ROLES_KEY, roles);
/** The route needs no sign-in. */
export const Public = () => SetMetadata(PUBLIC_KEY, true);
/** The signed-in user of this request. */
export const User = createParamDecorator(
  (_: unknown, context: ExecutionContext): SiteUser => context.switchToHttp().getRequest().user,
);
