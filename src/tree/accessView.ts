import * as vscode from 'vscode';
import { plainLine } from '../ui/serverText';
import { connectionName } from '../connections/connectionNames';
import type { AccessSubject } from '../organisations/accessSubject';
import type { ContextKeys } from '../ui/contextKeys';
import { AccessRootNode } from './nodes/accessNodes';
import { staleText } from './freshness';
import { NodeTree } from './nodeTree';
import type { ViewParts } from './viewParts';

/** The view Access: everything one person can reach. It is there while someone is shown in it. */
export class AccessView implements vscode.Disposable {
  readonly tree: NodeTree;
  private readonly root: AccessRootNode;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly parts: ViewParts,
    private readonly contextKeys: ContextKeys,
  ) {
    this.root = new AccessRootNode(
      parts,
      () => this.tree.changed(this.root),
      () => {
        const { stale } = this.root;
        this.tree.view.message = stale === undefined ? '' : staleText(stale);
      },
    );
    this.tree = new NodeTree('waldur.access', this.root, parts.createTreeView);
    this.subscription = vscode.Disposable.from(
      parts.connections.onDidChange(() => {
        const { subject } = this;
        if (
          subject !== undefined &&
          parts.connections.get(subject.connection.info.id) !== subject.connection
        ) {
          this.close();
        }
      }),
      parts.onDidChangeSettings(() => this.tree.changed(this.root)),
      parts.stores.onDidChange((refs) => {
        if (refs.some((ref) => this.root.isAbout(ref))) {
          void this.readAgain();
        }
      }),
    );
  }

  get subject(): AccessSubject | undefined {
    return this.root.subject;
  }

  /** Opens the view with a person's access, read anew. */
  async show(subject: AccessSubject): Promise<void> {
    this.root.show(subject);
    this.tree.view.title = vscode.l10n.t('Access of {0}', plainLine(subject.person.name, 80));
    this.tree.view.description = connectionName(subject.connection.info, this.parts.connections.connections);
    this.contextKeys.set('waldur.accessShown', true);
    this.tree.changed(this.root);
    await vscode.commands.executeCommand('waldur.access.focus');
  }

  /** Of a view that no one looks at nothing is read before someone does. */
  private async readAgain(): Promise<void> {
    await (this.tree.view.visible ? this.tree.withProgress(() => this.tree.refresh()) : this.root.reload());
  }

  close(): void {
    this.root.show(undefined);
    this.contextKeys.set('waldur.accessShown', false);
  }

  dispose(): void {
    this.subscription.dispose();
    this.tree.dispose();
  }
}
