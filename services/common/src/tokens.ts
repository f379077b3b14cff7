/** Nest tokens of the connections; a service has those that its configuration names. */
export const SITE_CONNECTION = Symbol('connection SITE');
export const EDGE_CONNECTION = Symbol('connection EDGE');
/** The edge account’s bus; `Bus` itself is the site’s. */
export const EDGE_BUS = Symbol('bus EDGE');
