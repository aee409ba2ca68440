import type { Locator, Page } from 'playwright-core';
import { waitUntil } from './waitUntil';

/** VS Code's own list of files. */
export class Explorer {
  constructor(private readonly page: Page) {}

  /** Selects files of the folder that is open, and chooses from the menu of the last one. */
  async contextMenu(item: string, first: string, ...more: readonly string[]): Promise<void> {
    const selected = this.page.locator('.explorer-folders-view .monaco-list-row[aria-selected="true"]');
    let looks = 0;
    // The file that opens by the first click takes the selection for itself some time later.
    await waitUntil(
      'the files to stay selected',
      async () => {
        if ((await selected.count()) !== 1 + more.length) {
          looks = 0;
          await this.row(first).click();
          await this.page.locator('.tab.active').getByText(first, { exact: true }).waitFor();
          for (const name of more) {
            await this.row(name).click({ modifiers: ['ControlOrMeta'] });
          }
        }
        return ++looks;
      },
      (seen) => seen > 10,
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
