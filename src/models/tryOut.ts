import type { ImagePart } from '../base/messages.ts';
import type { Capabilities, LanguageModel, ModelError, ModelEvent, ModelRequest } from './model.ts';

/** A square of plain red, 48 pixels wide. */
const red: ImagePart = {
  type: 'image',
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAIAAADYYG7QAAAANklEQVR42u3OQQ0AAAgAoetfWls4H2wEoKlXEhISEhISEhISEhISEhISEhISEhISEhISEhK6s98T93mKDkyKAAAAAElFTkSuQmCC',
  label: 'A square',
  width: 48,
  height: 48,
};

const callTool: ModelRequest = {
  system: 'You check whether tools can be called. Answer with a call of the tool `ready` and nothing else.',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Call the tool `ready` with the word “yes”.' }] }],
  tools: [
    {
      name: 'ready',
      description: 'Says that the model can call tools.',
      inputSchema: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
    },
  ],
  maxOutputTokens: 1_024,
  effort: 'low',
};

const nameColour: ModelRequest = {
  system: 'You check whether pictures can be seen. Answer with one word.',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Which colour fills this picture? If you see none, say “none”.' }, red] }],
  tools: [],
  maxOutputTokens: 1_024,
};

/** The requests of a trial, so that what they may cost can be promised before. */
export const trials: readonly ModelRequest[] = [callTool, nameColour];

/**
 * What the model shows that it can do: it calls a tool, it sees a colour, and what it refuses of an effort is read. Of pictures it is asked only
 * where nobody says it. Rejects with the model's failure where nothing can be tried: no connection, no credit, a wrong key or name.
 */
export async function tryOut(model: LanguageModel, known: Capabilities, signal: AbortSignal): Promise<Partial<Capabilities>> {
  const called = await ask(model, callTool, signal);
  const tools = 'error' in called ? (isAboutTools(called.error) ? false : undefined) : called.events.some(({ type }) => type === 'call');
  if ('error' in called && tools === undefined) throw called.error;
  const images = known.images ?? (await sees(model, signal));
  return { tools, images, efforts: model.capabilities?.efforts, source: 'tried' };
}

async function sees(model: LanguageModel, signal: AbortSignal): Promise<boolean | undefined> {
  const named = await ask(model, nameColour, signal);
  // A model that was found to see none was told in words.
  if (model.capabilities?.images === false) return false;
  if ('error' in named) return undefined;
  return /\bred\b/i.test(named.events.map((event) => (event.type === 'text' ? event.text : '')).join(''));
}

type Outcome = { readonly events: readonly ModelEvent[] } | { readonly error: ModelError };

async function ask(model: LanguageModel, request: ModelRequest, signal: AbortSignal): Promise<Outcome> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, signal)) {
    if (event.type === 'failed') return { error: event.error };
    events.push(event);
  }
  return { events };
}

/** Ollama: “does not support tools”; vLLM: “"auto" tool choice requires --enable-auto-tool-choice”. */
function isAboutTools({ kind, message }: ModelError): boolean {
  return (kind === 'bad-request' || kind === 'wrong-model') && /\btools?\b|tool[_ -]choice|function.?call/i.test(message);
}
