/**
 * JsSIP's socket interface over a websocket that can be dropped from our side: when the gateway's heartbeats stay out,
 * the network has changed, and the SIP socket would wait for minutes until it notices.
 */
export class SipSocket {
  readonly via_transport: string;
  readonly sip_uri: string;
  onconnect: () => void = () => {};
  ondisconnect: (error: boolean, code?: number, reason?: string) => void = () => {};
  ondata: (message: string) => void = () => {};
  private ws: WebSocket | undefined;

  constructor(readonly url: string) {
    const { protocol, host } = new URL(url);
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
    this.sip_uri = `sip:${host};transport=ws`;
  }

  connect(): void {
    if (this.ws && this.ws.readyState <= WebSocket.OPEN) return;
    const ws = new WebSocket(this.url, 'sip');
    this.ws = ws;
    ws.binaryType = 'arraybuffer';
    ws.onopen = () => this.onconnect();
    ws.onmessage = ({ data }) => this.ondata(typeof data === 'string' ? data : new TextDecoder().decode(data));
    ws.onclose = ({ wasClean, code, reason }) => this.ondisconnect(!wasClean, code, reason);
  }

  disconnect(): void {
    this.release();
  }

  /** Forgets the socket as if the network had told us, so that JsSIP begins to reconnect. */
  drop(): void {
    if (this.release()) this.ondisconnect(true, 4000, 'dropped');
  }

  send(message: string | ArrayBufferLike | Blob | ArrayBufferView): boolean {
    if (this.ws?.readyState !== WebSocket.OPEN) return false;
    this.ws.send(message as string);
    return true;
  }
  isConnected = () => this.ws?.readyState === WebSocket.OPEN;
  isConnecting = () => this.ws?.readyState === WebSocket.CONNECTING;

  private release(): boolean {
    const { ws } = this;
    if (!ws) return false;
    ws.onopen = ws.onmessage = ws.onclose = null;
    ws.close();
    this.ws = undefined;
    return true;
  }
}
