/** The site's HTTP API as one signed-in user. */
export class Api {
  /** @param {string} site @param {any} session */
  constructor(site, session) {
    this.site = site;
    this.user = session.user;
    this.session = session;
  }

  /** @param {string} site @param {string} user @param {string} password */
  static async signIn(site, user, password) {
    const { status, body } = await call(site, 'POST', 'sessions', { body: { user, password } });
    if (status !== 201 && status !== 200) throw new Error(`${user} cannot sign in: ${status} ${JSON.stringify(body)}`);
    return new Api(site, body);
  }

  /** Status and body, whatever it is. @param {string} method @param {string} path @param {unknown} [body] */
  async raw(method, path, body) {
    await this.fresh();
    return call(this.site, method, path, { body, token: this.session.accessToken });
  }
  /** The body; throws a problem. @param {string} method @param {string} path @param {unknown} [body] */
  async do(method, path, body) {
    const answer = await this.raw(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  /** @param {string} path */
  get = (path) => this.do('GET', path);
  /** @param {string} path @param {unknown} [body] */
  post = (path, body) => this.do('POST', path, body ?? {});
  /** @param {string} path @param {unknown} body */
  put = (path, body) => this.do('PUT', path, body);

  async fresh() {
    if (new Date(this.session.expiresAt).getTime() - Date.now() > 60_000) return;
    const { status, body } = await call(this.site, 'POST', 'sessions/refresh', {
      body: { refreshToken: this.session.refreshToken },
    });
    if (status === 200) this.session = { ...this.session, ...body };
  }
}

/**
 * @param {string} site
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {{ body?: unknown, token?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number, headers: Headers, body: any }>} body parsed when it is JSON
 */
export async function call(site, method, path, { body, token, headers = {} } = {}) {
  const response = await fetch(`${site}/api/v1/${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
}
