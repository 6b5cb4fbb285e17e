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
    await this.#show();
    // A view that opens slowly may lose the keyboard to what had it before; whoever wants to type asks again.
    await this.focused(this.composer, { timeout: 10_000 }).catch(async () => {
      await this.#show();
      await this.focused(this.composer);
    });
    return this;
  }

  async #show(): Promise<void> {
    await this.#letGo();
    await this.#workbench.command('Practicum: Open Chat');
    await this.attach();
  }

  /** Takes the keyboard from the composer, so that one can wait until it is given to it. */
  async #letGo(): Promise<void> {
    if (this.#frame === undefined || this.#frame.isDetached()) return;
    await this.composer.blur({ timeout: 1000 }).catch(() => undefined);
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

  /** Whether the newest line of the conversation is on screen. */
  async isAtEnd(): Promise<boolean> {
    return this.conversation.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 40);
  }

  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Sends and waits for the end of what it leads to. */
  async ask(text: string): Promise<void> {
    const asked = this.entry('You');
    const before = await asked.count();
    await this.send(text);
    await asked.nth(before).waitFor();
    await this.idle();
  }

  /** Begins anew, unless nothing has been said yet: then there would be nothing to see of it. */
  async newSession(): Promise<void> {
    const empty = this.frame.getByRole('region', { name: 'Getting started' });
    await empty.or(this.frame.getByRole('article')).first().waitFor();
    if (await empty.isVisible()) return;
    await this.#letGo();
    await this.#workbench.command('Practicum: New Session');
    await empty.waitFor();
    await this.focused(this.composer);
  }

  /** What may happen in this session without a question. */
  async chooseMode(mode: 'Plan' | 'Ask' | 'Auto'): Promise<void> {
    await this.frame.getByRole('button', { name: /^Mode: / }).click();
    await this.frame.getByRole('option', { name: new RegExp(`^${mode}`) }).click();
    await this.frame.getByRole('button', { name: new RegExp(`^Mode: ${mode}`) }).waitFor();
  }

  /** Waits until the view is off the screen. */
  async hidden(): Promise<void> {
    const frame = this.#frame;
    if (frame === undefined || frame.isDetached()) return;
    await this.#workbench.page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
  }

  /** Waits until the keyboard stands there. */
  async focused(locator: Locator, options: { readonly timeout?: number } = {}): Promise<void> {
    await locator.and(this.frame.locator(':focus')).waitFor(options);
  }

  /** Presses a key until the keyboard stands there, as a person walks through the view. */
  async tabTo(locator: Locator, key: 'Tab' | 'Shift+Tab'): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if ((await locator.and(this.frame.locator(':focus')).count()) > 0) return;
      await this.#workbench.page.keyboard.press(key);
    }
    throw new Error(`${key} never came to ${locator}`);
  }

  /** Scrolls back until this text stands at the upper edge. */
  async scrollTo(text: string): Promise<void> {
    await this.conversation
      .getByText(text)
      .last()
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await this.frame.getByRole('button', { name: 'Jump to latest' }).waitFor();
  }

  /** How far below the upper edge of the conversation a text stands, in CSS pixels. */
  async distanceFromTop(text: string): Promise<number> {
    const edge = await this.conversation.boundingBox();
    const box = await this.conversation.getByText(text).last().boundingBox();
    if (edge === null || box === null) throw new Error(`“${text}” is not laid out`);
    return box.y - edge.y;
  }

  /** Colours as they are computed, of the text and of the composer. */
  async colors(): Promise<readonly string[]> {
    return this.composer.evaluate((element) => {
      const { defaultView: view, body } = element.ownerDocument;
      return [view.getComputedStyle(body).color, view.getComputedStyle(element.parentElement).borderTopColor];
    });
  }

  /** What is attached to the message that is being written. */
  async attached(): Promise<readonly string[]> {
    return this.#attached.getByRole('listitem').allInnerTexts();
  }

  async detachAll(): Promise<void> {
    const remove = this.#attached.getByRole('button', { name: /^Remove/ });
    while ((await remove.count()) > 0) await remove.first().click();
  }

  get #attached(): Locator {
    return this.frame.locator('.composer').getByRole('list', { name: 'Attached' });
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

  /** Presses one of the buttons that a message of the person shows under the pointer. */
  async actOn(message: string | RegExp, action: string): Promise<void> {
    const entry = this.entry('You').filter({ hasText: message });
    await entry.hover();
    await entry.getByRole('toolbar', { name: 'Message actions' }).getByRole('button', { name: action, exact: true }).click();
  }

  /** `files`, `conversation` or `both`, as they were before this message. */
  async restore(message: string | RegExp, what: string): Promise<void> {
    await this.actOn(message, 'Restore…');
    await this.frame.getByRole('menuitem', { name: `Restore ${what}` }).click();
  }

  /** The line above the conversation that names it. */
  get title(): Locator {
    return this.frame.locator('.header-title');
  }

  /** What the person said, oldest first. */
  async prompts(): Promise<readonly string[]> {
    return this.entry('You').locator('.bubble-text').allTextContents();
  }

  /** Waits until the agent rests: the composer offers Send and no Stop. */
  async idle(timeoutMs = 60_000): Promise<void> {
    await this.frame.getByRole('button', { name: /^Stop/ }).waitFor({ state: 'detached', timeout: timeoutMs });
  }
}
