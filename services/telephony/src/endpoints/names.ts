import type { NumberFrom } from '#common/contracts/words.js';

/** Names of run-time endpoints in Asterisk; they are also the user names with which phones sign in. */
export const agentEndpoint = (agentId: string): string => `agent-${agentId}`;
export const visitorEndpoint = (id: string): string => `visitor-${id}`;

/** The agent of an endpoint's name. */
export const agentOf = (endpoint: string): string | undefined => /^agent-(.+)$/.exec(endpoint)?.[1];

/** The visitor of a channel's name (`PJSIP/visitor-<id>-<number>`). */
export const visitorOf = (channelName: string): string | undefined =>
  /^PJSIP\/(visitor-[^-]+)-[0-9a-f]+$/.exec(channelName)?.[1];

/** Who vouches for the number of a caller, by the endpoint that her channel is named after: callers cannot choose that name. */
export function numberFromOf(channelName: string, trunk: string | undefined): NumberFrom {
  if (visitorOf(channelName)) return 'web';
  const endpoint = /^PJSIP\/(.+)-[0-9a-f]{8}$/.exec(channelName)?.[1];
  return trunk !== undefined && endpoint === trunk ? 'trunk' : 'claimed';
}
