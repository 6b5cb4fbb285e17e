import * as z from 'zod';
import { type SessionEvent, type SessionEventType, sessionLogVersion } from './events.ts';
import { isSurelyAnEvent } from './quickCheck.ts';

/**
 * The door through which a log enters: every line is checked once, here. Objects are loose, because a later program of the same
 * version may add fields, and what it wrote must survive being read by this one.
 */
const id = z.string().min(1);
const count = z.number().int().nonnegative();
const text = z.string();

const effect = z.looseObject({ kind: text });
const detail = z.looseObject({ kind: text });
const picture = z.looseObject({
  blob: text,
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  label: text,
  bytes: count,
  width: count,
  height: count,
});
const mention = z.looseObject({
  kind: z.enum(['file', 'selection', 'paper', 'resource', 'prompt']),
  path: text,
  firstLine: count.optional(),
  lastLine: count.optional(),
  text: text.optional(),
  origin: z.looseObject({ kind: text, name: text }).optional(),
  picture: picture.optional(),
});
const delivery = z.enum(['steer', 'queue']);
const hint = z.enum(['identical', 'cycle', 'edits', 'arguments', 'plan', 'attempts']);
const planItem = z.looseObject({ text, status: z.enum(['open', 'doing', 'done', 'dropped']) });
const usage = z.looseObject({
  inputTokens: count,
  outputTokens: count,
  cacheReadTokens: count,
  cacheWriteTokens: count,
  isEstimated: z.boolean(),
});

const grant = z.looseObject({
  id,
  signedAtMs: z.number(),
  endsAtMs: z.number(),
  usd: z.number().nonnegative(),
  targets: z.array(text),
  folders: z.array(text),
  hosts: z.array(text),
  code: z.enum(['sandboxed', 'approved']),
});

type EventBodies = { readonly [T in SessionEventType]: z.ZodType };

const makeBodies = (): EventBodies => ({
  'session.created': z.looseObject({
    session: id,
    workspace: text,
    app: text,
    forkedFrom: z.looseObject({ session: id, event: id }).optional(),
    childOf: z.looseObject({ session: id, call: id, question: text }).optional(),
  }),
  'session.titled': z.looseObject({ title: text }),
  'session.opened': z.looseObject({ recovered: z.boolean() }),
  'session.rewound': z.looseObject({ turn: id, to: id }),
  'mode.changed': z.looseObject({ mode: z.enum(['plan', 'ask', 'auto']) }),
  'model.changed': z.looseObject({ model: text }),
  'message.queued': z.looseObject({ message: id, text, mentions: z.array(mention), delivery: delivery.optional() }),
  'message.hurried': z.looseObject({ message: id }),
  'message.steered': z.looseObject({ turn: id, message: id, text, mentions: z.array(mention) }),
  'turn.noted': z.looseObject({ turn: id, text }),
  'instructions.read': z.looseObject({ turn: id, files: z.array(z.looseObject({ path: text, text })) }),
  'hint.given': z.looseObject({ turn: id, hint, text }),
  'message.unqueued': z.looseObject({ message: id }),
  'turn.started': z.looseObject({ turn: id, message: id, text, mentions: z.array(mention) }),
  'turn.ended': z.looseObject({
    turn: id,
    end: z.enum(['done', 'stopped', 'failed', 'limit', 'refused', 'empty', 'stuck']),
    code: text.optional(),
    message: text.optional(),
    hint: text.optional(),
    account: text.optional(),
  }),
  'response.started': z.looseObject({ turn: id, response: id, model: text }),
  'response.text': z.looseObject({ response: id, text }),
  'response.thinking': z.looseObject({ response: id, text, signature: text.optional() }),
  'response.call': z.looseObject({ response: id, call: id, providerId: text, name: text, argumentsJson: text }),
  'response.ended': z.looseObject({ response: id, stop: z.enum(['end', 'calls', 'limit', 'refusal']), usage }),
  'response.superseded': z.looseObject({ response: id, code: text, message: text, answerTokens: count.optional() }),
  'tool.proposed': z.looseObject({ turn: id, call: id, tool: text, title: text, effects: z.array(effect), detail: detail.optional() }),
  'approval.asked': z.looseObject({
    approval: id,
    call: id,
    turn: id,
    title: text,
    reason: text,
    effects: z.array(effect),
    sessionScope: text.optional(),
    rule: z.looseObject({ text, matched: z.array(text), matchedCount: count }).optional(),
    command: z.array(z.looseObject({ joiner: text, words: z.array(text), redirections: z.array(text), why: text.optional() })).optional(),
    script: z.looseObject({ text, language: text }).optional(),
    cost: z.looseObject({ usd: z.number().nonnegative().optional(), text, left: text.optional() }).optional(),
    changes: z.array(z.looseObject({ what: text, before: text.optional(), after: text.optional(), since: text })).optional(),
    code: z
      .looseObject({
        hash: text,
        files: z.array(z.looseObject({ path: text, sha256: text })),
        changedSince: z.array(text).optional(),
        note: text.optional(),
      })
      .optional(),
    raises: z.looseObject({}).optional(),
    protection: text.optional(),
    group: text.optional(),
  }),
  'approval.answered': z.looseObject({
    approval: id,
    answer: z.enum(['approve', 'reject']),
    scope: z.enum(['call', 'session', 'rule']),
    by: text,
    feedback: text.optional(),
    argumentsJson: text.optional(),
  }),
  'approval.withdrawn': z.looseObject({ approval: id, why: text }),
  'approval.postponed': z.looseObject({ approval: id, call: id }),
  'call.settled': z.looseObject({
    call: id,
    outcome: z.enum(['done', 'failed', 'rejected', 'abandoned']),
    content: text,
    code: text.optional(),
    blob: text.optional(),
    detail: detail.optional(),
    origin: z.looseObject({ kind: text, name: text }).optional(),
    hidden: z.array(z.looseObject({ kind: text, excerpt: text })).optional(),
    pictures: z.array(picture).optional(),
  }),
  'tool.started': z.looseObject({ call: id, allowed: z.looseObject({ rule: text, reason: text }).optional() }),
  'tool.ended': z.looseObject({
    call: id,
    outcome: z.enum(['done', 'failed', 'rejected', 'abandoned']),
    code: text.optional(),
    blob: text.optional(),
    content: text,
    detail: detail.optional(),
    origin: z.looseObject({ kind: text, name: text }).optional(),
    hidden: z.array(z.looseObject({ kind: text, excerpt: text })).optional(),
    pictures: z.array(picture).optional(),
  }),
  'context.pruned': z.looseObject({
    turn: id,
    calls: z.array(id),
    chars: z.array(count),
    notes: text,
    usage,
    tokensBefore: count,
    tokensAfter: count,
  }),
  'context.compacted': z.looseObject({
    turn: id,
    summary: text,
    state: text,
    keepFrom: id.optional(),
    shortened: z.array(id).optional(),
    model: text,
    usage,
    tokensBefore: count,
    tokensAfter: count,
  }),
  'plan.changed': z.looseObject({ turn: id, items: z.array(planItem) }),
  'file.changed': z.looseObject({ turn: id, call: id, path: text, before: text.optional(), after: text.optional() }),
  'files.restored': z.looseObject({ turns: z.array(id), restored: z.array(text), skipped: z.array(text) }),
  'grant.signed': z.looseObject({ session: id, grant, by: text }),
  'grant.revoked': z.looseObject({ grant: id, by: text }),
  'run.linked': z.looseObject({ turn: id, call: id, run: id }),
  'sandbox.changed': z.looseObject({
    place: text,
    job: text,
    flavor: text,
    change: z.enum(['started', 'used', 'ended']),
    call: id.optional(),
    why: text.optional(),
    usdAtMost: z.number().nonnegative().optional(),
    paid: z.looseObject({ usd: z.number().nonnegative(), isEstimated: z.boolean() }).optional(),
  }),
  notice: z.looseObject({ level: z.enum(['info', 'warning', 'error']), text, code: text.optional() }),
});

let made: EventBodies | undefined;

/** What each type of event holds. Put together when a line is first checked by it: most are surely events without, and a new log has none. */
export function eventBodies(): EventBodies {
  made ??= makeBodies();
  return made;
}

const envelope = z.looseObject({ v: z.number().int().positive(), id, parent: id.nullable(), atMs: z.number(), type: text });

export type ReadEvent =
  | { readonly kind: 'event'; readonly event: SessionEvent }
  /** Written by a later version: kept in the file, not understood here. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'bad'; readonly why: string };

/** One line of a log, parsed from JSON. A type of this version that is not known is passed on as it is: projections ignore it. */
export function readEvent(value: unknown): ReadEvent {
  return isSurelyAnEvent(value) ? { kind: 'event', event: value as SessionEvent } : readBySchema(value);
}

/** The same answer by the schema alone. */
export function readBySchema(value: unknown): ReadEvent {
  const header = envelope.safeParse(value);
  if (!header.success) return { kind: 'bad', why: 'it is no event' };
  if (header.data.v > sessionLogVersion) return { kind: 'newer', version: header.data.v };
  const { type } = header.data;
  const body = isKnownType(type) ? eventBodies()[type].safeParse(value) : undefined;
  if (body?.success === false) return { kind: 'bad', why: `its ${type} has a wrong field: ${body.error.issues[0]?.path.join('.') ?? ''}` };
  return { kind: 'event', event: value as SessionEvent };
}

function isKnownType(type: string): type is SessionEventType {
  return Object.hasOwn(eventBodies(), type);
}
