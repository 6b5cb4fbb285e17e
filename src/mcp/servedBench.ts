/** What a server of the Model Context Protocol offers, without the protocol: `serve` puts it on the wire, `cli` fills it in. */
import type { Disposable } from '../base/disposables.ts';
import type { ImagePart } from '../base/messages.ts';
import type { Origin } from '../base/origin.ts';

/** JSON Schema of an object. */
export interface SchemaOfObject {
  readonly type: 'object';
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: SchemaOfObject;
  /** Of `data` in its results; absent: they hold words only. */
  readonly outputSchema?: SchemaOfObject;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

export interface ServedResult {
  readonly text: string;
  readonly isError?: boolean;
  readonly images?: readonly ImagePart[];
  readonly data?: Readonly<Record<string, unknown>>;
  readonly origin?: Origin;
}

export interface ServedResource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  /** When it last changed, in milliseconds since 1970. */
  readonly changedMs?: number;
}

export interface ServedTemplate {
  /** RFC 6570. */
  readonly uriTemplate: string;
  readonly name: string;
  readonly description: string;
}

export interface ServedPrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly { readonly name: string; readonly description: string; readonly required: boolean }[];
}

/** One request of the client. */
export interface ServedCall {
  readonly signal: AbortSignal;
  progress(text: string): void;
  /** As the client calls itself; its word alone. */
  readonly client: string;
  /** Asks the person through the client, until the signal aborts. Undefined: the client has no way to ask. */
  ask(question: string, signal: AbortSignal): Promise<boolean | undefined>;
}

export interface ServedBench {
  readonly name: string;
  readonly version: string;
  readonly instructions: string;
  readonly prompts: readonly ServedPrompt[];
  readonly templates: readonly ServedTemplate[];
  /** Folders that the client works in, as it says; undefined: it does not say. Called before anything else, and when they change. */
  setRoots(uris: readonly string[] | undefined): Promise<void>;
  tools(): Promise<readonly ServedTool[]>;
  /** Undefined: there is no such tool. Never rejects for what the model that called can mend: that is a result with `isError`. */
  call(name: string, input: unknown, call: ServedCall): Promise<ServedResult | undefined>;
  resources(): Promise<readonly ServedResource[]>;
  /** Undefined: there is none at this address. */
  read(uri: string, call: ServedCall): Promise<ServedResult | undefined>;
  /** What to put before the model. Undefined: there is no such prompt. Throws PracticumError for an argument that is missing. */
  prompt(name: string, given: Readonly<Record<string, string>>): string | undefined;
  /** Values of an argument that begin like this. */
  complete(argument: string, begun: string): Promise<readonly string[]>;
  /** The address of the resource that changed. */
  onDidChange(listener: (uri: string) => void): Disposable;
  onDidChangeList(listener: () => void): Disposable;
  warn(text: string): void;
}
