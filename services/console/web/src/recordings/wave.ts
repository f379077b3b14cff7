/** Loudness of one side thinned or stretched to so many columns, each the loudest of its points, 0 to 1. */
export function columnsOf(points: readonly number[], columns: number): number[] {
  if (points.length === 0) return Array.from({ length: columns }, () => 0);
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * points.length) / columns);
    const to = Math.max(from + 1, Math.floor(((column + 1) * points.length) / columns));
    let loudest = 0;
    for (let index = from; index < to; index++) loudest = Math.max(loudest, points[index] ?? 0);
    return Math.min(1, loudest / 255);
  });
}

/** A closed outline above (`side` -1) or below (1) the middle line, for an SVG path in a box of `columns` by 2. */
export function outline(heights: readonly number[], side: -1 | 1): string {
  const top = heights.map((height, x) => `L${x} ${(1 + side * Math.max(0.01, height)).toFixed(3)}`).join('');
  return `M0 1${top}L${heights.length} 1Z`;
}

/** The stretches in which the recording was masked, from its switches; one that was never ended lasts to the end. */
export function maskedParts(
  masks: readonly { on: boolean; at: number }[] | null,
  startedAt: number,
  durationMs: number,
): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let since: number | undefined;
  for (const { on, at } of masks ?? []) {
    if (on) since ??= at;
    else if (since !== undefined) {
      parts.push({ from: since - startedAt, to: at - startedAt });
      since = undefined;
    }
  }
  if (since !== undefined) parts.push({ from: since - startedAt, to: durationMs });
  return parts;
}
