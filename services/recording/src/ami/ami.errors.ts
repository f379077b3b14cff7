/** Anything that went wrong between us and the manager interface of one Asterisk node. */
export abstract class AmiError extends Error {
  abstract readonly retry: boolean;
}

/** Asterisk answered `Response: Error`. `reason` is its own text, such as `No such channel`. */
export class AmiRefused extends AmiError {
  override readonly name = 'AmiRefused';
  readonly retry = false;

  constructor(
    readonly action: string,
    readonly reason: string,
  ) {
    super(`${action} was refused: ${reason}`);
  }
}

/** The connection is down or went down before the answer: whether the action was carried out is unknown. */
export class AmiDisconnected extends AmiError {
  override readonly name = 'AmiDisconnected';
  readonly retry = true;

  constructor(readonly action: string) {
    super(`${action}: no connection to Asterisk's manager`);
  }
}

/** Connected, but no answer in time: whether the action was carried out is unknown. */
export class AmiTimeout extends AmiError {
  override readonly name = 'AmiTimeout';
  readonly retry = true;

  constructor(
    readonly action: string,
    afterMs: number,
  ) {
    super(`${action}: no answer from Asterisk's manager within ${afterMs} ms`);
  }
}

/** True when the refusal says that the channel has ended: for a stop or a mask that is success. */
export function isGone(error: unknown): boolean {
  return error instanceof AmiRefused && /no such channel|could not find channel/i.test(error.reason);
}
