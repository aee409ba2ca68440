import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import type { ConnectionStore } from '../connections/connectionStore';
import type { Log } from '../log/log';
import { codeOf, parseObjectCode } from '../organisations/objectCode';
import type { ObjectKind, ObjectRef } from '../organisations/objectRef';
import { notifyError } from '../ui/notify';
import { plainText } from '../ui/serverText';
import type { PanelContent } from './panelContent';
import { PanelHost } from './panelHost';
import { webviewState, type WebviewState } from './protocol';
import { SignedOutContent } from './signedOutContent';

/** A kind of panel: what it is about, and what it shows. */
export interface PanelKind {
  /** As `contributes` and restored windows know it: `waldur.organisation`. */
  readonly viewType: string;
  readonly object: ObjectKind;
  /** Icon of its tab: a file in media, with `-light` and `-dark` before its end. */
  readonly icon: string;
  /** Its script: a file in `src/webviews/pages`. */
  readonly page: string;
  /** Which panel of the object it is, where there are others. */
  readonly heading?: () => string;
  /** @param place where the person was in it, as `PanelView.place` had it */
  readonly content: (
    connection: Connection,
    uuid: string,
    name: string,
    place: string | undefined,
  ) => PanelContent;
}

export interface PanelsParts {
  readonly extensionUri: vscode.Uri;
  readonly connections: ConnectionStore;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

interface Open {
  readonly host: PanelHost;
  readonly kind: PanelKind;
  readonly code: string;
  readonly name: string;
  readonly place: string | undefined;
  /** Whose content it shows; undefined where the person is signed out. */
  connection: Connection | undefined | 'none yet';
}

/** The panels that are open: one an object and kind, back in place after a reload. */
export class Panels {
  private readonly open = new Map<string, Open>();
  private readonly subscription: { dispose(): unknown };

  constructor(
    private readonly kinds: readonly PanelKind[],
    private readonly parts: PanelsParts,
  ) {
    this.subscription = parts.connections.onDidChange(() => {
      for (const each of this.open.values()) {
        this.connect(each);
      }
    });
  }

  /**
   * Opens the panel of an object, or comes back to it.
   * @param name to show until the object was read
   * @param at `place`: in it, as `PanelView.place` has it; `isBeside`: beside what is in sight, not in place of it
   */
  show(
    viewType: string,
    ref: ObjectRef,
    name: string,
    { place, isBeside = false }: { readonly place?: string | undefined; readonly isBeside?: boolean } = {},
  ): void {
    const kind = this.kindOf(viewType);
    const code = codeOf(ref);
    const open = this.open.get(`${viewType} ${code}`);
    if (open !== undefined) {
      open.host.reveal(place);
      return;
    }
    const { Active, Beside } = vscode.ViewColumn;
    const panel = vscode.window.createWebviewPanel(
      viewType,
      plainText(name, 80),
      isBeside ? Beside : Active,
      { enableFindWidget: true },
    );
    this.adopt(kind, panel, { object: code, title: plainText(name, 200), place });
  }

  /** Takes up a panel of a window that was reloaded. @param state what its webview kept */
  async restore(viewType: string, panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { data } = webviewState.safeParse(state);
    const kind = this.kindOf(viewType);
    if (data === undefined || parseObjectCode(data.object, [kind.object], []) === undefined) {
      this.parts.log.warn('A panel has kept a state that is none');
      panel.dispose();
      return;
    }
    await this.parts.connections.loaded;
    if (this.open.has(`${viewType} ${data.object}`)) {
      panel.dispose();
      return;
    }
    this.adopt(kind, panel, data);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { host } of this.open.values()) {
      host.dispose();
    }
  }

  private adopt(kind: PanelKind, panel: vscode.WebviewPanel, state: WebviewState): void {
    const { extensionUri, log } = this.parts;
    const { object, title, place } = state;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `${kind.icon}-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webviews');
    const host = new PanelHost(
      panel,
      { object, title },
      { folder, log, page: kind.page, failed: (error) => void notifyError(error) },
    );
    const key = `${kind.viewType} ${object}`;
    const open: Open = { host, kind, code: object, name: title, place, connection: 'none yet' };
    this.open.set(key, open);
    panel.onDidDispose(() => {
      this.open.delete(key);
      host.dispose();
    });
    this.connect(open);
  }

  /** Shows what the person who is signed in may see. */
  private connect(open: Open): void {
    const { host, kind, code, name, place } = open;
    const object = parseObjectCode(code, [kind.object], this.parts.connections.connections);
    if (open.connection === object?.connection) {
      return;
    }
    open.connection = object?.connection;
    host.setContent(
      object?.connection === undefined
        ? new SignedOutContent(name, kind.heading?.())
        : kind.content(object.connection, object.uuid, name, host.place ?? place),
    );
  }

  private kindOf(viewType: string): PanelKind {
    const kind = this.kinds.find((candidate) => candidate.viewType === viewType);
    if (kind === undefined) {
      throw new RangeError(`There is no panel ${viewType}.`);
    }
    return kind;
  }
}
