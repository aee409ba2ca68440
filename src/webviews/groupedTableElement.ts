import { html, nothing } from 'lit';
import type { Row, Table } from '../panels/panelView';
import { icon } from './icon';
import type { Drawn } from './parts';
import { columnClass } from './tableCell';
import { type Item, TableElement } from './tableElement';

type Group = NonNullable<Table['groups']>[number];

/** Above the rows of a group. */
interface GroupHead extends Item {
  readonly group: Group;
  readonly isOpen: boolean;
}

/** Of their CSS, in pixels. */
const groupHeights = { wide: 40, narrow: 44 };

/** A table whose rows stand in groups that can be folded. */
export class GroupedTableElement extends TableElement {
  /** In the order of the groups. A search opens what is folded; a group without rows is left out. */
  protected override arrange(rows: readonly Row[]): readonly Item[] {
    const { groups } = this.table;
    if (groups === undefined) {
      return super.arrange(rows);
    }
    const isSearch = (this.state.search ?? '') !== '';
    return groups.flatMap((group): readonly Item[] => {
      const members = rows.filter((row) => row.group === group.id);
      const isOpen = isSearch || this.state.folded?.includes(group.id) !== true;
      const head: GroupHead = { key: `group ${group.id}`, group, isOpen };
      return members.length === 0 ? [] : [head, ...(isOpen ? super.arrange(members) : [])];
    });
  }

  protected override heightOf(item: Item | undefined, ofRow: number, isNarrow: boolean): number {
    return item !== undefined && isHead(item) ? groupHeights[isNarrow ? 'narrow' : 'wide'] : ofRow;
  }

  protected override drawHead(item: Item, index: number, isStop: boolean): Drawn {
    if (!isHead(item)) {
      return nothing;
    }
    const { key, group, isOpen } = item;
    // Not one wide cell: columns that go where there is little room would leave theirs empty.
    const [, ...rest] = this.table.columns;
    return html`<tr
      role="row"
      class="group"
      aria-rowindex=${index + 2}
      data-key=${key}
      tabindex=${isStop ? 0 : -1}
      @focus=${() => this.keepFocus(key)}
    >
      <th role="rowheader" aria-colspan=${rest.length + 1} scope="rowgroup">
        ${this.beforeGroup(group.id, group.title)}<button
          type="button"
          tabindex="-1"
          aria-expanded=${isOpen}
          @click=${() => this.fold(item)}
        >
          ${icon(isOpen ? 'chevron-down' : 'chevron-right')}<bdi>${group.title}</bdi>${
            group.note === undefined ? nothing : html`<span class="note">${group.note}</span>`
          }
        </button>
      </th>
      ${rest.map((column) => html`<td class=${columnClass(column)} aria-hidden="true"></td>`)}
      ${this.hasTools ? html`<td aria-hidden="true"></td>` : nothing}
    </tr>`;
  }

  /** Before the name of a group. */
  protected beforeGroup(_id: string, _title: string): Drawn {
    return nothing;
  }

  protected override pressHead(event: KeyboardEvent, item: Item): void {
    if (isHead(item) && ['Enter', item.isOpen ? 'ArrowLeft' : 'ArrowRight'].includes(event.key)) {
      event.preventDefault();
      this.fold(item);
    }
  }

  /** Or opens it. */
  private fold({ group, isOpen }: GroupHead): void {
    const { folded = [] } = this.state;
    this.tell({ folded: isOpen ? [...folded, group.id] : folded.filter((id) => id !== group.id) });
  }
}

function isHead(item: Item): item is GroupHead {
  return 'group' in item;
}
