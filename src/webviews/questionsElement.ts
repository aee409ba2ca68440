import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelView, Question, Questions } from '../panels/panelView';
import type { SectionState } from '../panels/protocol';
import { chart } from './charts';
import { icon } from './icon';
import { type Act, bones, foundText, links, notice } from './parts';
import { findQuestions } from './rowOrder';
import { shareBar } from './shareBar';

/** Questions, how many answered each and what; one of them may be open to show who did. Arrows move among them. */
export class QuestionsElement extends LitElement {
  static override properties: PropertyDeclarations = {
    questions: { attribute: false },
    search: { attribute: false },
    language: { attribute: false },
    words: { attribute: false },
    label: { attribute: false },
    act: { attribute: false },
    state: { state: true },
  };

  declare questions: Questions;
  declare search: string;
  declare language: string;
  declare words: PanelView['words'];
  /** What they are, for those who do not see the heading above. */
  declare label: string;
  declare act: Act;
  /** Of the table of the one that is open. */
  declare private state: SectionState;

  constructor() {
    super();
    this.state = {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { heads, questions, more, all } = this.questions;
    const found = findQuestions(questions, this.search, this.language);
    const { words, language } = this;
    return html`<div class="question-heads" aria-hidden="true">
        <span>${heads.question}</span><span>${heads.answered}</span><span>${heads.chart}</span>
      </div>
      <ul
        class="question-list"
        aria-label=${this.label}
        @keydown=${(event: KeyboardEvent) => this.press(event)}
      >
        ${repeat(
          found,
          ({ key }) => key,
          (question) => this.question(question),
        )}
      </ul>
      <div class="foot">
        ${
          this.search === ''
            ? nothing
            : html`<span role="status">${foundText(words, language, found.length, questions.length)}</span>`
        }
        ${links([more, all], this.act)}
      </div>`;
  }

  private question({
    key,
    number,
    text,
    note,
    answered,
    chart: drawn,
    action,
    open,
  }: Question): TemplateResult {
    const isOpen = open !== undefined;
    return html`<li class="question ${isOpen ? 'is-open' : ''}">
      <div class="question-row" @click=${() => this.act(action)}>
        <button class="asked" type="button" aria-expanded=${isOpen} aria-describedby="a-${key}">
          ${icon(isOpen ? 'chevron-down' : 'chevron-right')}
          <span class="number">${number}</span>
          <span><bdi>${text}</bdi><small>${note}</small></span>
        </button>
        <div class="answered" id="a-${key}">
          <span><b>${answered.text}</b> ${answered.of}</span>
          ${shareBar(answered.share)}
        </div>
        ${chart(drawn)}
      </div>
      ${open === undefined ? nothing : this.answers(text, open)}
    </li>`;
  }

  private answers(
    label: string,
    { loading, notice: told, table }: NonNullable<Question['open']>,
  ): TemplateResult {
    return html`<div class="who">
      ${notice(told, this.act)} ${loading === true ? bones(0, this.words) : nothing}
      ${
        table === undefined
          ? nothing
          : html`<waldur-table
              .table=${table}
              .state=${this.state}
              .language=${this.language}
              .words=${this.words}
              .label=${label}
              .act=${this.act}
              @statechange=${({ detail }: CustomEvent<SectionState>) => (this.state = detail)}
            ></waldur-table>`
      }
    </div>`;
  }

  private press(event: KeyboardEvent): void {
    const all = [...this.querySelectorAll<HTMLElement>('.asked')];
    const at = all.indexOf(event.target as HTMLElement);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const next = all[steps[event.key] ?? -1];
    if (at >= 0 && next !== undefined) {
      event.preventDefault();
      next.focus();
    }
  }
}
