import * as vscode from 'vscode';
import { MessageNode } from './messageNodes';
import { TreeNode } from './treeNode';

/** Rows of one list below a node, however they are arranged. */
export interface Section extends vscode.Disposable {
  /** Reads what was not read yet; failures come back as a row. */
  read(): Promise<readonly TreeNode[]>;
  reload(): Promise<void>;
  forget(): void;
}

/** A node that shows one section, or a row that says why it is empty. */
export abstract class SectionNode extends TreeNode {
  protected abstract readonly section: Section;

  /** What stands there when the section has no rows. */
  protected abstract empty(): { readonly label: string; readonly tooltip: string };

  override async children(): Promise<readonly TreeNode[]> {
    const nodes = await this.section.read();
    return nodes.length > 0
      ? nodes
      : [new MessageNode(this, 'empty', { ...this.empty(), icon: new vscode.ThemeIcon('info') })];
  }

  override async reload(): Promise<void> {
    await this.section.reload();
  }

  override forget(): void {
    this.section.forget();
  }

  override dispose(): void {
    this.section.dispose();
  }
}
