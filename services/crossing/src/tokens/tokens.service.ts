import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { mintTokens } from '#common/contracts/customers.js';
import { SpillwayError } from '#common/errors/errors.js';
import type { Config } from '../config.js';
import { tokensCached } from '../metrics.js';
import type { TokenOf } from '../project/outward.js';
import { TokenCache } from './token.cache.js';

const REMEMBERED = 50_000;
/** References asked for at once; the contract allows a thousand. */
const CHUNK = 1000;

/** Tokens of interactions and queues for this place, minted once by customers’ vault and remembered here. */
@Injectable()
export class Tokens {
  private readonly cache = new TokenCache(REMEMBERED);

  constructor(
    private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Makes sure that each reference has its token; waits while the vault is away, until `giveUpAt`. Then a lookup that cannot fail. */
  async ready(tenant: string, refs: { interaction: string[]; queue: string[] }, giveUpAt: number): Promise<TokenOf> {
    const tokens = new Map<string, string>();
    for (const kind of ['interaction', 'queue'] as const) {
      const unknown: string[] = [];
      for (const ref of refs[kind]) {
        const token = this.cache.get(`${tenant}/${kind}/${ref}`);
        if (token) tokens.set(`${kind}/${ref}`, token);
        else unknown.push(ref);
      }
      for (let i = 0; i < unknown.length; i += CHUNK) {
        const chunk = unknown.slice(i, i + CHUNK);
        const minted = await this.mint(tenant, kind, chunk, giveUpAt);
        for (const [n, ref] of chunk.entries()) tokens.set(`${kind}/${ref}`, minted[n]!);
      }
    }
    return (kind, ref) => {
      const token = tokens.get(`${kind}/${ref}`);
      // The reference itself must never stand in for a token that is missing.
      if (!token) throw new SpillwayError('CROSSING.NO_TOKEN', `A ${kind} has no token.`, { blame: 'us' });
      return token;
    };
  }

  private async mint(
    tenant: string,
    kind: 'interaction' | 'queue',
    refs: string[],
    giveUpAt: number,
  ): Promise<string[]> {
    const { tokens } = await this.bus.callUntilDone(
      mintTokens,
      { tenant, place: this.config.place, kind, refs },
      { giveUpAt },
    );
    if (tokens.length !== refs.length)
      throw new SpillwayError('CROSSING.NO_TOKEN', 'The vault answered with another number of tokens.', {
        blame: 'peer',
      });
    for (const [n, ref] of refs.entries()) {
      // A vault that echoes a reference would send it out of the site under the name of a token.
      if (tokens[n] === ref)
        throw new SpillwayError('CROSSING.NO_TOKEN', 'The vault gave a reference for a token.', { blame: 'peer' });
      this.cache.set(`${tenant}/${kind}/${ref}`, tokens[n]!);
    }
    tokensCached.set(this.cache.count);
    return tokens;
  }
}
