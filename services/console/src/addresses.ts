/** Reads a JSON object of addresses; says which variable is wrong and how, because the first reader is an operator. */
export function addresses(variable: string, json: string, schemes: readonly string[]): Record<string, string> {
  const wrong = (why: string) =>
    new Error(`${variable}: ${why}; expected for example {"name": "${schemes[0]}//host:port"}`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw wrong('not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('not an object');
  for (const [name, url] of Object.entries(value)) {
    if (typeof url !== 'string' || !URL.canParse(url)) throw wrong(`"${name}" is no address`);
    if (!schemes.includes(new URL(url).protocol)) throw wrong(`"${name}" must begin with ${schemes.join(' or ')}`);
  }
  return value as Record<string, string>;
}
