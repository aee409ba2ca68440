import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil';

/** VS Code's own list of files. */
export class Explorer {
  constructor(private readonly page: Page) {}

  /** Selects files of the folder that is open, and chooses from the menu of the last one. */
  async contextMenu(item: string, first: string, ...more: readonly string[]): Promise<void> {
    await this.row(first).click();
    // The file that opens takes the selection for itself once it is there.
    await this.page.locator('.tab.active').getByText(first, { exact: true }).waitFor();
    const selected = this.page.locator('.explorer-folders-view .monaco-list-row[aria-selected="true"]');
    await waitUntil(
      'the file to be selected',
      () => selected.allInnerTexts(),
      (names) => names.length === 1 && names[0]?.trim() === first,
    );
    for (const name of more) {
      await this.row(name).click({ modifiers: ['ControlOrMeta'] });
    }
    await waitUntil(
      'the files to be selected',
      () => selected.count(),
      (count) => count === 1 + more.length,
    );
    await this.row(more.at(-1) ?? first).click({ button: 'right' });
    const chosen = this.page.locator('.monaco-menu .action-item .action-label').filter({ hasText: item });
    await chosen.waitFor();
    // A menu that has just opened takes no clicks for a moment.
    await waitUntil(
      `the menu to take '${item}'`,
      async () => {
        await chosen.click({ timeout: 1_000 }).catch(() => undefined);
        return chosen.count();
      },
      (count) => count === 0,
    );
  }

  private row(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view .monaco-list-row .label-name')
      .getByText(name, { exact: true });
  }
}
