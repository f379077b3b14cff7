import type { IncomingMessage } from 'node:http';
import { sourceOf } from '#common/http/source.js';

/** How many connections are open from each source, so that one stranger cannot hold all there are. */
export class Sources {
  private readonly open = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** What lets the place go again; undefined: this source has as many as it may. */
  take(request: IncomingMessage): (() => void) | undefined {
    const source = sourceOf(addressOf(request));
    if (source === undefined) return () => {};
    const count = this.open.get(source) ?? 0;
    if (count >= this.most) return undefined;
    this.open.set(source, count + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.open.get(source) ?? 1) - 1;
      if (left > 0) this.open.set(source, left);
      else this.open.delete(source);
    };
  }
}

/** A TLS proxy on this machine names its client last in X-Forwarded-For; what others say in that header is their own word. */
function addressOf({ socket, headers }: IncomingMessage): string {
  const direct = socket.remoteAddress ?? 'unknown';
  const named = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return sourceOf(direct) === undefined && named ? named : direct;
}
