import { waitUntil } from './waitUntil';
import type { Workbench } from './workbench';

/** An object's document in the active text editor. */
export class DocumentEditor {
  constructor(private readonly workbench: Workbench) {}

  /** Puts a value, written as JSON, in place of that of a field. */
  async set(field: string, value: unknown): Promise<void> {
    const text = `"${field}": ${JSON.stringify(value)}`;
    await this.replaceLine(field, text, { keepsComma: true });
  }

  /** Puts a text in place of the line of a field that is not wrapped. @param keepsComma the one at its end stays */
  async replaceLine(field: string, text: string, { keepsComma = false } = {}): Promise<void> {
    const { page } = this.workbench;
    const line = await this.goTo(field);
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    const comma = keepsComma && line.trimEnd().endsWith(',') ? ',' : '';
    await page.keyboard.insertText(`${text}${comma}`);
    // A narrow editor may wrap what was written.
    await this.workbench.waitForEditorText(new RegExp(escaped(text).replaceAll(' ', '\\s+')));
  }

  /** Puts the cursor on the line of a field. @returns the line */
  async goTo(field: string): Promise<string> {
    const { page } = this.workbench;
    await this.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Control+F');
    const find = page.locator('.editor-widget.find-widget.visible .find-part textarea');
    await find.fill(`"${field}"`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await find.waitFor({ state: 'hidden' });
    const text = await this.workbench.waitForEditorText(new RegExp(`^ *"${field}"`, 'm'));
    return text.split('\n').find((line) => line.trimStart().startsWith(`"${field}"`)) ?? '';
  }

  private async focus(): Promise<void> {
    await this.workbench.page.locator('.editor-instance .monaco-editor .view-line').first().click();
  }

  async save(): Promise<void> {
    await this.workbench.page.keyboard.press('Control+S');
  }

  /** Of the document of this name. */
  async waitForSaved(title: string): Promise<void> {
    await this.waitForDirty(title, false);
  }

  async waitForUnsaved(title: string): Promise<void> {
    await this.waitForDirty(title, true);
  }

  /** Waits until VS Code marks the document of this name as one whose file is gone. */
  async waitForGone(title: string): Promise<void> {
    const tab = this.workbench.page.locator('.tab', { hasText: title });
    await waitUntil(
      'the mark of a deleted file',
      async () => [await tab.getAttribute('aria-label'), await tab.innerHTML()].join(' '),
      (text) => /deleted|strikethrough/.test(text),
    );
  }

  /** What is wrong in open documents, as their markers say it. */
  async waitForProblem(pattern: RegExp): Promise<void> {
    await this.workbench.runCommand('Problems: Focus on Problems View');
    const rows = this.workbench.page.locator('.markers-panel .monaco-list-row');
    await waitUntil(
      `a problem like ${String(pattern)}`,
      async () => (await rows.allInnerTexts()).join('\n'),
      (text) => pattern.test(text),
    );
  }

  private async waitForDirty(title: string, isDirty: boolean): Promise<void> {
    const tab = this.workbench.page.locator('.editor-group-container .tab').filter({ hasText: title });
    await waitUntil(
      `${title} to be ${isDirty ? 'unsaved' : 'saved'}`,
      async () => /\bdirty\b/.test((await tab.first().getAttribute('class')) ?? ''),
      (dirty) => dirty === isDirty,
    );
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
