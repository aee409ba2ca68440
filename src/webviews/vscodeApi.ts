import type { MessageToPanel } from '../panels/messageToPanel';
import type { WebviewState } from '../panels/protocol';

/** What VS Code hands a webview, once. */
interface VscodeApi {
  postMessage(message: MessageToPanel): void;
  getState(): unknown;
  setState(state: WebviewState): void;
}

declare const acquireVsCodeApi: () => VscodeApi;

export const vscodeApi = acquireVsCodeApi();
