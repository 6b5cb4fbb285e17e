/** The parts of VS Code's own window that tests touch. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../eventually.ts';

/** The class that the window bears under each of the editor's usual themes. */
const themeKinds: Readonly<Record<string, string>> = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
};

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Runs a command by its palette title, for example `Practicum: New Session`. */
  async command(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
  }

  /** Opens a file of the workspace by its name or path. */
  async openFile(file: string): Promise<void> {
    const name = file.split('/').at(-1) ?? file;
    await this.#pick('Control+P', file, name);
    // Its tab may have been there behind another one.
    await this.page.getByRole('tab', { name, selected: true }).first().waitFor();
  }

  /** Picks from the quick input that is open, for example a list that a command showed, and lets it go before what comes next is written to. */
  async choose(label: string): Promise<void> {
    const row = this.#row(label);
    await row.click();
    // Some lists stay.
    await row.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
  }

  /** Picks from the list that a command shows. It closes when something takes the focus, as a preview does that was slow to open: then again. */
  async chooseOf(title: string, label: string): Promise<void> {
    const deadline = Date.now() + 45_000;
    for (;;) {
      await this.command(title);
      try {
        await this.#row(label).click({ timeout: 5000 });
        return;
      } catch (error) {
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Answers the input box that is open. */
  async type(text: string): Promise<void> {
    const box = this.quickInput.locator('input').first();
    await box.waitFor();
    await box.fill(text);
    await box.press('Enter');
  }

  /** Agrees to the name that the editor's own save dialog proposes, once it does. */
  async saveAs(file: string): Promise<void> {
    const box = this.quickInput.locator('input').first();
    await eventually(async () => assert.equal(await box.inputValue({ timeout: 1000 }), file));
    await box.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** The list is made when it opens, and a window that is young does not know every command and file yet: so open it again, ever more patiently. */
  async #pick(
    key: string,
    filter: string,
    label: string,
    // Were it given up early, a busy window would be told the same twice.
    pick = (row: Locator): Promise<void> => row.click({ timeout: 10_000 }),
  ): Promise<void> {
    const deadline = Date.now() + 45_000;
    const row = this.#row(label);
    const box = this.quickInput.locator('input').first();
    for (let patienceMs = 500; ; patienceMs = Math.min(2 * patienceMs, 4000)) {
      await this.page.keyboard.press(key);
      // It closes when something else takes the focus, as a view does that was just opened.
      const isPicked = await box
        .fill(filter, { timeout: 2000 })
        .then(() => row.waitFor({ timeout: patienceMs }))
        .then(() => pick(row))
        .then(
          () => true,
          () => false,
        );
      if (isPicked) return;
      if (Date.now() > deadline) throw new Error(`The quick input offers no “${label}”`);
      await this.page.keyboard.press('Escape');
      // A list that came late may stand there still: the next key takes its place.
      await this.quickInput.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => undefined);
    }
  }

  /** In words, what stands in the window where tests look: of a test that failed where its picture cannot be had, too. */
  async inSight(): Promise<string> {
    const parts = {
      'quick input': this.quickInput.filter({ visible: true }),
      notification: this.toasts.filter({ visible: true }),
      dialog: this.dialog(),
      tab: this.page.locator('.tabs-container .tab'),
      focus: this.page.locator(':focus'),
    };
    const said = await Promise.all(
      Object.entries(parts).map(async ([name, found]) =>
        (await found.allInnerTexts().catch(() => [])).map((text) => `${name}: ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 300)}`),
      ),
    );
    return said.flat().join('\n');
  }

  #row(label: string): Locator {
    return this.quickInput.locator('.monaco-list-row', { hasText: label }).first();
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  tab(name: string | RegExp): Locator {
    return this.page.getByRole('tab', { name }).first();
  }

  /** Also where something lies over it, as the secondary side bar does in a narrow window. */
  async showTab(tab: Locator): Promise<void> {
    await tab.dispatchEvent('mousedown', { button: 0 });
  }

  get toasts(): Locator {
    return this.page.locator('.notifications-toasts .notification-toast');
  }

  /** Notifications that stand in the corner, newest first. */
  toast(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-toast', { hasText: text }).first();
  }

  /** One notification and no second of the same text, whatever else stands in the corner. */
  async oneToast(text: string | RegExp): Promise<Locator> {
    await eventually(async () => assert.equal(await this.toasts.filter({ hasText: text }).count(), 1));
    return this.toast(text);
  }

  async answerToast(text: string | RegExp, button: string): Promise<void> {
    await this.answer(this.toast(text), button);
  }

  /** Presses a button of this one notification until it is gone: one that comes beside it moves it away under the pointer. */
  async answer(toast: Locator, button: string): Promise<void> {
    const shown = await toast.elementHandle();
    if (shown === null) throw new Error('The notification is gone');
    const deadline = Date.now() + 30_000;
    for (;;) {
      try {
        await (await shown.waitForSelector(`role=button[name="${button}"]`, { timeout: 5000 })).click({ timeout: 5000 });
        await shown.waitForElementState('hidden', { timeout: 3000 });
        return;
      } catch (error) {
        if (!(await shown.isVisible())) return;
        if (Date.now() > deadline) throw error;
      }
    }
  }

  /** Closes a notification without an answer. */
  async dismissToast(text: string | RegExp): Promise<void> {
    const toast = this.toast(text);
    await toast.hover();
    await toast
      .getByRole('button', { name: /^Clear Notification|^Hide/ })
      .first()
      .click();
    await toast.waitFor({ state: 'hidden' });
  }

  /** Opens the list of *Show Notifications*: those that are hidden from the corner stay there until they are answered. */
  async listed(text: string | RegExp): Promise<Locator> {
    await this.command('Notifications: Show Notifications');
    const notification = this.notification(text);
    await notification.waitFor();
    return notification;
  }

  /** A notification in the list that *Show Notifications* opens, where hidden ones are kept. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
  }

  /** What the badge on a view container’s icon says; undefined without one. */
  async badge(container: string): Promise<string | undefined> {
    const badge = this.page.getByRole('tab', { name: container }).locator('.badge-content').filter({ visible: true }).first();
    const text = (await badge.count()) > 0 ? await badge.textContent() : null;
    return text === null || text === '' ? undefined : text;
  }

  /** Both sides of the diff editor that is open: before and after. */
  async diffText(): Promise<readonly string[]> {
    const diff = this.page.locator('.editor-group-container.active .monaco-diff-editor');
    return Promise.all(['original', 'modified'].map((side) => shownLines(diff.locator(`.editor.${side}`))));
  }

  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** A code lens above a line. */
  lens(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  async toggleSecondarySideBar(): Promise<void> {
    await this.page.keyboard.press('Control+Alt+b');
  }

  async hideSideBar(): Promise<void> {
    await this.page.keyboard.press('Control+b');
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** The secondary side bar, where the chat is at home. */
  get chatPart(): Locator {
    return this.page.locator('.part.auxiliarybar');
  }

  /** Drags the edge of the secondary side bar until what lies in it is so wide. */
  async resizeChat(widthPx: number): Promise<void> {
    const width = async (): Promise<number> => (await boxOf(this.chatPart.locator('.pane-body').first())).width;
    const { x, y, height } = await boxOf(this.chatPart);
    await this.#drag('vertical', x, y + height / 2, async () => (await width()) - widthPx);
  }

  /** Drags the upper edge of the panel until it is so high. */
  async resizePanel(heightPx: number): Promise<void> {
    const panel = this.page.locator('.part.panel');
    const { x, y, width } = await boxOf(panel);
    await this.#drag('horizontal', y, x + width / 2, async () => (await boxOf(panel)).height - heightPx);
  }

  /** Moves the sash that is nearest to `at` by what `missing` says, until nothing is missing. `along` is a place on the sash. */
  async #drag(kind: 'vertical' | 'horizontal', at: number, along: number, missing: () => Promise<number>): Promise<void> {
    const boxes = await Promise.all(
      (await this.page.locator(`.monaco-sash.${kind}:not(.disabled)`).all()).map((sash) => sash.boundingBox()),
    );
    const middles = boxes.flatMap((box) => (box === null ? [] : [kind === 'vertical' ? box.x + box.width / 2 : box.y + box.height / 2]));
    const nearest = middles.toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    if (nearest === undefined) throw new Error('There is nothing to drag');
    const move = async (to: number): Promise<void> => {
      await this.page.mouse.move(kind === 'vertical' ? to : along, kind === 'vertical' ? along : to, { steps: 4 });
    };
    await move(nearest);
    await this.page.mouse.down();
    await move(nearest + (await missing()));
    await this.page.mouse.up();
    const rest = await missing();
    if (Math.abs(rest) > 1) throw new Error(`The sash stands ${rest} px beside where it was to go`);
  }

  /** Scrolls the active editor to a line, counted from 1. */
  async showLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.type(`:${line}`);
    // A busy window may not have understood the number yet when Enter comes.
    await eventually(async () => {
      if (await this.quickInput.isVisible()) await this.page.keyboard.press('Enter');
      await this.quickInput.waitFor({ state: 'hidden', timeout: 2000 });
    });
  }

  /** Lets the window draw what it has been told: two frames. */
  async settle(): Promise<void> {
    await this.page.mouse.move(0, 0);
    await this.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  /** Changes the theme as a person does; an edited settings file is not always noticed. */
  async colorTheme(name: string): Promise<void> {
    await this.command('Preferences: Color Theme');
    const box = this.quickInput.locator('input').first();
    await this.quickInput.locator('.monaco-list-row', { hasText: 'Dark Modern' }).first().waitFor();
    await box.fill(name);
    await this.choose(name);
    await this.quickInput.waitFor({ state: 'hidden' });
    const kind = themeKinds[name];
    if (kind !== undefined) await this.page.locator(`.monaco-workbench.${kind}`).waitFor();
  }

  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  /** The lines that the active editor shows. Long files show only a part. */
  async editorText(): Promise<string> {
    return shownLines(this.editor);
  }

  async focusEditor(): Promise<void> {
    await this.editor.locator('.view-lines').click();
  }

  /** Selects whole lines, counted from 1, of the file that is open. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+g');
    await this.type(`:${first}`);
    await this.quickInput.waitFor({ state: 'hidden' });
    // Lines of the file, also where long ones are wrapped.
    for (let line = first; line <= last; line += 1) await this.page.keyboard.press('Control+l');
  }

  /** Right-clicks the selection and picks an entry of the menu. */
  async editorMenu(entry: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: entry });
    // The text lies above the coloured ground of the selection.
    const ground = this.editor.locator('.selected-text').first();
    // An editor that was just opened draws its selection anew while its language arrives, and a click on what is gone is none.
    await eventually(async () => {
      if (!(await item.isVisible())) await ground.click({ button: 'right', force: true, timeout: 2000 });
      await item.hover({ timeout: 2000 });
      // Pressed before the pointer has chosen the entry, Enter would close the menu and do nothing.
      await this.page.locator('.action-item.focused', { has: item }).waitFor({ timeout: 2000 });
    });
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** Loads the whole window again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: 90_000 });
    const title = 'Developer: Reload Window';
    // A click on what goes away with the page may look like none, and the window would be loaded twice.
    await this.#pick('F1', `>${title}`, title, async () => {
      await this.quickInput.locator('.monaco-list-row.focused', { hasText: title }).waitFor({ timeout: 2000 });
      await this.page.keyboard.press('Enter');
    });
    await loaded;
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 90_000 });
  }
}

async function shownLines(editor: Locator): Promise<string> {
  const lines = await editor.locator('.view-line').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  // The editor draws spaces as no-break spaces.
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

async function boxOf(locator: Locator): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not shown`);
  return box;
}
