export interface ByteRange {
  /** First and last byte, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * The one range of an HTTP Range header (RFC 9110, section 14.2) within so many bytes. `null`: no range, or one of a form
 * that may be ignored, so the whole is sent. `undefined`: it lies outside.
 */
export function rangeOf(header: string | undefined, length: number): ByteRange | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1]!, match[2]!];
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 ? undefined : { from: Math.max(0, length - suffix), to: length - 1 };
  }
  const from = Number(first);
  const to = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  return from >= length || to < from ? undefined : { from, to };
}
