import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Facts, PanelView, Section } from '../panels/panelView';
import {
  messageToWebview,
  type MessageToWebview,
  type SectionState,
  webviewState,
  type WebviewState,
} from '../panels/protocol';
import { icon } from './icon';
import { type Act, bones, button, choice, facts, figures, header, lines, notice, tabs, tool } from './parts';
import { RowsToCome, sectionsOf } from './rowsToCome';
import type { SelectDetail } from './selectableTableElement';
import { vscodeApi } from './vscodeApi';

/** The same each time, so that a table sees that nothing has changed. */
const untouched: SectionState = {};

/** Fewer rows are seen at a glance. */
const fewWithoutSearch = 6;

/** The page of a panel: draws the latest snapshot, and keeps where the person is in it. */
export class PanelElement extends LitElement {
  static override properties: PropertyDeclarations = {
    view: { state: true },
    state: { state: true },
  };

  declare private view: PanelView | undefined;
  declare private state: WebviewState;
  private revision = 0;
  /** Told to readers when it changes. */
  private announced = '';
  /** Whether what is shown is where the person was in it: until then that is not kept anew. */
  private isRestored = false;
  private readonly toCome = new RowsToCome(
    (section) => this.stateOf(section),
    (action) => this.act(action),
  );

  constructor() {
    super();
    this.view = undefined;
    this.state = { object: '', title: '' };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const given = webviewState.parse(JSON.parse(this.dataset.state ?? 'null'));
    const kept = webviewState.safeParse(vscodeApi.getState()).data;
    this.keep({ ...(kept?.object === given.object ? kept : {}), ...given });
    window.addEventListener('message', ({ data }) => this.receive(data));
    window.addEventListener('scrollend', () => {
      if (this.isRestored) {
        this.keep({ scroll: window.scrollY });
      }
    });
    window.addEventListener('scroll', () => {
      if (this.isRestored && this.view !== undefined) {
        this.toCome.readOn(this.view, (section) => this.querySelector(labelledBy(section)));
      }
    });
    // Whoever goes on elsewhere is not taken back.
    for (const type of ['wheel', 'pointerdown', 'keydown']) {
      window.addEventListener(type, () => {
        this.isRestored ||= this.view !== undefined && sectionsOf(this.view).length > 0;
      });
    }
    vscodeApi.postMessage({ kind: 'ready' });
  }

  private receive(data: unknown): void {
    const message = messageToWebview.safeParse(data).data;
    switch (message?.kind) {
      case 'snapshot':
        if (message.revision > this.revision) {
          this.revision = message.revision;
          this.show(message.view);
        }
        return;
      case 'draw':
        void this.answer(message);
        return;
      case undefined:
    }
  }

  private show(view: PanelView): void {
    if (this.view?.read !== view.read) {
      this.announced = view.read;
    }
    const { title, place } = view;
    const { sections } = this.state;
    const grown = this.isRestored ? this.toCome.grown(this.view, view) : {};
    this.keep({
      title,
      ...(place === undefined ? {} : { place }),
      ...(Object.keys(grown).length === 0 ? {} : { sections: { ...sections, ...grown } }),
    });
    this.view = view;
  }

  /** What draws comes when it is asked for: hardly anyone needs it. */
  private async answer({ id, part, form }: Extract<MessageToWebview, { kind: 'draw' }>): Promise<void> {
    const element = this.querySelector<HTMLElement>(part === 'figures' ? '.figures' : labelledBy(part));
    let data = '';
    try {
      data = element === null ? '' : await (await import('./drawing')).drawingOf(element, form);
    } catch {
      // The panel says that nothing came.
    }
    vscodeApi.postMessage({ kind: 'drawing', id, data });
  }

  protected override updated(): void {
    const { view } = this;
    if (view === undefined || sectionsOf(view).length === 0) {
      // Nothing of it can be seen now; what the person had in sight is, once they have signed in again.
      this.isRestored = false;
      return;
    }
    const isDrawn = [...(view.wide ?? []), ...view.main].every(({ loading }) => loading === undefined);
    if (isDrawn && !this.isRestored && !this.toCome.readAgain(view)) {
      this.isRestored = true;
      const { scroll = 0 } = this.state;
      if (scroll > 0) {
        requestAnimationFrame(() => window.scrollTo(0, scroll));
      }
    }
  }

  private keep(change: Partial<WebviewState>): void {
    this.state = { ...this.state, ...change };
    vscodeApi.setState(this.state);
  }

  private readonly act: Act = (action) => vscodeApi.postMessage({ kind: 'act', action });

  protected override render(): TemplateResult {
    const { view, act } = this;
    if (view === undefined) {
      return html``;
    }
    const side = view.side.length === 0 ? nothing : html`<div class="side">${this.sections(view.side)}</div>`;
    return html`<main class="panel">
      ${header(view, act)} ${notice(view.notice, act)} ${figures(view, act)} ${tabs(view.tabs, act)}
      <div
        class="body ${view.sideFirst === true ? 'side-first' : ''}"
        id=${view.tabs === undefined ? nothing : 'tab-panel'}
        role=${view.tabs === undefined ? nothing : 'tabpanel'}
        aria-labelledby=${view.tabs === undefined ? nothing : `tab-${view.tabs.selected}`}
      >
        ${view.wide === undefined ? nothing : html`<div class="wide">${this.sections(view.wide)}</div>`}
        ${view.sideFirst === true ? side : nothing}
        <div class="main">${this.sections(view.main)}</div>
        ${view.sideFirst === true ? nothing : side}
      </div>
      <p class="reader" role="status">${this.announced}</p>
    </main>`;
  }

  private sections(all: readonly Section[]): TemplateResult {
    return html`${repeat(
      all,
      ({ id }) => id,
      (section) => this.section(section),
    )}`;
  }

  private section(section: Section): TemplateResult {
    const { id, title, note, tools, loading, content } = section;
    return html`<section class="section ${id}" aria-labelledby="h-${id}">
      <div class="section-head">
        <h2 id="h-${id}" tabindex="-1" class=${this.view?.tabs?.selected === id ? 'reader' : nothing}>
          ${title}${note === undefined ? nothing : html`<span class="note">${note}</span>`}
        </h2>
        ${section.choices?.map((each) => choice(each, this.act))} ${this.searchField(section)}
        ${tools.map((each) => (each.icon === undefined ? button(each, 'secondary', this.act) : tool(each, this.act)))}
      </div>
      ${notice(section.notice, this.act)}
      ${loading === undefined ? nothing : bones(loading.rows, this.view?.words)}
      ${content === undefined ? nothing : this.content(section, content)}
    </section>`;
  }

  private content({ id, title }: Section, content: NonNullable<Section['content']>): TemplateResult {
    switch (content.kind) {
      case 'table':
        return html`<waldur-table
          .table=${content}
          .state=${this.stateOf(id)}
          .language=${this.view?.language ?? ''}
          .words=${this.view?.words}
          .label=${title}
          .act=${this.act}
          @statechange=${({ detail }: CustomEvent<SectionState>) => this.keepSection(id, detail)}
          @rowsselect=${({ detail: { keys, isSelected } }: CustomEvent<SelectDetail>) =>
            vscodeApi.postMessage({ kind: 'select', keys: [...keys], isSelected })}
        ></waldur-table>`;
      case 'facts':
        return this.facts(id, content);
      case 'lines':
        return lines(content, this.act);
      case 'questions':
        // The page of the panel that has such brings the element.
        return html`<waldur-questions
          .questions=${content}
          .search=${this.stateOf(id).search ?? ''}
          .language=${this.view?.language ?? ''}
          .words=${this.view?.words}
          .label=${title}
          .act=${this.act}
        ></waldur-questions>`;
      case 'prose':
        return html`<p class="prose"><bdi>${content.text}</bdi></p>`;
      case 'comparison':
        // The page of the panel that has such brings the element.
        return html`<waldur-comparison .comparison=${content} .act=${this.act}></waldur-comparison>`;
    }
  }

  private facts(id: string, content: Facts): TemplateResult {
    const { words } = this.view ?? {};
    const showAll = (all: boolean): void => this.keepSection(id, { ...this.stateOf(id), all });
    return words === undefined
      ? html``
      : facts(content, this.act, this.stateOf(id).all === true, { words, showAll });
  }

  private searchField({ id, search, content }: Section): TemplateResult | typeof nothing {
    const isWorthIt =
      content?.kind === 'questions' ||
      (content?.kind === 'table' && content.rows.length > (content.few ?? fewWithoutSearch));
    if (search === undefined || !isWorthIt) {
      return nothing;
    }
    return html`<label class="field">
      ${icon('search')}<span class="reader">${search}</span>
      <input
        type="search"
        placeholder=${search}
        .value=${this.stateOf(id).search ?? ''}
        @input=${(event: InputEvent) =>
          this.keepSection(id, { ...this.stateOf(id), search: (event.target as HTMLInputElement).value })}
      />
    </label>`;
  }

  private stateOf(section: string): SectionState {
    return this.state.sections?.[section] ?? untouched;
  }

  private keepSection(section: string, state: SectionState): void {
    this.keep({ sections: { ...this.state.sections, [section]: state } });
  }
}

/** The section of an id. */
function labelledBy(section: string): string {
  return `[aria-labelledby="h-${CSS.escape(section)}"]`;
}
