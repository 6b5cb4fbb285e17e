import * as z from 'zod';
import type { BlobHash } from '../base/ids.ts';
import type { ChatToHost } from './chat.ts';

const text = z.string().max(1_000_000);
const id = z.string().min(1).max(200);
const path = z.string().min(1).max(4096);
const line = z.number().int().positive();

const blob = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((hash) => hash as BlobHash);
const pixels = z.number().int().positive().max(100_000);
/** Of a picture that came in whole: models take less, which is said with what can be done about it. */
const pictureBytes = z.number().int().positive().max(20_000_000);

const picture = z.strictObject({
  blob,
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
  label: z.string().max(500),
  bytes: pictureBytes,
  width: pixels,
  height: pixels,
});

const mention = z.strictObject({
  kind: z.enum(['file', 'selection', 'paper', 'picture', 'resource', 'prompt']),
  label: z.string().max(500),
  path,
  text: z.string().max(64_000).exactOptional(),
  firstLine: line.exactOptional(),
  lastLine: line.exactOptional(),
  picture: picture.exactOptional(),
});

const mentions = z.array(mention).max(100);

const words = z.array(z.string().min(1).max(1000)).max(100);

const grantDraft = z.strictObject({
  hours: z.number().positive().max(168),
  usd: z.number().nonnegative().max(1_000_000),
  targets: words,
  folders: words,
  hosts: words,
  code: z.enum(['sandboxed', 'approved']),
});

/** Validates what a chat webview sends. Only the host runs it. */
export const chatMessageSchema: z.ZodType<ChatToHost> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('send'), text, mentions, delivery: z.enum(['steer', 'queue']).exactOptional() }),
  z.strictObject({ type: z.literal('sendNow'), id }),
  z.strictObject({ type: z.literal('editMessage'), message: id, text, mentions }),
  z.strictObject({ type: z.literal('regenerate'), message: id }),
  z.strictObject({ type: z.literal('fork'), message: id }),
  z.strictObject({ type: z.literal('restore'), message: id, what: z.enum(['files', 'conversation', 'both']) }),
  z.strictObject({ type: z.literal('listSessions'), query: z.string().max(500) }),
  z.strictObject({ type: z.literal('leaveSessions') }),
  z.strictObject({ type: z.literal('openSession'), session: id }),
  z.strictObject({ type: z.literal('renameSession'), session: id, title: z.string().max(500) }),
  z.strictObject({ type: z.literal('deleteSession'), session: id }),
  z.strictObject({ type: z.literal('undeleteSession'), session: id }),
  z.strictObject({ type: z.literal('exportSession'), session: id, format: z.enum(['markdown', 'json', 'claude-code', 'messages']) }),
  z.strictObject({ type: z.literal('loadOutput'), call: id }),
  z.strictObject({ type: z.literal('stop') }),
  z.strictObject({ type: z.literal('unqueue'), id }),
  z.strictObject({
    type: z.literal('answer'),
    approvals: z.array(id).min(1).max(100),
    answer: z.enum(['approve', 'reject']),
    scope: z.enum(['call', 'session', 'rule']),
    feedback: text.exactOptional(),
    script: text.exactOptional(),
  }),
  z.strictObject({ type: z.literal('openGrantForm') }),
  z.strictObject({ type: z.literal('signGrant'), draft: grantDraft }),
  z.strictObject({ type: z.literal('revokeGrant') }),
  z.strictObject({ type: z.literal('showSpending') }),
  z.strictObject({ type: z.literal('setMode'), mode: z.enum(['plan', 'ask', 'auto']) }),
  z.strictObject({ type: z.literal('chooseModel') }),
  z.strictObject({ type: z.literal('newSession') }),
  z.strictObject({ type: z.literal('findMentions'), query: z.string().max(500) }),
  z.strictObject({ type: z.literal('findCommands'), query: z.string().max(100) }),
  z.strictObject({ type: z.literal('addSelection') }),
  z.strictObject({
    type: z.literal('addPicture'),
    id,
    name: z.string().max(500),
    total: pictureBytes,
    data: z
      .string()
      .max(200_000)
      .regex(/^[A-Za-z0-9+/]*={0,2}$/),
  }),
  z.strictObject({ type: z.literal('readPicture'), path }),
  z.strictObject({ type: z.literal('choosePictures') }),
  z.strictObject({ type: z.literal('dropFiles'), uris: z.array(path).max(100) }),
  z.strictObject({ type: z.literal('loadPicture'), blob }),
  z.strictObject({ type: z.literal('openPicture'), blob, path }),
  z.strictObject({ type: z.literal('askSight') }),
  z.strictObject({ type: z.literal('loadEarlier') }),
  z.strictObject({ type: z.literal('revertTurn'), turn: id }),
  z.strictObject({ type: z.literal('openDiff'), turn: id, path }),
  z.strictObject({ type: z.literal('openCallDiff'), call: id }),
  z.strictObject({ type: z.literal('openFile'), path, line: line.exactOptional() }),
  z.strictObject({ type: z.literal('openRun'), run: id }),
  z.strictObject({ type: z.literal('openLink'), url: z.string().max(4096) }),
  z.strictObject({ type: z.literal('openPaper'), address: z.string().min(1).max(500) }),
  z.strictObject({ type: z.literal('copy'), text }),
  z.strictObject({
    type: z.literal('noticeAction'),
    command: z.enum(['setKey', 'chooseModel', 'openFolder', 'manageTrust', 'retry', 'goOn']),
  }),
]);
