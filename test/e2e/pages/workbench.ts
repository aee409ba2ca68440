import type { Dialog, Frame, Locator, Page } from 'playwright-core';
import { Effort } from './effort';
import { Notifications } from './notifications';
import type { PageElement } from './pageElement';
import { QuickInput, type QuickPickItem } from './quickInput';
import { TreeView } from './treeView';
import { waitUntil } from './waitUntil';

/** VS Code's window, and what a person does in it. */
export class Workbench {
  readonly effort = new Effort();
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly organisations: TreeView;
  readonly managingOrganisations: TreeView;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page, this.effort);
    this.notifications = new Notifications(page, this.effort);
    this.organisations = this.view('Organisations');
    this.managingOrganisations = this.view('Managing Organisations');
  }

  view(title: string): TreeView {
    return new TreeView(this.page, this.effort, title);
  }

  /** Waits until the window can be used. */
  async waitForReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.activitybar .action-label').first().waitFor();
  }

  /** Waits for a container of the activity bar: what an extension contributes comes late. */
  async waitForContainer(title: string): Promise<Locator> {
    const tab = this.page.locator(`.activitybar .action-label[aria-label^="${title}"]`);
    await tab.waitFor();
    return tab;
  }

  /** Opens a container of the activity bar, unless it is open. */
  async openContainer(title: string): Promise<void> {
    const tab = await this.waitForContainer(title);
    const shown = this.page.locator('.sidebar .composite.title', { hasText: title });
    let clicked = 0;
    await waitUntil(
      `the side bar of ${title}`,
      async () => {
        const visible = await shown.isVisible();
        // Where VS Code is just restoring it by itself, a click closes it again.
        if (!visible && Date.now() - clicked > 2_000) {
          // A badge covers the icon, and lies beside it in what takes the click.
          await tab.locator('..').click();
          clicked = Date.now();
        }
        return visible;
      },
      (visible) => visible,
    );
  }

  /** Drags the edge of the side bar until it is this many pixels wide. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.sidebar').boundingBox();
    if (box === null) {
      throw new Error('There is no side bar.');
    }
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Runs a command by its title as the palette shows it, `Category: Title`; counts as one command. */
  async runCommand(title: string): Promise<void> {
    await this.searchPalette(title, `the command '${title}'`, (items) =>
      items.some(({ label }) => label === title),
    );
    await this.quickInput.pick(title);
    this.effort.picks--;
    this.effort.commands++;
  }

  /** The titles in the palette that match a text. */
  async commandsMatching(text: string): Promise<readonly string[]> {
    const items = await this.searchPalette(text, 'commands', (all) => all.length > 0);
    await this.quickInput.cancel();
    await this.quickInput.waitForClosed();
    return items.map((item) => item.label);
  }

  /** Opens the palette by its key. */
  async openPalette(): Promise<void> {
    await waitUntil('the command palette', this.palette(), (open) => open);
  }

  /** Types into the palette and waits for what it finds. */
  private async searchPalette(
    text: string,
    what: string,
    holds: (items: readonly QuickPickItem[]) => boolean,
  ): Promise<readonly QuickPickItem[]> {
    const isOpen = this.palette();
    const type = (value: string) =>
      this.quickInput.field.fill(value, { timeout: 1_000 }).catch(() => undefined);
    let typed = 0;
    return waitUntil(
      `${what} in the palette`,
      async () => {
        if (!(await isOpen())) {
          return [];
        }
        if ((await this.quickInput.value()) !== `>${text}`) {
          await type(`>${text}`);
          typed = Date.now();
          return [];
        }
        const items = await this.quickInput.items();
        if (!holds(items) && Date.now() - typed > 3_000) {
          // What an extension adds once it has started is not put into what was found before.
          await type('>');
        }
        return items;
      },
      holds,
    );
  }

  /**
   * What looks whether the palette is open and presses its key while it is not: a window that is still starting may
   * lose the key, and a tree that has just been drawn anew may take the focus back, which closes the palette.
   */
  private palette(): () => Promise<boolean> {
    let pressed = 0;
    return async () => {
      if ((await this.quickInput.value())?.startsWith('>') === true) {
        pressed = 0;
        return true;
      }
      if (Date.now() - pressed > 6_000) {
        await this.page.keyboard.press('F1');
        pressed = Date.now();
      }
      return false;
    };
  }

  /**
   * Chooses a colour theme, such as `Dark Modern` or `Light High Contrast`, as a person does: newer versions of VS Code
   * do not take high contrast from the settings.
   */
  async setTheme(label: string): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.waitForStep('Select Color Theme');
    await this.quickInput.field.fill(label);
    await this.quickInput.pick(label);
    await this.quickInput.waitForClosed();
    const light = label.startsWith('Light');
    const base = label.includes('High Contrast')
      ? light
        ? 'hc-light'
        : 'hc-black'
      : light
        ? 'vs'
        : 'vs-dark';
    await this.page.locator(`.monaco-workbench.${base}`).waitFor();
  }

  /** Titles of the open editors. */
  async editorTitles(): Promise<readonly string[]> {
    return this.page.locator('.editor-group-container .tab .label-name').allInnerTexts();
  }

  async waitForEditor(title: string | RegExp): Promise<void> {
    await waitUntil(
      `the editor '${String(title)}'`,
      () => this.editorTitles(),
      (titles) => titles.some((text) => (typeof title === 'string' ? text === title : title.test(text))),
    );
  }

  /** The lines of the active text editor that are in sight. */
  async editorText(): Promise<string> {
    const lines = await this.page
      .locator('.editor-instance .monaco-editor .view-lines')
      .first()
      .locator('.view-line')
      .evaluateAll((elements: readonly PageElement[]) =>
        elements
          .map((line) => ({ top: Number.parseInt(line.style.top, 10), text: line.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text),
      );
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  async waitForEditorText(pattern: RegExp): Promise<string> {
    return waitUntil(
      `text like ${String(pattern)} in the editor`,
      () => this.editorText(),
      (text) => pattern.test(text),
    );
  }

  /** Takes the quick fix of this title for the first place of a text in the editor. */
  async quickFix(text: string, title: RegExp): Promise<void> {
    await this.page.locator('.editor-instance .monaco-editor .view-line').first().click();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const find = this.page.locator('.editor-widget.find-widget.visible .find-part textarea');
    await find.fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.press('Escape');
    await find.waitFor({ state: 'hidden' });
    const fix = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title });
    await waitUntil(
      `the quick fix ${String(title)}`,
      async () => {
        await this.page.keyboard.press('Control+.');
        await fix
          .first()
          .waitFor({ timeout: 2_000 })
          .catch(() => this.page.keyboard.press('Escape'));
        return fix.count();
      },
      (found) => found > 0,
    );
    await fix.first().click();
  }

  /** Waits for text in any editor in sight, the output panel among them. */
  async waitForOutput(pattern: RegExp): Promise<void> {
    await waitUntil(
      `output like ${String(pattern)}`,
      async () =>
        (await this.page.locator('.output-view .view-lines, .panel .view-lines').allInnerTexts()).join('\n'),
      (text) => pattern.test(text),
    );
  }

  /** The texts of the status bar. */
  async statusBar(): Promise<readonly string[]> {
    return this.page.locator('.statusbar .statusbar-item').allInnerTexts();
  }

  /** The innermost frame of a webview, once it holds an element that matches. */
  async webview(selector: string): Promise<Frame> {
    return waitUntil(
      `a webview with ${selector}`,
      async (): Promise<Frame | undefined> => {
        for (const candidate of this.page.frames()) {
          if (
            (await candidate
              .locator(selector)
              .count()
              .catch(() => 0)) > 0
          ) {
            return candidate;
          }
        }
        return undefined;
      },
      (found) => found !== undefined,
    );
  }

  /** Loads the page anew, as the browser does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitForReady();
  }

  /** `Developer: Reload Window`, as soon as VS Code no longer warns that what is not saved would be lost. */
  async reloadWindow(): Promise<void> {
    let settle: (answer: 'loaded' | 'warned') => void = () => undefined;
    const answered = new Promise<'loaded' | 'warned'>((resolve) => (settle = resolve));
    const loaded = (): void => settle('loaded');
    const warned = (dialog: Dialog): void => void dialog.dismiss().then(() => settle('warned'));
    this.page.once('load', loaded);
    this.page.once('dialog', warned);
    await this.runCommand('Developer: Reload Window');
    const answer = await answered;
    // A dialog is dismissed once: by whoever waits for it then.
    this.page.off('load', loaded);
    this.page.off('dialog', warned);
    if (answer === 'warned') {
      return this.reloadWindow();
    }
    await this.waitForReady();
  }
}
