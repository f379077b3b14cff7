/** Remembers the newest entries of a bounded number; reading one makes it new again. */
export class TokenCache {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly size: number) {}

  get(key: string): string | undefined {
    const token = this.tokens.get(key);
    if (token === undefined) return undefined;
    this.tokens.delete(key);
    this.tokens.set(key, token);
    return token;
  }

  set(key: string, token: string): void {
    this.tokens.set(key, token);
    if (this.tokens.size > this.size) this.tokens.delete(this.tokens.keys().next().value!);
  }

  get count(): number {
    return this.tokens.size;
  }
}
