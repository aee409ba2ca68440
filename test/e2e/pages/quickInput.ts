import type { Locator, Page } from 'playwright-core';
import type { Effort } from './effort';
import type { PageElement } from './pageElement';
import { waitUntil } from './waitUntil';

/** One row of a quick pick. */
export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly separator: string;
}

interface FoundItem extends QuickPickItem {
  /** Position among those in sight; the elements of the page are in another order. */
  readonly index: number;
}

/** Runs in the page. */
const readItems = (rows: readonly PageElement[]): readonly FoundItem[] =>
  rows
    .map((row) => ({
      index: Number(row.getAttribute('data-index')),
      label: row.querySelector('.quick-input-list-row .label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      detail: row.querySelector('.quick-input-list-label-meta')?.textContent ?? '',
      separator: row.querySelector('.quick-input-list-separator')?.textContent ?? '',
    }))
    .sort((a, b) => a.index - b.index);

interface FieldState {
  readonly value: string;
  readonly placeholder: string;
}

/** Runs in the page. */
const readFields = (fields: readonly PageElement[]): readonly FieldState[] =>
  fields.map((field) => ({ value: field.value ?? '', placeholder: field.getAttribute('placeholder') ?? '' }));

/** Newer versions of VS Code fade it out when it closes. */
const open = '.quick-input-widget:not(.quick-input-widget-closing):visible';

/** How long an answer may take to lead to the next step. */
const nextStepWithinMs = 3_000;

/** VS Code's quick pick and input box. */
export class QuickInput {
  private readonly widget: Locator;
  private readonly rows: Locator;
  /** The step that was answered last, as it looked. */
  private answered: string | undefined;

  constructor(
    page: Page,
    private readonly effort: Effort,
  ) {
    this.widget = page.locator(open);
    this.rows = this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** The field typed into. */
  get field(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** Whether the keys go to the rows, not to the field. */
  async isListFocused(): Promise<boolean> {
    return (await this.widget.locator('.quick-input-list .monaco-list:focus').count()) > 0;
  }

  async isFieldFocused(): Promise<boolean> {
    return (await this.widget.locator('.quick-input-box input:focus').count()) > 0;
  }

  async isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  async waitForOpen(): Promise<void> {
    await this.widget.waitFor();
  }

  async waitForClosed(): Promise<void> {
    await this.widget.waitFor({ state: 'detached' });
  }

  /** Waits for the step with this title, or with this placeholder where a step has no title. */
  async waitForStep(title: string | RegExp): Promise<void> {
    const matches = (text: string) => (typeof title === 'string' ? text.includes(title) : title.test(text));
    await waitUntil(
      `the quick input '${String(title)}'`,
      async () => ({ title: await this.title(), placeholder: await this.placeholder() }),
      (shown) => matches(shown.title) || matches(shown.placeholder),
    );
  }

  async title(): Promise<string> {
    const titles = await this.widget.locator('.quick-input-title').allInnerTexts();
    return titles.join('');
  }

  async placeholder(): Promise<string> {
    return (await this.readField())?.placeholder ?? '';
  }

  /** What is in the field; undefined when none is open. */
  async value(): Promise<string | undefined> {
    return (await this.readField())?.value;
  }

  /** The prompt or the reason why the text is not accepted. */
  async message(): Promise<string> {
    return (await this.widget.locator('.quick-input-message').allInnerTexts()).join('');
  }

  async waitForMessage(pattern: RegExp): Promise<string> {
    return waitUntil(
      `a message like ${String(pattern)}`,
      () => this.message(),
      (text) => pattern.test(text),
    );
  }

  /** Types into the field of the step that follows the last answer, in place of what is there; counts as one typed field. */
  async type(text: string): Promise<void> {
    const { answered } = this;
    if (answered !== undefined) {
      // Where the answer led to no other step, what is typed is meant for the same.
      await waitUntil(
        'the next step',
        () => this.looks(),
        (now) => now !== answered,
        nextStepWithinMs,
      ).catch(() => undefined);
    }
    await this.field.fill(text);
    this.effort.typed++;
  }

  /** Takes what is in the field, or the row in focus. */
  async accept(): Promise<void> {
    this.answered = await this.looks();
    await this.field.press('Enter');
  }

  /** Presses Escape; some inputs then show the step before. */
  async cancel(): Promise<void> {
    await this.field.press('Escape');
  }

  /** Presses a button of the title or of the field, by its tooltip. */
  async pressButton(label: string): Promise<void> {
    await this.widget.locator(`.action-label[aria-label*="${label}"]`).first().click();
    this.effort.picks++;
  }

  /** Presses a button of the row with this label, by its tooltip. */
  async pressItemButton(label: string, button: string): Promise<void> {
    const items = await this.waitForItems(`the row '${label}'`, (found) =>
      found.some((item) => item.label === label),
    );
    const index = items.find((item) => item.label === label)?.index ?? 0;
    const row = this.widget.locator(`.monaco-list-row[data-index="${index}"]`);
    await row.hover();
    await row.locator(`.action-label[aria-label*="${button}"]`).first().click();
    this.effort.picks++;
  }

  /** The label of the row that Enter would take. */
  async focusedItem(): Promise<string | undefined> {
    const labels = await this.widget
      .locator('.quick-input-list .monaco-list-row.focused .quick-input-list-row .label-name')
      .allInnerTexts();
    return labels[0];
  }

  /** The labels of the rows with a tick. */
  async checkedItems(): Promise<readonly string[]> {
    const checked = this.widget.locator('.quick-input-list .monaco-list-row[aria-checked="true"]');
    return (await checked.evaluateAll(readItems)).map(({ label }) => label);
  }

  async items(): Promise<readonly FoundItem[]> {
    return this.rows.evaluateAll(readItems);
  }

  /** Looks once and does not wait, as what was open a moment ago may have closed. */
  private async readField(): Promise<FieldState | undefined> {
    const [state] = await this.field.evaluateAll(readFields);
    return state;
  }

  /** Waits until the rows are as wanted, and returns them. */
  async waitForItems(
    what: string,
    holds: (items: readonly QuickPickItem[]) => boolean,
  ): Promise<readonly FoundItem[]> {
    return waitUntil(what, () => this.items(), holds);
  }

  /** Chooses the first row with this label, once it is there; counts as one pick. */
  async pick(label: string | RegExp): Promise<void> {
    const matches = (item: QuickPickItem) =>
      typeof label === 'string' ? item.label === label : label.test(item.label);
    const items = await this.waitForItems(`the choice '${String(label)}'`, (found) => found.some(matches));
    const chosen = items.find(matches)?.index ?? 0;
    this.answered = await this.looks();
    await this.widget.locator(`.monaco-list-row[data-index="${chosen}"]`).click();
    this.effort.picks++;
  }

  /** What tells one step from the next. */
  private async looks(): Promise<string> {
    return JSON.stringify([await this.title(), await this.placeholder(), await this.message()]);
  }
}
