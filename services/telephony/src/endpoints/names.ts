/** Names of run-time endpoints in Asterisk; they are also the user names with which phones sign in. */
export const agentEndpoint = (agentId: string): string => `agent-${agentId}`;
export const visitorEndpoint = (id: string): string => `visitor-${id}`;

/** The agent of an endpoint's name. */
export const agentOf = (endpoint: string): string | undefined => /^agent-(.+)$/.exec(endpoint)?.[1];

/** The visitor of a channel's name (`PJSIP/visitor-<id>-<number>`). */
export const visitorOf = (channelName: string): string | undefined =>
  /^PJSIP\/(visitor-[^-]+)-[0-9a-f]+$/.exec(channelName)?.[1];
