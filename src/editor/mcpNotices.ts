import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { ServerRow } from '../mcp/desk.ts';
import { type ReviewPlace, review, rowOf, saySettled } from './mcpConsent.ts';
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
    this.#owned.add(
      place.desk.onDidChange(() => {
        place.toasts.hideSettled();
        this.#gather();
      }),
    );
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
    const choice = await this.#show(rows, () =>
      vscode.window.showInformationMessage(`Practicum: ${asksText(rows, this.#place.roots)}`, look, 'Not Now'),
    );
    if (choice !== look || first === undefined) return;
    // The list says of each how it stands now.
    if (rows.length > 1) await this.#showAll();
    else if (this.#isAsTold(first)) await review(this.#place, first.name);
    else saySettled(first.name, rowOf(this.#place.desk, first.name));
  }

  async #tellOfSignIn(row: ServerRow): Promise<void> {
    const { desk } = this.#place;
    const { name, where } = row;
    const go = 'Sign In…';
    const choice = await this.#show([row], () =>
      vscode.window.showInformationMessage(`Practicum: “${visibleText(name)}” (${visibleText(where)}) wants a sign-in.`, go, 'Not Now'),
    );
    if (choice !== go) return;
    if (!this.#isAsTold(row)) return saySettled(name, rowOf(desk, name));
    const { signIn } = await import('./mcpSignIn.ts');
    await signIn(desk, name);
  }

  async #tellOfFailure(row: ServerRow): Promise<void> {
    const { name, words, nextStep } = row;
    const show = 'Show Servers';
    const text = `Practicum: “${visibleText(name)}”: ${visibleText(words).slice(0, 300)}${nextStep === undefined ? '' : ` ${nextStep}`}`;
    if ((await this.#show([row], () => vscode.window.showWarningMessage(text, show))) === show) await this.#showAll();
  }

  /** Of use as long as all of it is still so. */
  async #show<T>(rows: readonly ServerRow[], show: () => Thenable<T>): Promise<T> {
    return await this.#place.toasts.show(() => rows.every((row) => this.#isAsTold(row)), show);
  }

  #isAsTold(row: ServerRow): boolean {
    const now = rowOf(this.#place.desk, row.name);
    return now !== undefined && keyOf(now) === keyOf(row);
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
