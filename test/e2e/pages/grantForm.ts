/** The form in which a grant is signed, in the place of the conversation, and the banner of the one in force. */
import type { Locator } from 'playwright-core';
import type { ChatView } from './chatView.ts';

export class GrantForm {
  readonly #chat: ChatView;

  constructor(chat: ChatView) {
    this.#chat = chat;
  }

  get form(): Locator {
    return this.#chat.frame.getByRole('form', { name: 'Grant' });
  }

  /** By the list that the mode is chosen from. */
  async open(): Promise<this> {
    await this.#chat.frame.getByRole('button', { name: /^Mode: / }).click();
    await this.#chat.frame.getByRole('option', { name: /^Grant…/ }).click();
    await this.form.waitFor();
    return this;
  }

  get hours(): Locator {
    return this.form.getByRole('textbox', { name: 'Hours' });
  }

  async sign(): Promise<void> {
    await this.form.getByRole('button', { name: 'Sign' }).click();
  }

  get banner(): Locator {
    return this.#chat.frame.getByRole('region', { name: 'Grant in force' });
  }

  /** What it allows, and how programs are confined under it. */
  async unfold(): Promise<void> {
    await this.banner.getByRole('button', { name: /^Grant until/ }).click();
  }

  async revoke(): Promise<void> {
    await this.banner.getByRole('button', { name: 'Revoke' }).click();
  }
}
