import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { mintTokens, resolveToken } from '#common/contracts/customers.js';
import { Vault } from './vault.service.js';

/** What crossing asks of the vault. */
@Controller()
export class VaultEvents {
  constructor(private readonly vault: Vault) {}

  @Serves(mintTokens)
  async mint({ tenant, place, kind, refs }: RequestOf<typeof mintTokens>): Promise<ReplyOf<typeof mintTokens>> {
    return { tokens: await this.vault.mint(tenant, place, kind, refs) };
  }

  @Serves(resolveToken)
  async resolve({ tenant, place, token }: RequestOf<typeof resolveToken>): Promise<ReplyOf<typeof resolveToken>> {
    return (await this.vault.resolve(tenant, place, token)) ?? {};
  }
}
