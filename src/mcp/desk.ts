import type { Disposable } from '../base/disposables.ts';
import type { Event } from '../base/events.ts';
import type { HiddenText } from '../base/origin.ts';
import type { Tool } from '../base/tool.ts';

/** Where a server was configured: the person's settings, a file of the workspace, `$PRACTICUM_HOME`. */
export type ConfiguredIn = 'user' | 'workspace' | 'home';

/** A program that speaks over its standard input and output. `cwd` absent: the first workspace folder, or the home of the person. */
export interface StdioServer {
  readonly kind: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  /** Values may hold `${env:NAME}` and `${input:id}`. All that the program gets beside what every program needs (`PATH`, `HOME`, …). */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Streamable HTTP. Header values may hold `${env:NAME}` and `${input:id}`; they are sent to the origin of `url` and to no other. */
export interface HttpServer {
  readonly kind: 'http';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly oauth?: OAuthClient;
}

/** An app that was registered with the server's authorization server by hand. Absent: it is registered dynamically. */
export interface OAuthClient {
  readonly clientId: string;
  /** Where the browser comes back to on this machine, where that was registered, too. */
  readonly callbackPort?: number;
  /** What is asked for, separated by spaces, in place of what the server names. */
  readonly scopes?: string;
}

export interface ServerConfiguration {
  /** As the person named it; unique among all that are configured. */
  readonly name: string;
  readonly transport: StdioServer | HttpServer;
  readonly from: ConfiguredIn;
  /** The file or setting, for people. */
  readonly file?: string;
  readonly isDisabled?: boolean;
  /** Of one call, in milliseconds. Absent: 60 s. */
  readonly timeoutMs?: number;
}

/** What could not be read of a configuration, with the next step. */
export interface ConfigurationProblem {
  readonly file: string;
  readonly text: string;
}

export interface Configurations {
  readonly servers: readonly ServerConfiguration[];
  readonly problems: readonly ConfigurationProblem[];
}

/** Secrets by key: the editor's secret storage, a file with mode 600 on the command line. */
export interface CredentialStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** What a host (the editor or the command line) brings for servers of the Model Context Protocol. */
export interface McpHost {
  /** All that is configured now. Of a workspace that is not trusted: none. */
  configurations(): Promise<Configurations>;
  readonly onDidChange: Event<void>;
  readonly credentials: CredentialStore;
  /** The value of `${input:id}`: asked for once and kept by the host; undefined: the person did not say. Absent: there is nobody to ask. */
  input?(id: string, server: string): Promise<string | undefined>;
  /** Opens a page in the person's browser. Absent: it cannot, and the address is told. */
  openExternal?(url: string): Promise<boolean>;
  /** The address under which the person's browser reaches this one of this machine's loopback. Absent: the same. */
  externalUrl?(loopback: string): Promise<string>;
}

/** Why a server asked for a sign-in. */
export interface SignInChallenge {
  /** Of the server, as it is configured. */
  readonly url: string;
  /** The `WWW-Authenticate` header of its refusal (RFC 9728 §5.1). */
  readonly wwwAuthenticate?: string;
}

/** OAuth 2.1 for servers over HTTP. Tokens are kept for one canonical resource and are handed out for no other. */
export interface SignIn {
  /** The access token for this server, renewed where it ends soon; undefined: nobody is signed in there. Asks nobody. */
  token(url: string, signal: AbortSignal): Promise<string | undefined>;
  /** After the server refused `refused`: another token that could be had without a person, or undefined. */
  renewed(challenge: SignInChallenge, refused: string | undefined, signal: AbortSignal): Promise<string | undefined>;
  /** With the person, in their browser. Throws PracticumError (`mcp-sign-in`) with the next step. */
  signIn(challenge: SignInChallenge, signal: AbortSignal): Promise<void>;
  signOut(url: string): Promise<void>;
}

/**
 * `idle`: not started yet. `connecting`: started, its lists are being read. `asks-consent`: nobody said yet that it may be started or reached.
 * `changed`: its tools are other ones than those that were agreed to, and none is offered. `failed`: see the words. `off`: by configuration or by a no.
 */
export type ServerState = 'idle' | 'connecting' | 'asks-consent' | 'needs-sign-in' | 'ready' | 'failed' | 'changed' | 'off';

/** What a person is told before a server is started or reached for the first time. */
export interface ConsentQuestion {
  /** The command line or the address, as configured: references are not resolved. */
  readonly where: string;
  readonly cwd?: string;
  /** Names only. */
  readonly env: readonly string[];
  readonly headers: readonly string[];
  /** What of the person’s own it would be given by those, in words: `HF_TOKEN of your environment`. */
  readonly given: readonly string[];
  /** How its process is confined, or that it is not. */
  readonly protection?: string;
  /** Of all that is asked: goes back with the answer, so that a yes is one to what was shown. */
  readonly shown: string;
}

/** One tool, prompt or resource template whose words are not those that were agreed to. */
export interface Reworded {
  readonly name: string;
  /** What differs: `description`, `arguments`, `annotations`, `result`. */
  readonly what: readonly string[];
  readonly before: string;
  readonly now: string;
}

/** What a server lists, against what was agreed to. The first time everything is added. */
export interface ListChange {
  readonly added: readonly { readonly name: string; readonly description: string; readonly hidden: readonly HiddenText[] }[];
  readonly removed: readonly string[];
  readonly reworded: readonly Reworded[];
  /** Characters and markup that a person would not see in those words. */
  readonly hidden: readonly HiddenText[];
  /** See ConsentQuestion. */
  readonly shown: string;
}

export interface ServerRow {
  readonly name: string;
  readonly from: ConfiguredIn;
  readonly file?: string;
  readonly transport: 'stdio' | 'http';
  /** The command line or the address, for people; no secret. */
  readonly where: string;
  readonly state: ServerState;
  /** What that means now, in a sentence. */
  readonly words: string;
  readonly nextStep?: string;
  /** As it calls itself, bounded; not to be trusted. */
  readonly serverName?: string;
  readonly tools: number;
  readonly resources: number;
  readonly prompts: number;
  /** Tools that it lists and that are not offered, and why. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
  /** With `asks-consent`. */
  readonly question?: ConsentQuestion;
  /** With `changed`. */
  readonly change?: ListChange;
  readonly protection?: string;
}

export interface PromptRow {
  readonly server: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly description: string; readonly isRequired: boolean }[];
}

export interface ResourceRow {
  readonly server: string;
  readonly uri: string;
  /** The URI has places to fill in (RFC 6570). */
  readonly isTemplate: boolean;
  readonly name: string;
  readonly description: string;
  readonly mimeType?: string;
}

/** The servers of one workspace. Nothing is started before `connect`, and nothing waits for it. */
export interface McpDesk extends Disposable {
  /** Begins, in the background, what was agreed to. Answers at once; called again, it does nothing. */
  connect(): void;
  servers(): readonly ServerRow[];
  /** Resolves when it is known of each server whether it waits for a person; begins what `connect` would. Never rejects. */
  known(): Promise<void>;
  readonly problems: readonly ConfigurationProblem[];
  /** A row, a tool, a prompt or a resource is another one. */
  readonly onDidChange: Event<void>;
  /** Of all servers that are ready, in the order in which they became so: what comes later stands behind what was there. */
  tools(): readonly Tool[];
  prompts(): readonly PromptRow[];
  resources(): readonly ResourceRow[];
  /** A prompt filled in, as one text. By the person's hand. */
  prompt(server: string, name: string, values: Readonly<Record<string, string>>, signal: AbortSignal): Promise<string>;
  /** May it be started or reached? `shown`: of the question that was answered. Throws `mcp-other-question` where it is another one by now. */
  consent(name: string, answer: 'yes' | 'no', shown: string): Promise<void>;
  /** Are its tools, as they are now, agreed to? `no` turns the server off. */
  trust(name: string, answer: 'yes' | 'no', shown: string): Promise<void>;
  /** Forgets every answer about a server, its pins and what it was signed in with. */
  forget(name: string): Promise<void>;
  /** Ends it and starts it again. Throws `mcp-unknown-server`. */
  restart(name: string): Promise<void>;
  /** With the person, in their browser; then it is connected. */
  signIn(name: string, signal: AbortSignal): Promise<void>;
  signOut(name: string): Promise<void>;
  /** The last lines of what it wrote to its standard error or sent as log messages; at most 64 KiB. */
  logTail(name: string): string;
  /** Ends all servers. */
  close(): Promise<void>;
}
