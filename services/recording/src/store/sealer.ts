import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { TwoFiles } from '../ami/mixmonitor.js';
import { Stereo } from '../audio/stereo.js';
import type { Config } from '../config.js';
import { MasterKey } from '../sealing/keys.js';
import { seal } from '../sealing/seal.js';
import type { SealedFacts, Segment } from '../segment/segment.js';

/** Makes of two plain files one sealed one in the store. */
@Injectable()
export class Sealer {
  private readonly master: MasterKey;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dir' | 'masterKey'>) {
    this.master = MasterKey.read(config.masterKey);
  }

  /** Nothing of the plain files is changed; done again after a kill it gives a new key and replaces the file. */
  async seal(segment: Segment, plain: TwoFiles): Promise<SealedFacts> {
    const day = new Date(segment.startedAt).toISOString().slice(0, 10);
    const file = join(segment.tenant, day, `${segment.id}.sealed`);
    const path = this.pathOf(file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const stereo = await Stereo.open(plain.received, plain.transmitted);
    try {
      const { key, wrapped } = this.master.issue(segment.id);
      const out = await open(`${path}.new`, 'w', 0o600);
      const sealed = await seal(out, segment.id, key, stereo.wav()).finally(() => out.close());
      await rename(`${path}.new`, path);
      await syncFolder(dirname(path));
      const { points, callerMs, agentMs } = stereo.waveform();
      return {
        file,
        ...sealed,
        durationMs: stereo.durationMs,
        repaired: stereo.repaired,
        callerMs,
        agentMs,
        points: points.toString('base64'),
        wrappedKey: wrapped.wrapped.toString('base64'),
        masterKey: wrapped.master,
      };
    } catch (error) {
      await rm(`${path}.new`, { force: true });
      throw error;
    } finally {
      await stereo.close();
    }
  }

  keyOf(recordingId: string, wrapped: Buffer, master: string): Buffer {
    return this.master.open(recordingId, { wrapped, master });
  }

  pathOf(file: string): string {
    return join(this.config.dir, 'store', file);
  }
}

/** A file is on disk by its name only once its folder is: the plain files are removed after this. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}
