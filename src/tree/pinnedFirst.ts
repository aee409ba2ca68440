import type * as vscode from 'vscode';
import type { RowList } from '../organisations/rowList';
import { ListSection, type SectionOptions } from './listSection';
import type { Section } from './sectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';

export interface PinnedFirstOptions<T> extends Omit<SectionOptions<T>, 'include' | 'found'> {
  /** Uuids of what is pinned here, in their order. */
  readonly pinned: () => readonly string[];
  /** Tells that they may be others. */
  readonly onDidChangePinned: vscode.Event<void>;
  /** The rows of what is pinned, also where the list has not come to them; undefined where only what is listed may show. */
  readonly listOf: ((uuids: readonly string[]) => SectionOptions<T>['list']) | undefined;
}

/** The rows of one list below a node, those that are pinned before all others. */
export class PinnedFirst<T extends { readonly uuid: string }> implements Section {
  private readonly rest: ListSection<T>;
  private pinned: ListSection<T> | undefined;
  private order = '';
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly owner: TreeNode,
    private readonly context: TreeContext,
    private readonly options: PinnedFirstOptions<T>,
  ) {
    this.rest = new ListSection<T>(owner, context, {
      ...options,
      include: ({ uuid }) => this.pinned?.list.find(uuid) === undefined,
    });
    this.pinned = this.pinnedSection();
    this.subscription = options.onDidChangePinned(() => {
      if (JSON.stringify(options.pinned()) === this.order) {
        return;
      }
      this.pinned?.dispose();
      this.pinned = this.pinnedSection();
      context.tree.changed(owner);
    });
  }

  get list(): RowList<T> {
    return this.rest.list;
  }

  nodeOf(uuid: string): TreeNode | undefined {
    return this.pinned?.nodeOf(uuid) ?? this.rest.nodeOf(uuid);
  }

  /** Shows a row that a search found: in its place, or above all others that are not pinned. */
  async show(row: T): Promise<TreeNode | undefined> {
    await this.read();
    return this.pinned?.nodeOf(row.uuid) ?? this.rest.show(row);
  }

  async read(): Promise<readonly TreeNode[]> {
    // First the list: what it brings of the pinned ones need not be read one by one.
    let rows = await this.rest.read();
    if (this.pinned !== undefined && this.list.loaded) {
      rows = [...(await this.pinned.read()), ...(await this.rest.read())];
    }
    const order = this.options.pinned();
    const place = ({ named }: TreeNode): number => {
      const index = order.indexOf(named?.key ?? '');
      return index < 0 ? order.length : index;
    };
    return order.length === 0 ? rows : rows.toSorted((a, b) => place(a) - place(b));
  }

  async reload(): Promise<void> {
    await this.rest.reload();
    await this.pinned?.reload();
  }

  forget(): void {
    this.rest.forget();
    this.pinned?.forget();
  }

  dispose(): void {
    this.subscription.dispose();
    this.rest.dispose();
    this.pinned?.dispose();
  }

  private pinnedSection(): ListSection<T> | undefined {
    const { listOf, name, toNode } = this.options;
    const uuids = this.options.pinned();
    this.order = JSON.stringify(uuids);
    return uuids.length === 0 || listOf === undefined
      ? undefined
      : new ListSection<T>(this.owner, this.context, {
          name: `${name}/pinned`,
          list: listOf(uuids),
          toNode,
        });
  }
}
