import { findRun } from './find.mjs';
import { UsageError } from './help.mjs';

/** Options of every command that asks the site as somebody. The password is not an option: options are seen by everybody here. */
export const WHO = { user: '' };

/** The running installation's HTTP API as one signed-in user. */
export class Site {
  /** @param {string} url @param {string} token */
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  /**
   * Any answer, whatever its status; the body is parsed when it is JSON.
   * @param {string} method @param {string} path below /api/v1
   * @param {unknown} [body] a text is sent as it is @param {Record<string, string>} [headers]
   */
  raw(method, path, body, headers = {}) {
    return call(this.url, method, path, body, { authorization: `Bearer ${this.token}`, ...headers });
  }
  /** @param {string} path */
  get = (path) => this.#done('GET', path);
  /** @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] */
  post = (path, body = {}, headers) => this.#done('POST', path, body, headers);

  /** @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] */
  async #done(method, path, body, headers) {
    const answer = await this.raw(method, path, body, headers);
    if (answer.status >= 400) throw new Problem(answer);
    return answer.body;
  }
}

/** A refusal of the site, with its stable code and what to do about it. */
export class Problem extends Error {
  /** @param {{ status: number, body: any }} answer */
  constructor({ status, body }) {
    super([body?.detail ?? body?.title ?? `The site answered ${status}.`, body?.hint].filter(Boolean).join(' '));
    this.status = status;
    this.code = body?.code;
    this.body = body;
  }
}

/**
 * Signs in as `user` with the password in SPILLWAY_PASSWORD; without one as the demonstration sign-in that has a role of `roles`.
 * @param {{ user?: string, roles: string[] }} who
 */
export async function signIn({ user = '', roles }) {
  const run = findRun();
  const found = user
    ? run.signIn.find((/** @type {any} */ s) => s.user === user)
    : roles.map((role) => run.signIn.find((/** @type {any} */ s) => s.roles.includes(role))).find(Boolean);
  const password = process.env.SPILLWAY_PASSWORD || found?.password;
  if (!password || !(user || found))
    throw new UsageError(
      `Who asks? Give --user and the password in SPILLWAY_PASSWORD; it needs one of the roles ${roles.join(', ')}.`,
    );
  const answer = await call(run.console, 'POST', 'sessions', { user: user || found.user, password });
  if (answer.status >= 400)
    throw new UsageError(`${user || found.user} cannot sign in: ${new Problem(answer).message}`);
  return new Site(run.console, answer.body.accessToken);
}

/**
 * @param {string} site @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers]
 * @returns {Promise<{ status: number, headers: Headers, body: any }>}
 */
async function call(site, method, path, body, headers = {}) {
  const text = typeof body === 'string';
  const response = await fetch(`${site}/api/v1/${path}`, {
    method,
    headers: { ...(body === undefined || text ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: text ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((/** @type {any} */ error) => {
    throw new UsageError(`The site ${site} does not answer (${error.cause?.code ?? error.message}).`, 3);
  });
  const answer = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: json && answer ? JSON.parse(answer) : answer };
}
