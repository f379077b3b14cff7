import { createHash, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SiteUser } from '#common/auth/decorators.js';
import type { SigningKey } from '../keys/signing-keys.js';

export interface Signed {
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Signs what the whole installation verifies offline (RFC 7519, Ed25519). Times in milliseconds. */
export class TokenSigner {
  constructor(
    private readonly key: SigningKey,
    private readonly lifetimes: { accessMs: number; ticketMs: number },
  ) {}

  /** The site credential: who it is, for the site's origin alone. */
  access(user: SiteUser, now: number): Promise<Signed> {
    const { id, tenant, roles, session } = user;
    return this.sign(new SignJWT({ tenant, roles, session }).setSubject(id), 'site', now, this.lifetimes.accessMs);
  }

  /** A gateway's ticket: which desktop and which attachment, nothing about the person. */
  ticket(desk: { session: string; place: string; epoch: number; jti: string }, now: number): Promise<Signed> {
    const { session, place, epoch, jti } = desk;
    return this.sign(new SignJWT({ session, place, epoch }).setJti(jti), 'edge', now, this.lifetimes.ticketMs);
  }

  private async sign(jwt: SignJWT, audience: 'site' | 'edge', now: number, lifetimeMs: number): Promise<Signed> {
    const from = Math.floor(now / 1000);
    const until = from + Math.floor(lifetimeMs / 1000);
    const token = await jwt
      .setProtectedHeader({ alg: 'EdDSA', kid: this.key.kid })
      .setIssuer('spillway')
      .setAudience(audience)
      .setIssuedAt(from)
      .setExpirationTime(until)
      .sign(this.key.key);
    return { token, expiresAt: until * 1000 };
  }
}

/** A refresh token names its tenant, because the row it leads to can be read under that tenant alone. */
export function newRefreshToken(tenant: string): { token: string; hash: Buffer } {
  const token = `${Buffer.from(tenant).toString('base64url')}~${randomBytes(32).toString('base64url')}`;
  return { token, hash: refreshHash(token) };
}
export const refreshHash = (token: string): Buffer => createHash('sha256').update(token).digest();
/** The tenant a refresh token names; nothing when it is no refresh token of ours. */
export function refreshTenant(token: string): string | undefined {
  const tenant = Buffer.from(token.split('~')[0]!, 'base64url').toString();
  return /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/.test(tenant) ? tenant : undefined;
}
