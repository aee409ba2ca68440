import { WindowVirtualizerController } from '@tanstack/lit-virtual';
import {
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Cell, Column, PanelView, Row, Table } from '../panels/panelView';
import type { SectionState } from '../panels/protocol';
import { type Act, type Drawn, foundText, link, links, tool } from './parts';
import { findRows, sortRows } from './rowOrder';
import { cellOf, columnClass } from './tableCell';

/** Heights of rows in pixels, as panel.css has them. */
const rowHeight = 28;
const tallRowHeight = 48;
/** Below this width of the table rows have two lines. */
const narrowWidth = 560;
/** Fewer rows than this are all drawn. */
const mostDrawn = 60;
/** How long rows that were scrolled to may take to be drawn. */
const mostFrames = 30;

/** What a table draws below each other: its rows, and what stands above some of them. */
export interface Item {
  readonly key: string;
  readonly row?: Row;
}

/** Rows that can be sorted and searched, of which those in sight are drawn. One stop of the tab key; arrows move in it. */
export class TableElement extends LitElement {
  static override properties: PropertyDeclarations = {
    table: { attribute: false },
    state: { attribute: false },
    language: { attribute: false },
    words: { attribute: false },
    label: { attribute: false },
    act: { attribute: false },
  };

  declare table: Table;
  declare state: SectionState;
  declare language: string;
  declare words: PanelView['words'];
  /** What its rows are, for those who do not see the heading above. */
  declare label: string;
  declare act: Act;
  /** Those that are shown, in their order. */
  protected found: readonly Row[] = [];
  private items: readonly Item[] = [];
  /** The most that a row has. */
  private tools = 0;
  private focusedKey: string | undefined;
  private hasFocusedRow = false;
  private readonly virtual = new WindowVirtualizerController<HTMLElement>(this, {
    count: 0,
    estimateSize: () => rowHeight,
    overscan: 12,
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('table') || changed.has('state') || changed.has('language')) {
      this.found = this.order();
      this.items = this.arrange(this.found);
      this.tools = this.table.rows.reduce((most, { tools }) => Math.max(most, tools.length), 0);
    }
    this.hasFocusedRow = this.items.some(({ key }) => key === this.focusedKey);
  }

  private order(): readonly Row[] {
    const { table, state, language } = this;
    const { column, descending } = state.sorted ?? table.sorted;
    const found = findRows(table.rows, state.search ?? '', language);
    const at = table.columns.findIndex(({ id }) => id === column);
    const sorted = sortRows(found, Math.max(at, 0), descending, language);
    const isCut = state.all !== true && (state.search ?? '') === '';
    return isCut ? sorted.slice(0, table.few) : sorted;
  }

  protected get hasTools(): boolean {
    return this.tools > 0;
  }

  private get isNarrow(): boolean {
    return this.clientWidth > 0 && this.clientWidth < narrowWidth;
  }

  private get rowHeight(): number {
    const { isTall = false, folds = false } = this.table;
    return this.isNarrow || isTall || (folds && this.isFolded) ? tallRowHeight : rowHeight;
  }

  /** Whether the page has no room for the columns that may go. */
  private get isFolded(): boolean {
    const head = this.querySelector('th.optional');
    return head !== null && getComputedStyle(head).display === 'none';
  }

  protected override render(): TemplateResult {
    const { table, found, words } = this;
    const isSearch = (this.state.search ?? '') !== '';
    return html`<table
        role="table"
        class="${table.isTall === true ? 'tall' : ''} ${table.folds === true ? 'folds' : ''} ${table.wrap === true ? 'wrap' : ''}"
        aria-label=${this.label}
        aria-rowcount=${table.rows.length + 1}
      >
        <colgroup>
          ${table.columns.map((column) => html`<col class=${columnClass(column)} width=${column.width ?? nothing} />`)}
          ${this.hasTools ? html`<col width=${16 + 24 * this.tools} />` : nothing}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            ${table.columns.map((column, at) => this.head(column, at === 0))}
            ${this.hasTools ? html`<th role="columnheader" scope="col" class="tools-head"><span class="reader">${words.actions}</span></th>` : nothing}
          </tr>
        </thead>
        <tbody role="rowgroup" @keydown=${(event: KeyboardEvent) => this.press(event)}>
          ${this.body()}
        </tbody>
      </table>
      ${
        isSearch
          ? html`<p class="foot" role="status">
              ${foundText(words, this.language, found.length, table.rows.length)}
              ${link(words.clearSearch, () => this.tell({ search: '' }))} ${this.rest()}
            </p>`
          : this.foot()
      }
      ${this.footNote()}`;
  }

  private foot(): Drawn {
    const { table, state, words } = this;
    const isLong = table.few !== undefined && table.rows.length > table.few;
    const isCut = state.all !== true && isLong;
    if (!isLong && table.more === undefined && table.all === undefined) {
      return nothing;
    }
    return html`<div class="foot">
      ${isCut ? link(table.showAll, () => this.tell({ all: true })) : nothing}
      ${!isCut && isLong ? link(words.showFewer, () => this.tell({ all: false })) : nothing}
      ${isCut ? nothing : this.rest()}
    </div>`;
  }

  /** The way to rows that are not there yet. */
  private rest(): readonly Drawn[] {
    return links([this.table.more, this.table.all], this.act);
  }

  private head(column: Column, isFirst: boolean): TemplateResult {
    const { id, title, scale } = column;
    if (scale !== undefined) {
      return html`<th role="columnheader" scope="col" class="lane-head ${columnClass(column)}">
        <span class="reader">${title}</span><waldur-scale .scale=${scale}></waldur-scale>
      </th>`;
    }
    const sorted = this.state.sorted ?? this.table.sorted;
    const isSorted = sorted.column === id;
    const press = (): void =>
      this.tell({ sorted: { column: id, descending: isSorted && !sorted.descending } });
    return html`<th
      role="columnheader"
      scope="col"
      class="${columnClass(column)} ${isSorted && sorted.descending ? 'descending' : ''}"
      aria-sort=${isSorted ? (sorted.descending ? 'descending' : 'ascending') : nothing}
    >
      ${isFirst ? this.beforeHead() : nothing}<button type="button" @click=${press}>${title}</button>
    </th>`;
  }

  private body(): TemplateResult {
    const { items } = this;
    if (items.length <= mostDrawn || this.table.wrap === true) {
      return html`${repeat(
        items,
        ({ key }) => key,
        (item, at) => this.item(item, at),
      )}`;
    }
    const virtual = this.virtual.getVirtualizer();
    const margin = this.top;
    // Asked for each row.
    const { rowHeight: height, isNarrow } = this;
    virtual.setOptions({
      ...virtual.options,
      count: items.length,
      scrollMargin: margin,
      estimateSize: (at) => this.heightOf(items[at], height, isNarrow),
    });
    const inSight = virtual.getVirtualItems();
    const above = (inSight[0]?.start ?? margin) - margin;
    const below = virtual.getTotalSize() - ((inSight.at(-1)?.end ?? margin) - margin);
    return html`${spacer(above)}
    ${repeat(
      inSight,
      ({ index }) => items[index]?.key ?? index,
      ({ index }) => {
        const item = items[index];
        return item === undefined ? nothing : this.item(item, index);
      },
    )}
    ${spacer(below)}`;
  }

  private item(item: Item, index: number): Drawn {
    const isStop = item.key === this.focusedKey || (!this.hasFocusedRow && index === 0);
    return item.row === undefined ? this.drawHead(item, index, isStop) : this.row(item.row, index, isStop);
  }

  /** What is drawn of rows that were sorted. */
  protected arrange(rows: readonly Row[]): readonly Item[] {
    return rows.map((row) => ({ key: row.key, row }));
  }

  /** In pixels. @param ofRow of a row, at this width of the table */
  protected heightOf(_item: Item | undefined, ofRow: number, _isNarrow: boolean): number {
    return ofRow;
  }

  /** What stands above rows and is none. */
  protected drawHead(_item: Item, _index: number, _isStop: boolean): Drawn {
    return nothing;
  }

  protected pressHead(_event: KeyboardEvent, _item: Item): void {
    // There is nothing but rows.
  }

  /** Before the title of the first column. */
  protected beforeHead(): Drawn {
    return nothing;
  }

  /** Before the name of a row. */
  protected beforeName(_row: Row): Drawn {
    return nothing;
  }

  /** Below the rows. */
  protected footNote(): Drawn {
    return nothing;
  }

  /** What of a cell is drawn in this kind of table alone. */
  protected beforeText(_cell: Cell): Drawn {
    return nothing;
  }

  private row(row: Row, at: number, isStop: boolean): TemplateResult {
    const { columns } = this.table;
    const { action } = row;
    return html`<tr
      role="row"
      aria-rowindex=${at + 2}
      data-key=${row.key}
      aria-current=${row.current === true ? 'true' : nothing}
      tabindex=${isStop ? 0 : -1}
      @focus=${() => this.keepFocus(row.key)}
    >
      ${row.cells.map((cell, index) => cellOf(cell, { column: columns[index], isFirst: index === 0, before: html`${index === 0 ? this.beforeName(row) : nothing}${this.beforeText(cell)}`, ...(action === undefined ? {} : { open: () => this.act(action) }) }))}
      ${this.hasTools ? html`<td role="cell" class="tools-cell"><span class="tools">${row.tools.map((each) => tool(each, this.act, true))}</span></td>` : nothing}
    </tr>`;
  }

  protected keepFocus(key: string): void {
    if (this.focusedKey !== key) {
      this.focusedKey = key;
      this.requestUpdate();
    }
  }

  protected press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const element = target.closest<HTMLElement>('tr[data-key]');
    const at = this.items.findIndex(({ key }) => key === element?.dataset.key);
    const item = this.items[at];
    if (element === null || item === undefined) {
      return;
    }
    if (target !== element) {
      this.pressInTools(event, element, target);
      return;
    }
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this.items.length - 1,
      PageDown: at + 12,
      PageUp: at - 12,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      void this.focusRow(Math.min(Math.max(next, 0), this.items.length - 1));
      return;
    }
    const { row } = item;
    if (row === undefined) {
      this.pressHead(event, item);
      return;
    }
    if (event.key === 'Enter' && row.action !== undefined) {
      event.preventDefault();
      this.act(row.action);
    } else if (['F2', 'ContextMenu', 'ArrowRight'].includes(event.key)) {
      event.preventDefault();
      element.querySelector<HTMLElement>('.tools button')?.focus();
    }
  }

  /** Arrows move among the actions of a row, Escape goes back to it. */
  private pressInTools(event: KeyboardEvent, row: HTMLElement, target: HTMLElement): void {
    const all = [...row.querySelectorAll<HTMLElement>('.tools button')];
    const at = all.indexOf(target);
    if (event.key === 'Escape' || (event.key === 'ArrowLeft' && at <= 0)) {
      event.preventDefault();
      row.focus();
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      event.preventDefault();
      all[at + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
    }
  }

  private async focusRow(at: number): Promise<void> {
    const key = this.items[at]?.key;
    if (key === undefined) {
      return;
    }
    this.focusedKey = key;
    this.requestUpdate();
    await this.updateComplete;
    const find = (): HTMLElement | null => this.querySelector(`tr[data-key="${CSS.escape(key)}"]`);
    if (find() === null) {
      const height = this.rowHeight;
      window.scrollTo(0, this.top + at * height - window.innerHeight / 2);
    }
    for (let frames = 0; frames < mostFrames && find() === null; frames++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const row = find();
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }

  /** Of the table, from the top of the page. */
  private get top(): number {
    return this.getBoundingClientRect().top + window.scrollY;
  }

  protected tell(change: SectionState): void {
    const detail: SectionState = { ...this.state, ...change };
    this.dispatchEvent(new CustomEvent('statechange', { detail }));
  }
}

/** Room for rows that are not drawn: the policy of the page allows no style attribute. */
function spacer(height: number): Drawn {
  return height <= 0
    ? nothing
    : html`<tr class="spacer" aria-hidden="true">
        <td><svg width="1" height=${Math.round(height)}></svg></td>
      </tr>`;
}
