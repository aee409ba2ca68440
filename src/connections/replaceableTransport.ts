import type { HttpRequest, HttpResponse, HttpTransport } from '../waldur/http/transport';

/**
 * A transport made at its first request and made anew when what it was made from has changed: after `replace`, or when
 * it is to be of another kind.
 * Requests under way finish on the one they started on, which is closed after the last of them.
 */
export class ReplaceableTransport implements HttpTransport {
  private current: { readonly transport: HttpTransport; readonly kind: unknown; pending: number } | undefined;
  private disposed = false;

  /**
   * @param onDispose called once, when the owner is done with the transport.
   * @param kind asked for each request.
   */
  constructor(
    private readonly create: () => HttpTransport,
    private readonly onDispose: (transport: ReplaceableTransport) => void = () => undefined,
    private readonly kind: () => unknown = () => undefined,
  ) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    const kind = this.kind();
    if (this.current !== undefined && this.current.kind !== kind) {
      this.replace();
    }
    const used = (this.current ??= { transport: this.create(), kind, pending: 0 });
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
