import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { SpillwayError } from '../errors/errors.js';

/** Verifies signed tokens (RFC 7519, Ed25519) offline against the installation’s public keys. */
export class TokenVerifier {
  private readonly keys: ReturnType<typeof createLocalJWKSet>;

  constructor(jwks: string) {
    this.keys = createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet);
  }

  /** @param audience `site` for people, `edge` for a gateway’s ticket. Throws AUTH.EXPIRED or AUTH.INVALID. */
  async verify(token: string, audience: 'site' | 'edge'): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        audience,
        issuer: 'spillway',
        algorithms: ['EdDSA', 'Ed25519'],
      });
      return payload;
    } catch (cause) {
      const expired = cause instanceof errors.JWTExpired;
      throw new SpillwayError(
        expired ? 'AUTH.EXPIRED' : 'AUTH.INVALID',
        expired ? 'The sign-in has expired.' : 'The token is not valid here.',
        {
          blame: 'caller',
          status: 401,
          hint: expired ? 'Refresh the token or sign in again.' : 'Sign in again.',
          cause,
        },
      );
    }
  }
}
