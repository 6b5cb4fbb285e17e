import * as z from 'zod';
import { efforts } from './choiceEffort.ts';
import { type Listed, type ListedEntry, listedModel } from './listedModel.ts';

/** What a local server says of a model beside the list that all of them have, at an address of its own. */
export type ServerDetails = Omit<Listed, 'price'>;

export const noDetails: ServerDetails = { contextTokens: undefined, tools: undefined, images: undefined, efforts: undefined };

const ollamaSchema = z.looseObject({
  capabilities: z.array(z.string()),
  parameters: z.string().optional().catch(undefined),
  thinking: z
    .looseObject({ values: z.array(z.unknown()) })
    .optional()
    .catch(undefined),
});

/**
 * Ollama, `POST /api/show` (docs.ollama.com, “Show model details”). It runs a model with the context that its parameters or its settings say,
 * which is often less than the model could take: only what is said for the model itself is known here. Undefined where it is another server's.
 */
export function shownByOllama(body: unknown): ServerDetails | undefined {
  const shown = ollamaSchema.safeParse(body).data;
  if (shown === undefined) return undefined;
  const can = (ability: string): boolean => shown.capabilities.includes(ability);
  const running = Number(/^num_ctx\s+(\d+)$/m.exec(shown.parameters ?? '')?.[1]);
  const named = efforts.filter((effort) => shown.thinking?.values.includes(effort) === true);
  return {
    contextTokens: running > 0 ? running : undefined,
    tools: can('tools'),
    images: can('vision'),
    // A model that thinks may have no names for how long.
    efforts: can('thinking') ? (named.length > 0 ? named : undefined) : [],
  };
}

const propsSchema = z.looseObject({
  default_generation_settings: z.looseObject({ n_ctx: z.number().int().positive() }),
  modalities: z.looseObject({ vision: z.boolean() }).optional().catch(undefined),
  chat_template_caps: z.looseObject({ supports_tools: z.boolean() }).optional().catch(undefined),
});

/** llama.cpp, `GET /props` (tools/server/README.md). It serves one model, whatever that is called. */
export function propsOfLlama(body: unknown): ServerDetails | undefined {
  const props = propsSchema.safeParse(body).data;
  if (props === undefined) return undefined;
  return {
    ...noDetails,
    contextTokens: props.default_generation_settings.n_ctx,
    tools: props.chat_template_caps?.supports_tools,
    images: props.modalities?.vision,
  };
}

const length = z.number().int().positive().optional().catch(undefined);
const studioSchema = z.looseObject({
  models: z.array(
    z.looseObject({
      key: z.string(),
      max_context_length: length,
      capabilities: z
        .looseObject({ vision: z.boolean().optional(), trained_for_tool_use: z.boolean().optional() })
        .optional()
        .catch(undefined),
      loaded_instances: z
        .array(z.looseObject({ id: z.string(), config: z.looseObject({ context_length: length }).optional() }))
        .optional()
        .catch(undefined),
    }),
  ),
});

/** LM Studio, `GET /api/v1/models` since 0.4, before it `GET /api/v0/models` (lmstudio.ai/docs/developer/rest). */
export function listedByStudio(body: unknown, name: string): ServerDetails | undefined {
  const models = studioSchema.safeParse(body).data?.models;
  if (models === undefined) return listedModel(body, name);
  const model = models.find(({ key, loaded_instances = [] }) => key === name || loaded_instances.some(({ id }) => id === name));
  if (model === undefined) return undefined;
  const loaded = model.loaded_instances?.find(({ id }) => id === name) ?? model.loaded_instances?.[0];
  return {
    ...noDetails,
    contextTokens: loaded?.config?.context_length ?? model.max_context_length,
    tools: model.capabilities?.trained_for_tool_use,
    images: model.capabilities?.vision,
  };
}

/** Asks the server itself; rejects where nothing is at a path. */
type AskServer = (path: string, body?: unknown) => Promise<unknown>;

/**
 * An entry with what its server says elsewhere, where its owner tells whose server that is: Ollama calls its own models those of the `library`, LM
 * Studio all of them those of the `organization_owner`. The entry alone where nothing more is said.
 */
export async function withDetails(listed: ListedEntry, name: string, ask: AskServer): Promise<ListedEntry> {
  const details = await detailsByOwner(listed.owner, name, ask).catch(() => undefined);
  if (details === undefined) return listed;
  return {
    ...listed,
    contextTokens: details.contextTokens ?? listed.contextTokens,
    tools: details.tools ?? listed.tools,
    images: details.images ?? listed.images,
    efforts: details.efforts ?? listed.efforts,
  };
}

async function detailsByOwner(owner: string | undefined, name: string, ask: AskServer): Promise<ServerDetails | undefined> {
  switch (owner) {
    case 'library':
      return shownByOllama(await ask('/api/show', { model: name }));
    case 'llamacpp':
      return propsOfLlama(await ask('/props'));
    case 'organization_owner':
      return listedByStudio(await ask('/api/v1/models').catch(() => ask('/api/v0/models')), name);
    default:
      return undefined;
  }
}
