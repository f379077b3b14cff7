import { apiResponse } from '../auth/api.js';

const PIECE = 1_048_576;

/**
 * Fetches a recording piece by piece with the site credential, which an audio element cannot send, and hands it over as
 * a blob. Each piece renews the credential when it must, and `onPart` tells how far it is, 0 to 1.
 */
export async function fetchAudio(id: string, signal: AbortSignal, onPart: (part: number) => void): Promise<Blob> {
  const pieces: Blob[] = [];
  for (let from = 0, length = Number.POSITIVE_INFINITY; from < length; ) {
    const answer = await apiResponse(`/api/v1/recordings/${id}/audio`, {
      headers: { range: `bytes=${from}-${from + PIECE - 1}` },
      signal,
    });
    const piece = await answer.blob();
    if (answer.status === 200 || piece.size === 0) return new Blob([piece], { type: 'audio/wav' });
    pieces.push(piece);
    from += piece.size;
    length = Number(/\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? from);
    onPart(Math.min(1, from / length));
  }
  return new Blob(pieces, { type: 'audio/wav' });
}
