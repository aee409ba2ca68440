import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { DiagnosticsChannel } from 'undici';

/** Where every undici, the host's own `fetch` among them, tells of a request whose headers it is about to write. */
const channel = 'undici:client:sendHeaders';

/** Resolves when the next request to the origin leaves, or when the signal is aborted. */
export function nextSent(origin: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      unsubscribe(channel, hear);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const hear = (message: unknown) => {
      const { request } = message as DiagnosticsChannel.ClientSendHeadersMessage;
      if (request.origin === origin) {
        end();
      }
    };
    subscribe(channel, hear);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });
}
