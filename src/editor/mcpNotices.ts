import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { ServerRow } from '../mcp/desk.ts';
import { type ReviewPlace, review } from './mcpConsent.ts';
import { asksText, problemLine } from './mcpText.ts';
import { sayError } from './sayError.ts';
import { visibleText } from './visibleText.ts';

/** Servers come one after another when a window opens. */
const gatherMs = 800;

/** Tells the person once of each thing that waits for them, in notifications that leave the keyboard where it is. */
export class McpNotices implements Disposable {
  readonly #place: ReviewPlace;
  readonly #showAll: () => Promise<void>;
  readonly #owned = new DisposableList();
  /** What was told already: a question, a change, a failure. */
  readonly #told = new Set<string>();
  #gathering: NodeJS.Timeout | undefined;

  constructor(place: ReviewPlace, showAll: () => Promise<void>) {
    this.#place = place;
    this.#showAll = showAll;
    this.#owned.add(place.desk.onDidChange(() => this.#gather()));
    this.#gather();
  }

  dispose(): void {
    clearTimeout(this.#gathering);
    this.#owned.dispose();
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      void this.#tell().catch(sayError);
    }, gatherMs);
  }

  async #tell(): Promise<void> {
    const fresh = this.#place.desk.servers().filter((row) => keyOf(row) !== '' && !this.#told.has(keyOf(row)));
    for (const row of fresh) this.#told.add(keyOf(row));
    const asking = fresh.filter(({ state }) => state === 'asks-consent');
    const said: Promise<unknown>[] = [];
    if (asking.length > 0) said.push(this.#tellOfConsent(asking));
    for (const row of fresh) {
      if (row.state === 'changed') said.push(review(this.#place, row.name));
      if (row.state === 'needs-sign-in') said.push(this.#tellOfSignIn(row));
      if (row.state === 'failed') said.push(this.#tellOfFailure(row));
    }
    said.push(this.#tellOfProblems());
    await Promise.all(said);
  }

  async #tellOfConsent(rows: readonly ServerRow[]): Promise<void> {
    const look = 'Review…';
    const [first] = rows;
    const choice = await vscode.window.showInformationMessage(`Practicum: ${asksText(rows, this.#place.roots)}`, look, 'Not Now');
    if (choice !== look || first === undefined) return;
    if (rows.length === 1) await review(this.#place, first.name);
    else await this.#showAll();
  }

  async #tellOfSignIn({ name, where }: ServerRow): Promise<void> {
    const go = 'Sign In…';
    const choice = await vscode.window.showInformationMessage(
      `Practicum: “${visibleText(name)}” (${visibleText(where)}) wants a sign-in.`,
      go,
      'Not Now',
    );
    if (choice !== go) return;
    const { signIn } = await import('./mcpSignIn.ts');
    await signIn(this.#place.desk, name);
  }

  async #tellOfFailure({ name, words, nextStep }: ServerRow): Promise<void> {
    const show = 'Show Servers';
    const text = `Practicum: “${visibleText(name)}”: ${visibleText(words).slice(0, 300)}${nextStep === undefined ? '' : ` ${nextStep}`}`;
    if ((await vscode.window.showWarningMessage(text, show)) === show) await this.#showAll();
  }

  async #tellOfProblems(): Promise<void> {
    const { problems } = this.#place.desk;
    const key = `problems ${JSON.stringify(problems)}`;
    const [first] = problems;
    if (first === undefined || this.#told.has(key)) return;
    this.#told.add(key);
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    const show = 'Show Servers';
    const text = `Practicum: ${visibleText(problemLine(first, this.#place.roots)).slice(0, 400)}${more}`;
    if ((await vscode.window.showWarningMessage(text, show)) === show) await this.#showAll();
  }
}

/** Empty: nothing to tell. */
function keyOf({ name, state, question, change, words }: ServerRow): string {
  switch (state) {
    case 'asks-consent':
      return `${name} asks ${question?.shown ?? ''}`;
    case 'changed':
      return `${name} changed ${change?.shown ?? ''}`;
    case 'needs-sign-in':
      return `${name} sign-in`;
    case 'failed':
      return `${name} failed ${words}`;
    case 'idle':
    case 'connecting':
    case 'ready':
    case 'off':
      return '';
  }
}
