import '../vscodeFake';
import * as vscode from 'vscode';
import type { MessageToWebview } from '../../../src/panels/protocol';

/** A webview panel as VS Code hands it out. */
export class FakePanel {
  readonly messages = new vscode.EventEmitter<unknown>();
  readonly viewStates = new vscode.EventEmitter<void>();
  private readonly disposed = new vscode.EventEmitter<void>();
  /** The snapshots that it was sent. */
  readonly posted: Extract<MessageToWebview, { kind: 'snapshot' }>[] = [];
  visible = true;
  title = '';
  iconPath: unknown;
  isDisposed = false;
  revealed = 0;
  readonly onDidChangeViewState = this.viewStates.event;
  readonly onDidDispose = this.disposed.event;
  readonly webview = {
    options: {} as vscode.WebviewOptions,
    html: '',
    cspSource: 'https://webview.test',
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: this.messages.event,
    postMessage: (message: MessageToWebview) => {
      if (message.kind === 'snapshot') {
        this.posted.push(message);
      }
      return Promise.resolve(true);
    },
  };

  show(isVisible: boolean): void {
    this.visible = isVisible;
    this.viewStates.fire();
  }

  reveal(): void {
    this.revealed++;
  }

  dispose(): void {
    this.isDisposed = true;
    this.disposed.fire();
  }
}
