import type { Dispatcher } from 'undici';
import { readErrorBody } from '../errorBody';
import { HttpFailure } from './transport';

/** Bytes and milliseconds: as much of a refusal is read. */
const longestRefusal = 20_000;
const longestReadMs = 1000;

/**
 * Asks a proxy for a tunnel. A proxy that refuses is told of with its status and its own words, one that says nothing
 * is not waited for longer than for any connection.
 * @throws HttpFailure
 */
export async function openTunnel(
  connect: (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>,
  options: Dispatcher.ConnectOptions,
  ms: number,
): Promise<Dispatcher.ConnectData> {
  const tooLong = AbortSignal.timeout(ms);
  let answer: Dispatcher.ConnectData;
  try {
    answer = await connect({ ...options, signal: tooLong });
  } catch (error) {
    if (tooLong.aborted) {
      throw new HttpFailure('timeout', `No tunnel within ${ms} ms.`, 'UND_ERR_CONNECT_TIMEOUT');
    }
    // As an error of undici's it would be tried again without end.
    throw isClosed(error)
      ? new HttpFailure('network', 'The proxy closed the connection.', 'ECONNRESET')
      : error;
  }
  const { statusCode, headers, socket } = answer;
  if (statusCode === 200) {
    return answer;
  }
  const contentType = headers['content-type'];
  const body = await readRefusal(socket, Number(headers['content-length'] ?? longestRefusal));
  const { messages } = readErrorBody(body, typeof contentType === 'string' ? contentType : undefined);
  throw new HttpFailure('proxy', messages.join(' '), String(statusCode));
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'UND_ERR_SOCKET';
}

/** What comes until its end, for a moment: what it says is worth no more. */
function readRefusal(socket: Dispatcher.ConnectData['socket'], expected: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    let size = 0;
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(Buffer.concat(parts).subarray(0, longestRefusal));
    };
    const timer = setTimeout(finish, longestReadMs);
    socket.on('error', finish).on('end', finish).on('close', finish);
    socket.on('data', (part: Uint8Array) => {
      parts.push(part);
      size += part.length;
      if (size >= Math.min(expected, longestRefusal)) {
        finish();
      }
    });
    if (expected === 0) {
      finish();
    }
  });
}
