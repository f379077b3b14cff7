/** Anything that went wrong between us and one Asterisk node. */
export abstract class AriError extends Error {
  /** True when the same request may succeed later without anybody changing anything. */
  abstract readonly retry: boolean;
}

/** Asterisk answered, and the answer was no. `status` is the HTTP status. */
export class AriRefused extends AriError {
  override readonly name = 'AriRefused';
  readonly retry: boolean;

  constructor(
    readonly status: number,
    readonly request: string,
    readonly reason: string,
  ) {
    super(`${request} was refused with ${status}: ${reason}`);
    this.retry = status >= 500;
  }
}

/** The connection is down or went down before the answer came: whether the request was carried out is unknown. */
export class AriDisconnected extends AriError {
  override readonly name = 'AriDisconnected';
  readonly retry = true;

  constructor(readonly request: string) {
    super(`${request}: no connection to Asterisk`);
  }
}

/** Asterisk is connected but did not answer in time: whether the request was carried out is unknown. */
export class AriTimeout extends AriError {
  override readonly name = 'AriTimeout';
  readonly retry = true;

  constructor(
    readonly request: string,
    readonly afterMs: number,
  ) {
    super(`${request}: no answer from Asterisk within ${afterMs} ms`);
  }
}
