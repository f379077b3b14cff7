/** An RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
}

export const noSuchPath = (path: string): Problem => ({
  type: 'about:blank',
  title: 'Nothing here',
  status: 404,
  detail: `No service of this site answers at ${path}. The API is described at /api/openapi.json.`,
  code: 'CONSOLE.NO_SUCH_PATH',
});

export const tooLarge = (bytes: number): Problem => ({
  type: 'about:blank',
  title: 'Too large',
  status: 413,
  detail: `No more than ${Math.floor(bytes / 1024)} KiB are taken here.`,
  code: 'HTTP.TOO_LARGE',
});

export const serviceAway = (service: string): Problem => ({
  type: 'about:blank',
  title: 'A part of the site is away',
  status: 503,
  detail: `The service ${service} did not answer. It is being restarted; try again in a few seconds.`,
  code: 'CONSOLE.SERVICE_AWAY',
});
