/** The list of sessions inside the chat view. */
import type { Locator } from 'playwright-core';
import type { ChatView } from './chatView.ts';

export class SessionsView {
  readonly #chat: ChatView;

  constructor(chat: ChatView) {
    this.#chat = chat;
  }

  get #list(): Locator {
    return this.#chat.frame.getByRole('region', { name: 'Sessions', exact: true });
  }

  get search(): Locator {
    return this.#list.getByRole('textbox', { name: 'Search sessions' });
  }

  /** By the button in the header. The list is there once its first rows are. */
  async open(): Promise<this> {
    await this.#chat.frame.getByRole('button', { name: 'Sessions', exact: true }).click();
    await this.#chat.focused(this.search);
    await this.rows.first().waitFor();
    return this;
  }

  async close(): Promise<void> {
    await this.search.press('Escape');
    await this.closed();
  }

  async closed(): Promise<void> {
    await this.#list.waitFor({ state: 'detached' });
  }

  get rows(): Locator {
    return this.#list.getByRole('listitem');
  }

  row(title: string | RegExp): Locator {
    return this.rows.filter({ hasText: title });
  }

  /** The part of a row that opens its session. */
  button(title: string | RegExp): Locator {
    return this.row(title).locator('.session-open');
  }

  /** Titles, top to bottom. */
  async titles(): Promise<readonly string[]> {
    return this.#list.locator('.session-title').allTextContents();
  }

  /** Opens one and waits until it is shown. */
  async choose(title: string | RegExp): Promise<void> {
    await this.button(title).click();
    await this.closed();
  }

  /** The buttons of a row show under the pointer. */
  async act(title: string | RegExp, action: RegExp): Promise<void> {
    const row = this.row(title);
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  async rename(title: string, to: string): Promise<void> {
    await this.button(title).focus();
    await this.button(title).press('F2');
    const input = this.#list.getByRole('textbox', { name: 'Title' });
    await input.fill(to);
    await input.press('Enter');
  }

  async export(title: string, format: string): Promise<void> {
    await this.act(title, /^Export$/);
    await this.#chat.frame.getByRole('menuitem', { name: new RegExp(`^${format}(?!L)`) }).click();
  }

  /** The bar that says what was deleted. */
  get undo(): Locator {
    return this.#list.getByRole('button', { name: 'Undo' });
  }
}
