import net from 'node:net';

/** A line to an engine that can be cut, or go silent, while the engine itself is well. */
export class TcpProxy {
  #server = net.createServer((client) => this.#join(client));
  readonly #pairs = new Set<[net.Socket, net.Socket]>();
  #cut = false;
  #silent = false;

  private constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  static async to(host: string, port: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(host, port);
    await new Promise<void>((up) => proxy.#server.listen(0, '127.0.0.1', up));
    return proxy;
  }
  get address(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }
  /** Connections break and none is taken. */
  cut(): void {
    this.#cut = true;
    for (const [a, b] of this.#pairs) {
      a.destroy();
      b.destroy();
    }
  }
  /** What is sent goes nowhere, and nobody is told. */
  silence(): void {
    this.#silent = true;
  }
  mend(): void {
    this.#cut = false;
    this.#silent = false;
  }
  close(): void {
    this.cut();
    this.#server.close();
  }

  #join(client: net.Socket): void {
    client.on('error', () => {});
    if (this.#cut) return void client.destroy();
    const engine = net.connect(this.port, this.host);
    engine.on('error', () => client.destroy());
    const pair: [net.Socket, net.Socket] = [client, engine];
    this.#pairs.add(pair);
    const pass = (from: net.Socket, to: net.Socket) => {
      from.on('data', (data) => {
        if (!this.#silent) to.write(data);
      });
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
    };
    pass(client, engine);
    pass(engine, client);
  }
}
