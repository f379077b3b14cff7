import { Injectable } from '@nestjs/common';
import { Database } from '#common/db/database.js';
import type { Wish } from '../config.service.js';
import { readUserNames, readVersion, readWhole } from '../setup.store.js';
import { draftTowards } from '../target.js';
import { fromYaml } from './read.js';
import { toYaml } from './write.js';

/** The configuration as a document to keep, compare and take over elsewhere. */
@Injectable()
export class ConfigDocument {
  constructor(private readonly db: Database) {}

  write(tenant: string): Promise<{ version: number; text: string }> {
    return this.db.inTenant(tenant, async (tx) => {
      const version = await readVersion(tx);
      const whole = await readWhole(tx);
      const { nameOf } = await readUserNames(tx);
      return { version, text: toYaml(tenant, version, whole, nameOf) };
    });
  }
}

/** The wish that the set-up were as the document says. */
export const asIn =
  (text: string): Wish =>
  async (tx, whole) => {
    const { idOf } = await readUserNames(tx);
    const { target, problems, place } = fromYaml(text, idOf);
    return { ...draftTowards(whole, target, { passStrangers: false }), also: problems, place };
  };
