import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { InvariantBroken } from '../base/errors.ts';
import type { HubHost } from '../hub/door.ts';
import type { HubKeep, HubSession } from './hubKeep.ts';
import type { KeyStore } from './keys.ts';
import { saySuccess } from './saySuccess.ts';
import { onDidChangeSetting } from './settings.ts';

/** What is loaded when somebody asks for the account, and not before. */
interface Parts {
  readonly keep: HubKeep;
  readonly host: HubHost;
}

/** Hugging Face among the accounts of the editor. One session at a time, for the Hub that is set. */
export class HubAccount implements vscode.AuthenticationProvider, Disposable {
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>());
  readonly onDidChangeSessions = this.#changed.event;
  readonly #store: KeyStore;
  readonly #userAgent: string;
  readonly #log: vscode.LogOutputChannel;
  #parts: Promise<Parts> | undefined;
  /** As the editor was told last. */
  #told: vscode.AuthenticationSession | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(store: KeyStore, { secrets, extension }: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    const { version }: { readonly version?: unknown } = extension.packageJSON;
    this.#userAgent = `practicum/${String(version)}`;
    this.#store = store;
    this.#log = log;
    // Another window, or *Forget API Keys*.
    this.#owned.add(secrets.onDidChange(({ key }) => void (key.startsWith('practicum.key.huggingface@') && this.#tell())));
    this.#owned.add(onDidChangeSetting(['practicum.hub.endpoint'], () => void this.#tell()));
  }

  /** For the workbench, and for the choice of who pays. */
  parts(): Promise<Parts> {
    this.#parts ??= this.#load();
    return this.#parts;
  }

  async getSessions(): Promise<vscode.AuthenticationSession[]> {
    const { keep, host } = await this.parts();
    const found = await keep.session(host.endpoints().hub);
    this.#told = found === undefined ? undefined : sessionOf(found);
    return this.#told === undefined ? [] : [this.#told];
  }

  /** Asks the person. Scopes are those of the token that they choose: nobody can ask the Hub for others. */
  async createSession(): Promise<vscode.AuthenticationSession> {
    const { keep } = await this.parts();
    const { signIn } = await import('./hubSignIn.ts');
    const { name, token } = await signIn(keep, this.#userAgent);
    saySuccess(`Signed in to Hugging Face as ${name} (${[token.role, ...token.scopes].join('; ')})`);
    await this.#tell();
    const [session] = await this.getSessions();
    if (session === undefined) throw new InvariantBroken('The session ended at once.');
    return session;
  }

  async removeSession(): Promise<void> {
    const { keep, host } = await this.parts();
    await keep.forget(host.endpoints().hub);
    await this.#tell();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #load(): Promise<Parts> {
    const { createEditorHubHost, createHubKeep } = await import('./hubHost.ts');
    const keep = createHubKeep(this.#store, this.#userAgent);
    return { keep, host: createEditorHubHost(keep, this.#userAgent) };
  }

  /** Tells the editor what is different from what it knows, one after the other. Who never asked need not be told. */
  #tell(): Promise<void> {
    if (this.#parts === undefined) return this.#telling;
    this.#telling = this.#telling
      .then(async () => {
        const before = this.#told;
        const [now] = await this.getSessions();
        if (before?.accessToken === now?.accessToken && before?.id === now?.id) return;
        const same = before !== undefined && before.id === now?.id;
        this.#changed.fire({
          added: now === undefined || same ? [] : [now],
          removed: before === undefined || same ? [] : [before],
          changed: same && now !== undefined ? [now] : [],
        });
      })
      .catch((error: unknown) => this.#log.error(error instanceof Error ? error : String(error)));
    return this.#telling;
  }
}

function sessionOf({ id, user, scopes, token }: HubSession): vscode.AuthenticationSession {
  return { id, accessToken: token, account: { id: user, label: user }, scopes: [...scopes] };
}
