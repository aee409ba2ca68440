import * as vscode from 'vscode';
import type { Log } from '../log/log';
import type { PanelContent, Shown } from './panelContent';
import { Drawings } from './drawings';
import { showObjectMenu } from './objectMenu';
import { panelHtml } from './panelHtml';
import { printView } from './printView';
import { chartsOf, saveChart } from './saveChart';
import { messageToPanel } from './messageToPanel';
import type { MessageToWebview, WebviewState } from './protocol';

export interface PanelHostParts {
  /** The built webviews. */
  readonly folder: vscode.Uri;
  /** Which of them. */
  readonly page: string;
  readonly log: Pick<Log, 'warn' | 'error'>;
  /** Told of what an action threw. */
  readonly failed: (error: unknown) => void;
}

/**
 * One panel: sends its webview whole snapshots of the content, and carries out those actions of the latest one that it
 * asks for. What else it asks for is a line in the log.
 */
export class PanelHost {
  private readonly subscriptions: vscode.Disposable[];
  private content: PanelContent | undefined;
  private contentChanges: vscode.Disposable | undefined;
  private shown: Shown | undefined;
  private revision = 0;
  private isReady = false;
  private isPending = false;
  private lastPlace: string | undefined;
  private readonly drawings = new Drawings((question) => {
    if (this.isReady) {
      void this.panel.webview.postMessage({ kind: 'draw', ...question } satisfies MessageToWebview);
    }
    return this.isReady;
  });

  constructor(
    readonly panel: vscode.WebviewPanel,
    state: WebviewState,
    private readonly parts: PanelHostParts,
  ) {
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [parts.folder] };
    this.subscriptions = [
      webview.onDidReceiveMessage((message: unknown) => this.receive(message)),
      panel.onDidChangeViewState(() => this.followVisibility()),
    ];
    webview.html = panelHtml(webview, parts.folder, parts.page, state);
  }

  /** Shows something else from now on. */
  setContent(content: PanelContent): void {
    this.contentChanges?.dispose();
    this.content?.dispose();
    this.content = content;
    // What was shown before may be of someone who is signed out.
    this.shown = undefined;
    this.contentChanges = content.onDidChange(() => this.sendSoon());
    content.setVisible(this.panel.visible);
    this.sendSoon();
  }

  /** Where the person is in what is shown, in the word of its content. */
  get place(): string | undefined {
    return this.lastPlace;
  }

  /** Comes to the front. @param place in it, in the word of its content; where it was when left out */
  reveal(place: string | undefined): void {
    this.panel.reveal();
    if (place !== undefined) {
      this.content?.goTo?.(place);
    }
  }

  dispose(): void {
    this.drawings.stop();
    this.contentChanges?.dispose();
    this.content?.dispose();
    for (const each of this.subscriptions) {
      each.dispose();
    }
  }

  private receive(message: unknown): void {
    const { data, error } = messageToPanel.safeParse(message);
    if (data === undefined) {
      this.parts.log.warn('A panel sent a message that is none', error);
      return;
    }
    switch (data.kind) {
      case 'ready':
        // Its page was made anew: after it was hidden, moved to another window, or reloaded.
        this.isReady = true;
        this.sendSoon();
        return;
      case 'act':
        void this.act(data.action);
        return;
      case 'select':
        if (this.shown?.select === undefined) {
          this.parts.log.warn('A panel selected rows where there is nothing to select');
        } else {
          this.shown.select(data.keys, data.isSelected);
        }
        return;
      case 'drawing':
        if (!this.drawings.take(data)) {
          this.parts.log.warn('A panel sent a drawing that it was not asked for');
        }
    }
  }

  private async act(action: string): Promise<void> {
    const run = this.shown?.actions.get(action);
    if (run === undefined) {
      this.parts.log.warn('A panel asked for an action that it does not offer');
      return;
    }
    try {
      await run();
    } catch (error) {
      this.parts.failed(error);
    }
  }

  private followVisibility(): void {
    const { visible } = this.panel;
    if (!visible) {
      this.isReady = false;
      this.drawings.stop();
    }
    this.content?.setVisible(visible);
  }

  /** What every panel can do, after what this one can. */
  private withMenu(shown: Shown): Shown {
    const { view, actions, menu = [] } = shown;
    const { wide = [], main, side } = view;
    if ([...wide, ...main, ...side].length === 0) {
      return shown;
    }
    const show = (): Promise<void> =>
      showObjectMenu(view.title, [
        ...menu,
        ...(chartsOf(view).length === 0
          ? []
          : [
              {
                title: vscode.l10n.t('Save Chart…'),
                run: () => saveChart(view, (part, form) => this.drawings.draw(part, form)),
              },
            ]),
        { title: vscode.l10n.t('Print…'), run: () => printView(view) },
      ]);
    return {
      ...shown,
      view: {
        ...view,
        menu: { action: 'menu', title: vscode.l10n.t('More Actions…'), icon: 'ellipsis' },
      },
      actions: new Map([...actions, ['menu', show]]),
    };
  }

  /** Several changes at once are one snapshot. */
  private sendSoon(): void {
    if (!this.isPending) {
      this.isPending = true;
      setImmediate(() => {
        this.isPending = false;
        this.send();
      });
    }
  }

  private send(): void {
    if (this.content === undefined || !this.isReady) {
      return;
    }
    try {
      this.shown = this.withMenu(this.content.show());
    } catch (error) {
      this.parts.log.error('A panel could not be drawn', error);
      return;
    }
    const { title, heading, place } = this.shown.view;
    this.lastPlace = place ?? this.lastPlace;
    this.panel.title =
      heading === undefined
        ? title
        : vscode.l10n.t({
            message: '{0}: {1}',
            args: [heading, title],
            comment: ['Which panel of what: “Compliance: Kalev University”.'],
          });
    const message = {
      kind: 'snapshot',
      revision: ++this.revision,
      view: this.shown.view,
    } satisfies MessageToWebview;
    void this.panel.webview.postMessage(message);
  }
}
