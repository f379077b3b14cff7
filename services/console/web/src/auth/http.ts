import { ApiError } from './api.error.js';

/** `fetch` that throws ApiError for everything that is no success. */
export async function ask(path: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { cache: 'no-store', redirect: 'error', ...options });
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new ApiError(0, 'NETWORK.AWAY', 'the site was not reached');
  }
  if (answer.ok) return answer;
  throw await errorOf(answer);
}

async function errorOf(answer: Response): Promise<ApiError> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: unknown; detail?: unknown };
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(
    answer.status,
    typeof problem.code === 'string' ? problem.code : `HTTP.${answer.status}`,
    typeof problem.detail === 'string' ? problem.detail : answer.statusText,
    Number.isFinite(seconds) ? seconds * 1000 : undefined,
  );
}
