import type { HttpRequest, HttpResponse, HttpTransport } from '../waldur/http/transport';

/**
 * A transport made at its first request and made anew after `replace`, when what it was made from has changed.
 * Requests under way finish on the one they started on, which is closed after the last of them.
 */
export class ReplaceableTransport implements HttpTransport {
  private current: { readonly transport: HttpTransport; pending: number } | undefined;
  private disposed = false;

  /** @param onDispose called once, when the owner is done with the transport. */
  constructor(
    private readonly create: () => HttpTransport,
    private readonly onDispose: (transport: ReplaceableTransport) => void = () => undefined,
  ) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    const used = (this.current ??= { transport: this.create(), pending: 0 });
    used.pending++;
    try {
      return await used.transport.send(request);
    } finally {
      used.pending--;
      if (used.pending === 0 && used !== this.current) {
        used.transport.dispose();
      }
    }
  }

  replace(): void {
    const retired = this.current;
    this.current = undefined;
    if (retired?.pending === 0) {
      retired.transport.dispose();
    }
  }

  /** Closes everything; requests under way fail. */
  dispose(): void {
    if (this.disposed) {
      return;
    }
    this.disposed = true;
    this.current?.transport.dispose();
    this.onDispose(this);
  }
}
