/**
 * Looks for model servers on this machine, at their default ports. Only on 127.0.0.1, without a key, all at once, with little patience. To be
 * called only after the person agreed: whatever else listens there sees that somebody asked.
 */
import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { type ListedModel, modelsIn, readJson } from './choiceListing.ts';
import { noDetails, propsOfLlama, type ServerDetails, shownByOllama } from './serverDetails.ts';

export type LocalKind = 'ollama' | 'vllm' | 'lmstudio' | 'llamacpp';

export const localNames: Readonly<Record<LocalKind, string>> = {
  ollama: 'Ollama',
  vllm: 'vLLM',
  lmstudio: 'LM Studio',
  llamacpp: 'llama.cpp',
};

/** Their default ports. */
export const localPorts: Readonly<Record<LocalKind, number>> = { ollama: 11434, vllm: 8000, lmstudio: 1234, llamacpp: 8080 };

/** What was found at one port. */
export type LocalPort =
  | { readonly kind: 'nothing'; readonly port: number; readonly expected: LocalKind }
  /** It listens and does not answer, or answers as no model server does. */
  | { readonly kind: 'other'; readonly port: number; readonly expected: LocalKind; readonly said: string }
  | {
      readonly kind: 'server';
      readonly port: number;
      /** `compatible`: it speaks OpenAI’s protocol and is none of the four. */
      readonly server: LocalKind | 'compatible';
      readonly label: string;
      readonly baseUrl: string;
      readonly models: readonly ListedModel[];
    };

const patienceMs = 1_500;
/** Of one server: each may take a question of its own. */
const mostModelsAsked = 40;

/** Never rejects but with the signal’s reason. Ports that are the same are asked once. */
export async function lookForLocalServers(
  signal: AbortSignal,
  ports: Readonly<Record<LocalKind, number>> = localPorts,
): Promise<readonly LocalPort[]> {
  const found = await Promise.all(kinds.map((expected) => lookAt(expected, ports[expected], signal)));
  signal.throwIfAborted();
  return found;
}

const kinds: readonly LocalKind[] = ['ollama', 'vllm', 'lmstudio', 'llamacpp'];

/** The ports that `PRACTICUM_LOCAL_PORTS` names, such as `ollama=11435,vllm=8001`; the others are as usual. Throws `usage`. */
export function localPortsFrom(text: string | undefined): Readonly<Record<LocalKind, number>> {
  const ports = { ...localPorts };
  for (const part of (text ?? '').split(',').filter((each) => each.trim() !== '')) {
    const [name, value] = part.split('=', 2).map((word) => word.trim());
    const kind = kinds.find((known) => known === name);
    const port = Number(value);
    if (kind === undefined || !Number.isInteger(port) || port < 1 || port > 65_535)
      throw new PracticumError('usage', `“${part.trim()}” in PRACTICUM_LOCAL_PORTS is no server with its port.`, {
        hint: `Write ${kinds.join(', ')} with a port: ollama=11434,vllm=8000.`,
      });
    ports[kind] = port;
  }
  return ports;
}

/** What an attempt to ask came to. */
type Answer = { readonly kind: 'json'; readonly body: unknown } | { readonly kind: 'nothing' | 'silent' | 'no-json' };

async function lookAt(expected: LocalKind, port: number, signal: AbortSignal): Promise<LocalPort> {
  const root = `http://127.0.0.1:${port}`;
  const ask = (path: string): Promise<Answer> => askFor(`${root}${path}`, signal);
  // The list that all of them have says for most what they are; the four asked beside it each know only their own server.
  const [list, tags, studio, props] = await Promise.all([ask('/v1/models'), ask('/api/tags'), ask('/api/v0/models'), ask('/props')]);
  if ([list, tags, studio, props].every(({ kind }) => kind === 'nothing')) return { kind: 'nothing', port, expected };
  const server = (kind: LocalKind | 'compatible', models: readonly ListedModel[]): LocalPort => ({
    kind: 'server',
    port,
    server: kind,
    label: kind === 'compatible' ? `Server at port ${port}` : localNames[kind],
    baseUrl: `${root}/v1`,
    models,
  });
  const named = tags.kind === 'json' ? tagsSchema.safeParse(tags.body) : undefined;
  if (named?.success === true) return server('ollama', await ollamaModels(root, named.data.models, signal));
  const inStudio = studio.kind === 'json' ? modelsIn(studio.body) : undefined;
  if (inStudio !== undefined && inStudio.length > 0) return server('lmstudio', inStudio);
  const models = list.kind === 'json' ? modelsIn(list.body) : undefined;
  if (list.kind !== 'json' || models === undefined) return { kind: 'other', port, expected, said: otherWords(list, port, expected) };
  const owner = ownerOf(list.body);
  const state = props.kind === 'json' ? propsOfLlama(props.body) : undefined;
  if (owner === 'llamacpp' || state !== undefined)
    return server(
      'llamacpp',
      models.map((model) => loaded(model, state)),
    );
  if (owner === 'vllm') return server('vllm', models);
  return server('compatible', models);
}

function otherWords({ kind }: Answer, port: number, expected: LocalKind): string {
  const whose = `where ${localNames[expected]} would be`;
  if (kind === 'silent') return `Something listens at port ${port}, ${whose}, and does not answer.`;
  return `Something else listens at port ${port}, ${whose}: it has no list of models.`;
}

async function askFor(url: string, signal: AbortSignal, body?: unknown): Promise<Answer> {
  const limit = AbortSignal.timeout(patienceMs);
  try {
    const either = AbortSignal.any([signal, limit]);
    const answered = await readJson(url, {}, either, body);
    return answered === 'refused' ? { kind: 'no-json' } : { kind: 'json', body: answered };
  } catch (error) {
    if (limit.aborted) return { kind: 'silent' };
    return { kind: isRefusedConnection(error) ? 'nothing' : 'no-json' };
  }
}

/** `fetch failed` hides why in its cause. */
function isRefusedConnection(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL';
}

const tagsSchema = z.object({ models: z.array(z.looseObject({ name: z.string().min(1).max(200).regex(/^\S+$/) })).max(1_000) });
/** What Ollama says of each. */
async function ollamaModels(
  root: string,
  tags: readonly { readonly name: string }[],
  signal: AbortSignal,
): Promise<readonly ListedModel[]> {
  return await Promise.all(
    tags.map(async ({ name }, index) => {
      const answer = index < mostModelsAsked ? await askFor(`${root}/api/show`, signal, { model: name }) : undefined;
      const shown = answer?.kind === 'json' ? shownByOllama(answer.body) : undefined;
      return { ...noDetails, ...shown, name, price: undefined, providers: [] };
    }),
  );
}

function loaded(model: ListedModel, props: ServerDetails | undefined): ListedModel {
  if (props === undefined) return model;
  return { ...model, contextTokens: props.contextTokens, tools: props.tools ?? model.tools, images: props.images ?? model.images };
}

const ownerSchema = z.object({ data: z.array(z.looseObject({ owned_by: z.string() })).min(1) });

function ownerOf(body: unknown): string | undefined {
  return ownerSchema.safeParse(body).data?.data[0]?.owned_by;
}
