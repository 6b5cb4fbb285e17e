import { systemErrorCode } from '../base/errors.ts';
import type { ImagePart, ToolDeclaration, UserPart } from '../base/messages.ts';
import { newId } from '../base/newId.ts';
import { wordsOf } from '../base/userPart.ts';
import type { Batches } from './answer.ts';
import { firstKnown } from './capabilities.ts';
import { contain } from './contain.ts';
import { brokenStream, ModelFailure } from './errors.ts';
import { estimatedUsage, estimateTokens } from './estimate.ts';
import { kindByText } from './failureText.ts';
import { argumentsObject, repairHistory, type Turn } from './history.ts';
import { formatModelId, type LanguageModel, type ModelEvent, type ModelId, type ModelRequest } from './model.ts';
import { holdsPictures, saysThatItDoesNotSee } from './pictures.ts';
import { stallLimitMs } from './stall.ts';
import { DeltaJoiner, withoutLoneSurrogates } from './surrogates.ts';

export type EditorMessagePart =
  | { readonly type: 'text'; readonly text: string }
  /** Behind what it shows, in the user's messages only. */
  | ImagePart
  | { readonly type: 'call'; readonly id: string; readonly name: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly type: 'result'; readonly callId: string; readonly content: string };

/** The editor knows two roles; results of calls stand in the user's messages. */
export interface EditorMessage {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly EditorMessagePart[];
}

/** What the editor's models answer with. Calls arrive whole. */
export type EditorResponsePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly id: string; readonly name: string; readonly input: unknown };

/**
 * One of the editor's own models, as `editor/` hands it in (over `vscode.lm`). Errors are those of `vscode.LanguageModelError`:
 * their `code` is `NoPermissions`, `Blocked` or `NotFound`.
 */
export interface EditorModelPort {
  readonly id: string;
  readonly vendor: string;
  readonly family: string;
  readonly name: string;
  readonly maxInputTokens: number;
  /** Whether this editor has parts that hold a picture. */
  readonly takesImages: boolean;
  sendRequest(
    messages: readonly EditorMessage[],
    tools: readonly ToolDeclaration[],
    signal: AbortSignal,
  ): Promise<AsyncIterable<EditorResponsePart>>;
}

/** The editor says nothing about usage, about why a model stopped, or about thinking. Its models count requests, not tokens. */
export function createEditorModel(port: EditorModelPort): LanguageModel {
  const id: ModelId = { provider: 'editor', name: `${port.vendor}/${port.id}` };
  const origin = formatModelId(id);
  const contextTokens = port.maxInputTokens > 0 ? port.maxInputTokens : undefined;
  let { takesImages } = port;

  async function* read(request: ModelRequest, signal: AbortSignal): Batches {
    const answer = new EditorAnswer();
    for (;;) {
      try {
        const parts = await port.sendRequest(editorMessages(request, origin, takesImages), request.tools, signal);
        for await (const part of parts) yield answer.take(part);
        break;
      } catch (error) {
        // Once more with words for pictures when the model turns out not to see.
        const isBlind = takesImages && holdsPictures(request) && error instanceof Error && saysThatItDoesNotSee(error.message);
        if (!isBlind || !answer.isEmpty) throw error;
        takesImages = false;
      }
    }
    if (answer.isEmpty) throw brokenStream(port.name, 'it was empty');
    yield [{ type: 'end', stop: answer.calls > 0 ? 'calls' : 'end', usage: estimatedUsage(request, answer.outputTokens) }];
  }

  return {
    id,
    label: port.name,
    contextTokens,
    get capabilities() {
      // The editor's API has no word for how long to think.
      return firstKnown(takesImages ? undefined : { images: false, source: 'tried' }, { contextTokens, efforts: [], source: 'listed' });
    },
    stream: (request, signal) =>
      contain(signal, {
        service: port.name,
        limits: { headersMs: stallLimitMs('editor'), bytesMs: stallLimitMs('editor') },
        read: (inner) => read(request, inner),
        failureOf: (error) => editorFailure(error, port.name),
      }),
  };
}

/** What has come of an answer. Providers of the editor’s models are extensions of anybody’s: what they send is looked at. */
class EditorAnswer {
  readonly #joiner = new DeltaJoiner();
  readonly #ids = new Set<string>();
  #outputTokens = 0;

  get calls(): number {
    return this.#ids.size;
  }

  get outputTokens(): number {
    return this.#outputTokens;
  }

  get isEmpty(): boolean {
    return this.#outputTokens === 0 && this.calls === 0;
  }

  take(part: EditorResponsePart): readonly ModelEvent[] {
    if (part.type === 'text') {
      const text = typeof part.text === 'string' ? this.#joiner.push(part.text) : '';
      this.#outputTokens += estimateTokens(text);
      return text === '' ? [] : [{ type: 'text', text }];
    }
    const index = this.calls;
    const json = argumentsText(part.input);
    const id = typeof part.id !== 'string' || part.id === '' || this.#ids.has(part.id) ? newId('call') : part.id;
    this.#ids.add(id);
    this.#outputTokens += estimateTokens(json);
    return [
      { type: 'call', index, id, name: part.name ?? '' },
      { type: 'callArguments', index, json },
    ];
  }
}

function argumentsText(input: unknown): string {
  if (input === undefined || input === null || input === '') return '{}';
  return typeof input === 'string' ? input : JSON.stringify(input);
}

/** `vendor/id` of a chosen editor model; ids may hold slashes themselves. */
export function parseEditorModelName(name: string): { readonly vendor: string; readonly id: string } {
  const slash = name.indexOf('/');
  return slash < 0 ? { vendor: name, id: '' } : { vendor: name.slice(0, slash), id: name.slice(slash + 1) };
}

function editorMessages(request: ModelRequest, origin: string, takesImages: boolean): readonly EditorMessage[] {
  const system = withoutLoneSurrogates(request.system);
  const messages: { role: EditorMessage['role']; parts: EditorMessagePart[] }[] = [];
  // There is no role for instructions: they open the conversation.
  if (system.trim() !== '') messages.push({ role: 'user', parts: [{ type: 'text', text: system }] });
  const turns = repairHistory(
    request.messages,
    (part) => part.origin === origin,
    () => takesImages,
  );
  for (const turn of turns) {
    const role = turn.role === 'assistant' ? 'assistant' : 'user';
    const last = messages.at(-1);
    // The instructions stay a message of their own, so that the beginning is the same in every request.
    if (last?.role === role && messages.length > 1) last.parts.push(...partsOf(turn));
    else messages.push({ role, parts: partsOf(turn) });
  }
  return messages;
}

function partsOf(turn: Turn): EditorMessagePart[] {
  switch (turn.role) {
    case 'user':
      return turn.parts.flatMap(userParts);
    case 'assistant':
      return turn.parts.flatMap((part): EditorMessagePart[] => {
        if (part.type === 'text') return [{ type: 'text', text: part.text }];
        return part.type === 'call' ? [{ type: 'call', id: part.id, name: part.name, input: argumentsObject(part.argumentsJson) }] : [];
      });
    case 'tool':
      return [
        ...turn.results.map(({ callId, content, isError }) => ({
          type: 'result' as const,
          callId,
          content: isError && !/^error/i.test(content) ? `Error: ${content}` : content,
        })),
        // Not every provider looks for them inside a result.
        ...turn.results.flatMap(({ images = [] }) => images.flatMap(userParts)),
      ];
  }
}

function userParts(part: UserPart): EditorMessagePart[] {
  return part.type === 'text' ? [part] : [{ type: 'text', text: wordsOf(part) }, part];
}

function editorFailure(error: unknown, name: string): ModelFailure {
  if (error instanceof ModelFailure) return error;
  switch (systemErrorCode(error)) {
    case 'NoPermissions':
      return new ModelFailure('wrong-key', `The editor was not allowed to let Practicum use ${name}.`, {
        hint: 'Send the message again and choose Allow, or run “Practicum: Choose Model”.',
        cause: error,
      });
    case 'Blocked':
      return new ModelFailure('rate-limited', `The editor blocks requests to ${name}: its quota is used up or its filter objects.`, {
        hint: 'Try later, or run “Practicum: Choose Model”.',
        cause: error,
        isTransient: false,
      });
    case 'NotFound':
      return new ModelFailure('wrong-model', `The editor no longer has the model ${name}.`, {
        hint: 'Run “Practicum: Choose Model”.',
        cause: error,
      });
    default:
      return worded(error, name);
  }
}

/** What providers report of their services has no code but words. */
function worded(error: unknown, name: string): ModelFailure {
  const said = error instanceof Error ? error.message : String(error);
  const kind = kindByText(said) ?? 'server';
  // A way out that belongs to other ways of asking a model is none here.
  const known = kind === 'wrong-key' || kind === 'unreachable' ? 'server' : kind;
  return new ModelFailure(known, `${name} failed: ${said}`, {
    hint:
      known === 'too-long'
        ? 'Start a new session, or run “Practicum: Choose Model”.'
        : 'Send the message again, or run “Practicum: Choose Model”.',
    cause: error,
  });
}
