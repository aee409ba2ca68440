import type { Frame } from 'playwright-core';
import { waitUntil } from './waitUntil';
import type { Workbench } from './workbench';

/** The panel of an organisation, in the editor area. */
export class OrganisationPanel {
  constructor(private readonly workbench: Workbench) {}

  /** The page, once it shows this organisation. */
  async frame(name: string): Promise<Frame> {
    // A panel that another one has just covered may still be there.
    return this.workbench.webview(`waldur-panel h1:has-text(${JSON.stringify(name)})`);
  }

  /** Number, unit and note of each figure, by its label, once they are all as they are to be. */
  async waitForFigures(
    name: string,
    holds: (figures: Readonly<Record<string, string>>) => boolean,
  ): Promise<Readonly<Record<string, string>>> {
    const frame = await this.frame(name);
    return waitUntil(
      'the figures',
      async () =>
        Object.fromEntries(
          await Promise.all(
            (await frame.locator('.figure:not(.bones)').all()).map(async (figure) => {
              const [label = '', ...rest] = (await figure.innerText()).split('\n');
              return [label.trim(), rest.map((text) => text.trim()).join(' | ')] as const;
            }),
          ),
        ),
      holds,
    );
  }

  /** The rows of one of its tables, a text each. */
  async rows(name: string, section: string): Promise<readonly string[]> {
    const frame = await this.frame(name);
    const texts = await frame.locator(`.section.${section} tbody tr[data-key]`).allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  async waitForRow(name: string, section: string, pattern: RegExp): Promise<void> {
    await waitUntil(
      `a row like ${String(pattern)} in ${section}`,
      () => this.rows(name, section),
      (rows) => rows.some((row) => pattern.test(row)),
    );
  }
}
