import * as z from 'zod';

const length = z.number().int().positive().optional().catch(undefined);
const listed = z.object({
  id: z.string(),
  /** vLLM, SGLang. */
  max_model_len: length,
  /** The Hugging Face router before its providers, OpenRouter, Groq under another name. */
  context_length: length,
  context_window: length,
  max_context_length: length,
  /** LM Studio: as the model is loaded, which may be less than it could take. */
  loaded_context_length: length,
  /** llama.cpp: `n_ctx` as the server runs it, where it says so. */
  meta: z.object({ n_ctx: length, n_ctx_train: length }).nullish().catch(undefined),
  providers: z
    .array(z.object({ provider: z.string(), status: z.string().optional(), context_length: length }))
    .nullish()
    .catch(undefined),
});
const listing = z.object({ data: z.array(z.unknown()) });

/**
 * Tokens that a model takes, from what `GET /models` says in the words of several servers; undefined where it says nothing. The name may
 * end in the provider that the Hugging Face router shall ask (`org/model:novita`); with the router's own choice the smallest one holds.
 */
export function contextLengthIn(body: unknown, name: string): number | undefined {
  const models = (listing.safeParse(body).data?.data ?? []).flatMap((entry) => listed.safeParse(entry).data ?? []);
  const [base = name, chosen] = name.split(/:(?=[^:/]*$)/);
  const model = models.find(({ id }) => id === name) ?? models.find(({ id }) => id === base);
  if (model === undefined) return undefined;
  const own = model.loaded_context_length ?? model.max_model_len ?? model.meta?.n_ctx ?? model.context_length ?? model.context_window;
  if (own !== undefined) return own;
  const providers = (model.providers ?? []).filter(({ status }) => status === undefined || status === 'live');
  const asked = providers.filter(({ provider }) => provider === chosen);
  const lengths = (asked.length > 0 ? asked : providers).flatMap(({ context_length }) => context_length ?? []);
  if (lengths.length > 0) return Math.min(...lengths);
  return model.max_context_length ?? model.meta?.n_ctx_train;
}
