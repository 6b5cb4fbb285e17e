import { z } from 'zod';

/** One answer of the scripted model: words, calls with their arguments as text, or a failure of the service. */
const step = z.looseObject({
  content: z.string().nullish(),
  tool_calls: z.array(z.looseObject({ id: z.string(), name: z.string(), arguments: z.string() })).optional(),
  finish_reason: z.string().optional(),
  error: z.string().optional(),
});
export type ScriptedStep = z.infer<typeof step>;

const toolScript = z.looseObject({
  output: z.string().default('ok'),
  ok: z.boolean().default(true),
  /** The person stops the work while the tool runs. */
  cancel_session: z.boolean().default(false),
});
export type ToolScript = z.infer<typeof toolScript>;

const answer = z.looseObject({
  tool_call_id: z.string(),
  approved: z.boolean(),
  feedback: z.string().nullish(),
  edited_script: z.string().nullish(),
});
export type ScriptedAnswer = z.infer<typeof answer>;

/** What is done to the loop, one after the other. An operation is named by its key. */
const op = z.looseObject({ user_input: z.string().optional(), exec_approval: z.array(answer).optional() });
export type Op = z.infer<typeof op>;

const planItem = z.looseObject({ id: z.string(), content: z.string(), status: z.string() });
export type ReferencePlanItem = z.infer<typeof planItem>;

export const scenarioInput = z.looseObject({
  llm: z.array(step),
  ops: z.array(op),
  tools: z.record(z.string(), z.union([toolScript, z.array(toolScript)])).default({}),
  plan: z.array(planItem).default([]),
  config: z
    .looseObject({
      yolo_mode: z.boolean().default(false),
      max_iterations: z.number().default(300),
      confirm_cpu_jobs: z.boolean().default(true),
    })
    .prefault({}),
});
export type ScenarioInput = z.infer<typeof scenarioInput>;

const message = z.looseObject({
  role: z.string(),
  content: z.unknown(),
  tool_calls: z.array(z.looseObject({ id: z.string() })).optional(),
  tool_call_id: z.string().optional(),
});
export type ReferenceMessage = z.infer<typeof message>;

export const scenarioExpect = z.looseObject({
  events: z.array(
    z.looseObject({ type: z.string(), id: z.string().optional(), ok: z.boolean().optional(), final_response: z.string().nullish() }),
  ),
  history: z.array(message),
  pending_approval: z.array(z.string()).default([]),
  llm_calls: z.number(),
  tools_executed: z.array(z.tuple([z.string(), z.unknown()])),
});
export type ScenarioExpect = z.infer<typeof scenarioExpect>;
