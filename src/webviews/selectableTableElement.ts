import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Row } from '../panels/panelView';
import { GroupedTableElement } from './groupedTableElement';
import { type Drawn, filled } from './parts';

/** What the page is told of rows that are selected, or are no longer. */
export interface SelectDetail {
  readonly keys: readonly string[];
  readonly isSelected: boolean;
}

/** A table whose rows can be selected, one by one, by groups and all that are found: by boxes, the space bar, Ctrl+A. */
export class SelectableTableElement extends GroupedTableElement {
  private get selected(): ReadonlySet<string> {
    return new Set(this.table.selection?.keys);
  }

  protected override beforeHead(): Drawn {
    const { selection } = this.table;
    return selection === undefined ? nothing : this.box(selection.all, this.found, 0);
  }

  protected override beforeGroup(id: string, title: string): Drawn {
    const members = this.found.filter(({ group }) => group === id);
    return this.box(this.labelOf(title), members, -1);
  }

  protected override beforeName(row: Row): Drawn {
    return this.box(this.labelOf(row.cells[0]?.text ?? ''), [row], -1);
  }

  protected override footNote(): Drawn {
    const { selection } = this.table;
    return selection === undefined ? nothing : html`<p class="selected" role="status">${selection.told}</p>`;
  }

  protected override press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const key = target.matches('tr[data-key]') ? target.dataset.key : undefined;
    const isAll = event.key === 'a' && (event.ctrlKey || event.metaKey);
    if (this.table.selection === undefined || key === undefined || !(isAll || event.key === ' ')) {
      super.press(event);
      return;
    }
    event.preventDefault();
    this.toggle(isAll ? this.found : this.rowsOf(key), isAll);
  }

  /** Those of a row or the head of a group. */
  private rowsOf(key: string): readonly Row[] {
    return this.found.filter((row) => row.key === key || `group ${row.group ?? ''}` === key);
  }

  /** @param isWanted true: whether or not some of them are selected */
  private toggle(rows: readonly Row[], isWanted = false): void {
    const { selected } = this;
    const detail: SelectDetail = {
      keys: rows.map(({ key }) => key),
      isSelected: isWanted || !rows.every(({ key }) => selected.has(key)),
    };
    this.dispatchEvent(new CustomEvent('rowsselect', { detail }));
  }

  private labelOf(name: string): string {
    return filled(this.table.selection?.one ?? '', name);
  }

  private box(label: string, rows: readonly Row[], tabindex: number): Drawn {
    if (this.table.selection === undefined || rows.length === 0) {
      return nothing;
    }
    const { selected } = this;
    const count = rows.filter(({ key }) => selected.has(key)).length;
    const change = (event: Event): void => {
      this.toggle(rows);
      // The arrows go on from the row.
      (event.target as HTMLElement).closest<HTMLElement>('tr[data-key]')?.focus();
    };
    return html`<input
      type="checkbox"
      class="box"
      tabindex=${tabindex}
      aria-label=${label}
      .checked=${live(count === rows.length)}
      .indeterminate=${live(count > 0 && count < rows.length)}
      @change=${change}
    />`;
  }
}
