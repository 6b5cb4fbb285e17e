/** The chat view, by the names that a person with a screen reader would hear. */
import type { Frame, Locator, Page } from 'playwright-core';
import { webviewFrame } from './webview.ts';
import type { Workbench } from './workbench.ts';

export class ChatView {
  readonly #workbench: Workbench;
  #frame: Frame | undefined;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get #page(): Page {
    return this.#workbench.page;
  }

  /** Opens the view and waits until it can be typed into. */
  async open(): Promise<this> {
    await this.#workbench.command('Practicum: Open Chat');
    return this.attach();
  }

  /** Finds the view's frame again, for example after a reload. */
  async attach(): Promise<this> {
    this.#frame = await webviewFrame(this.#page, 'Practicum Chat');
    await this.composer.waitFor();
    return this;
  }

  get frame(): Frame {
    if (this.#frame === undefined || this.#frame.isDetached()) throw new Error('The chat view is not open: call open() or attach() first');
    return this.#frame;
  }

  get composer(): Locator {
    return this.frame
      .getByRole('textbox', { name: 'Message to Practicum' })
      .or(this.frame.getByRole('combobox', { name: 'Message to Practicum' }));
  }

  get conversation(): Locator {
    return this.frame.getByRole('log', { name: 'Conversation' });
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  async stop(): Promise<void> {
    await this.frame.getByRole('button', { name: /^Stop/ }).click();
  }

  /** Rows of the conversation by who or what they are: `You`, `Practicum`, `Tool: …`, `Error`. */
  entry(name: string | RegExp): Locator {
    return this.frame.getByRole('article', { name });
  }

  /** The agent's texts, oldest first. */
  get answers(): Locator {
    return this.entry(/^Practicum$/);
  }

  tool(title: string | RegExp): Locator {
    return this.entry(typeof title === 'string' ? `Tool: ${title}` : title);
  }

  /** The question that waits in the chat. */
  approval(title: string | RegExp): Locator {
    return this.frame.getByRole('group', { name: title }).filter({ has: this.frame.getByRole('button', { name: 'Approve', exact: true }) });
  }

  async approve(title: string | RegExp): Promise<void> {
    await this.approval(title).getByRole('button', { name: 'Approve', exact: true }).click();
  }

  async reject(title: string | RegExp, why = ''): Promise<void> {
    const card = this.approval(title);
    if (why !== '') await card.getByRole('textbox').fill(why);
    await card.getByRole('button', { name: 'Reject', exact: true }).click();
  }

  /** Waits until the agent rests: the composer offers Send and no Stop. */
  async idle(timeoutMs = 60_000): Promise<void> {
    await this.frame.getByRole('button', { name: /^Stop/ }).waitFor({ state: 'detached', timeout: timeoutMs });
  }
}
