import type { Locator, Page } from 'playwright-core';
import type { Effort } from './effort';
import { waitUntil } from './waitUntil';

/** Messages in the corner, and modal dialogs. */
export class Notifications {
  private readonly toasts: Locator;
  private readonly dialog: Locator;

  constructor(
    private readonly page: Page,
    private readonly effort: Effort,
  ) {
    this.toasts = page.locator('.notifications-toasts .notification-toast');
    this.dialog = page.locator('.monaco-dialog-box');
  }

  async texts(): Promise<readonly string[]> {
    return this.toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  async waitFor(pattern: RegExp): Promise<string> {
    const texts = await waitUntil(
      `a notification like ${String(pattern)}`,
      () => this.texts(),
      (all) => all.some((text) => pattern.test(text)),
    );
    return texts.find((text) => pattern.test(text)) ?? '';
  }

  /** Presses a button of the notification with this text; counts as one pick. */
  async press(pattern: RegExp, button: string): Promise<void> {
    await this.waitFor(pattern);
    const toast = this.toasts.filter({ hasText: pattern }).first();
    await toast.hover();
    await toast
      .locator('.notification-list-item-buttons-container .monaco-button', { hasText: button })
      .click();
    this.effort.picks++;
  }

  /** Takes all notifications away. */
  async clear(): Promise<void> {
    await waitUntil(
      'no notifications',
      async () => {
        const toast = this.toasts.first();
        // One that goes by itself meanwhile, such as that of a progress, needs no click.
        await toast.hover({ timeout: 500 }).catch(() => undefined);
        await toast
          .locator('.codicon-notifications-clear')
          .click({ timeout: 500 })
          .catch(() => undefined);
        return this.toasts.count();
      },
      (count) => count === 0,
    );
  }

  async waitForDialog(pattern: RegExp): Promise<string> {
    return waitUntil(
      `a dialog like ${String(pattern)}`,
      () => this.dialogText(),
      (text) => pattern.test(text),
    );
  }

  async dialogText(): Promise<string> {
    return (await this.dialog.locator('.dialog-message-container').allInnerTexts()).join('\n');
  }

  /** Presses a button of the modal dialog; counts as one pick. */
  async pressInDialog(button: string): Promise<void> {
    await this.dialog.locator('.monaco-button', { hasText: button }).click();
    this.effort.picks++;
    await this.page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
  }
}
