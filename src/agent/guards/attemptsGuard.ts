import type { RunId } from '../../base/ids.ts';
import type { ToolDetail } from '../../base/tool.ts';
import type { SessionEvent } from '../../sessions/events.ts';
import type { Advice, Guard } from './advice.ts';

type RunDetail = Extract<ToolDetail, { readonly kind: 'run' }>;

interface FileChange {
  readonly path: string;
  readonly added: number;
  readonly removed: number;
}

/** A run that the agent started in this turn, and what it had changed since the one before. */
interface Attempt {
  readonly run: RunId;
  readonly changes: readonly FileChange[];
  readonly name: string;
  readonly state: RunDetail['state'];
  readonly error: string | undefined;
}

/**
 * Runs of one turn that fail one after the other. A run that finishes ends the count: what fails later is another matter. A run counts once
 * the model has seen how it ended.
 */
export class AttemptsGuard implements Guard {
  readonly #maxAttempts: () => number;
  #workspace = '';
  #attempts: readonly Attempt[] = [];
  #changes: readonly FileChange[] = [];
  #isHinted = false;

  constructor(maxAttempts: () => number) {
    this.#maxAttempts = maxAttempts;
  }

  apply(event: SessionEvent): void {
    switch (event.type) {
      case 'session.created':
        this.#workspace = event.workspace;
        return;
      case 'turn.started':
        this.#attempts = [];
        this.#changes = [];
        this.#isHinted = false;
        return;
      case 'hint.given':
        if (event.hint === 'attempts') this.#isHinted = true;
        return;
      case 'run.linked':
        this.#attempts = [...this.#attempts, { run: event.run, changes: this.#changes, name: '', state: undefined, error: undefined }];
        this.#changes = [];
        return;
      case 'tool.ended':
      case 'call.settled':
        if (event.outcome === 'done') this.#look(event.detail);
        return;
      default:
        return;
    }
  }

  /** Failed runs since the last one that finished. */
  get used(): number {
    return this.#attempts.filter(({ state }) => state === 'failed').length;
  }

  due(): Advice | undefined {
    const { used } = this;
    const most = this.#maxAttempts();
    if (used >= most && used > 0) return this.#stop(used);
    if (used > 0 && used === most - 1 && !this.#isHinted) return { kind: 'hint', hint: 'attempts', text: lastAttemptText(used) };
    return undefined;
  }

  /** What was tried, as Markdown: of each attempt the files changed, the run, and why it failed. From the log alone; empty when nothing failed. */
  account(): string {
    const rows = this.#attempts.map((attempt, index) => `${index + 1}. ${this.#describe(attempt)}`);
    const unproven = this.#changes.length === 0 ? [] : [`\nChanged since, and not run: ${this.#describeChanges(this.#changes)}.`];
    return this.used === 0 ? '' : [...rows, ...unproven].join('\n');
  }

  #look(detail: ToolDetail | undefined): void {
    if (detail?.kind === 'edit') this.#changes = withChange(this.#changes, detail);
    if (detail?.kind !== 'run') return;
    const at = this.#attempts.findIndex(({ run }) => run === detail.run);
    if (at >= 0 && detail.state === 'done') {
      this.#attempts = this.#attempts.slice(at + 1);
      this.#isHinted = false;
      return;
    }
    this.#attempts = this.#attempts.map((attempt) => (attempt.run === detail.run ? seen(attempt, detail) : attempt));
  }

  #stop(used: number): Advice {
    return {
      kind: 'stop',
      end: {
        end: 'limit',
        code: 'attempts',
        message: used === 1 ? 'Stopped after 1 failed run.' : `Stopped after ${used} failed runs in a row.`,
        hint: 'What was tried stands above. Say how to go on, or send “go on” for as many attempts again.',
      },
      account: this.account(),
    };
  }

  #describe({ run, name, changes, state, error }: Attempt): string {
    const what = changes.length === 0 ? 'Nothing was changed' : `Changed ${this.#describeChanges(changes)}`;
    const called = name === '' ? `run \`${run}\`` : `run “${name}” (\`${run}\`)`;
    return `${what}; ${called} ${ending(state, error)}.`;
  }

  #describeChanges(changes: readonly FileChange[]): string {
    return changes.map(({ path, added, removed }) => `\`${this.#shown(path)}\` (+${added} −${removed})`).join(', ');
  }

  #shown(path: string): string {
    const folder = `${this.#workspace}/`;
    return this.#workspace !== '' && path.startsWith(folder) ? path.slice(folder.length) : path;
  }
}

/** Several edits of one file are one change to it. */
function withChange(changes: readonly FileChange[], { path, added, removed }: FileChange): readonly FileChange[] {
  const before = changes.find((change) => change.path === path);
  if (before === undefined) return [...changes, { path, added, removed }];
  return changes.map((change) => (change === before ? { path, added: change.added + added, removed: change.removed + removed } : change));
}

function seen(attempt: Attempt, { name, state, error }: RunDetail): Attempt {
  return { ...attempt, name: name ?? attempt.name, state: state ?? attempt.state, error: error ?? attempt.error };
}

function ending(state: RunDetail['state'], error: string | undefined): string {
  switch (state) {
    case 'failed':
      return error === undefined ? 'failed, and its log does not say why' : `failed: ${code(error)}`;
    case 'stopped':
      return 'was stopped';
    case 'done':
      return 'finished';
    case 'running':
      return 'was still running when it was last looked at';
    case undefined:
      return 'was not looked at';
  }
}

/** As code, whatever backticks it holds. */
function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``;
}

function lastAttemptText(used: number): string {
  return [
    `${used === 1 ? 'A run' : `${used} runs in a row`} failed. One more attempt is left; then the work is stopped.`,
    'Before you use it: read the whole traceback with read_run, name the cause, and check what the code needs at that place (shapes, columns, names, memory) with a short command.',
    'Change the cause and nothing else. If you do not know it, do not start another run: say what failed, what you tried, and what you would need to know.',
  ].join(' ');
}
