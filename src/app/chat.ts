import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { Mode } from '../base/effects.ts';
import { describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import type { BlobHash, CallId, EventId, MessageId, SessionId, TurnId } from '../base/ids.ts';
import { hideSecrets } from '../base/redact.ts';
import type { ToolDetail } from '../base/tool.ts';
import type { ChatSnapshot, Delivery, MentionChip, RestoreWhat } from '../protocol/chat.ts';
import type { Mention } from '../sessions/events.ts';
import type { FileSessionLog } from '../sessions/log.ts';
import type { Chat, MessageDraft, RestoreOutcome, Sessions, WorkbenchHost } from './api.ts';
import { ChatFeed } from './chatFeed.ts';
import type { ChatSession } from './chatSession.ts';
import type { OnConflict } from './checkpoints.ts';
import type { Conversations } from './conversations.ts';
import type { MentionReader } from './mentions.ts';
import type { PictureFiles } from './pictures.ts';
import type { PromptDesk } from './promptDesk.ts';
import { type SlashCommand, type SlashSource, slashArguments } from './slash.ts';
import { messagesUpTo, type SentMessage, type TurnMessages } from './turnMessages.ts';

/** In a list under the composer. */
const mostCommands = 12;
const mostPromptChars = 64_000;

export interface ChatControllerOptions {
  readonly host: WorkbenchHost;
  readonly mentions: MentionReader;
  readonly pictures: PictureFiles;
  readonly prompts: Pick<PromptDesk, 'refresh'>;
  /** All that can stand behind a slash. */
  readonly slash: SlashSource;
  readonly sessions: Sessions;
  /** A new log that begins with what stands before this event. */
  forkLog(session: SessionId, before: EventId): Promise<FileSessionLog>;
}

/** The conversation that is shown, as the views know it. Another one can take its place: the views then take a new snapshot. */
export class ChatController implements Chat, Disposable {
  readonly sessions: Sessions;
  readonly #options: ChatControllerOptions;
  readonly #conversations: Conversations;
  readonly #feed = new ChatFeed();
  readonly #resets = new Emitter<void>();
  readonly #owned = new DisposableList();
  readonly onDidChange = this.#feed.onDidSend;
  readonly onDidReset = this.#resets.event;
  #listening = new DisposableList();

  constructor(options: ChatControllerOptions, conversations: Conversations) {
    this.sessions = options.sessions;
    this.#options = options;
    this.#conversations = conversations;
    this.#owned.add(conversations.onDidShow(() => this.#showAnother()));
    this.#listen();
  }

  get session(): SessionId {
    return this.#current.log.session;
  }

  get #current(): ChatSession {
    return this.#conversations.shown;
  }

  snapshot(): ChatSnapshot {
    // Other views follow the same deltas: what is waiting goes out to them first, and the snapshot stands behind it.
    this.#feed.flush();
    return this.#current.snapshot(this.#feed.seq);
  }

  resume(): void {
    this.#current.agent.resume();
  }

  async send(text: string, chips: readonly MentionChip[], delivery?: Delivery): Promise<void> {
    if (text.trim() === '' && chips.length === 0) return;
    // The one that is shown when it was sent, whatever is shown once the files were read.
    const session = this.#current;
    const mentions = [...(await this.#standsFor(text)), ...(await this.#readAll(chips))];
    await session.agent.send(text, mentions, delivery ?? session.delivery);
  }

  /** What can stand behind a slash and fits what is typed. */
  async commands(query: string): Promise<readonly SlashCommand[]> {
    const { slash, prompts } = this.#options;
    await prompts.refresh();
    const wanted = query.toLowerCase();
    const all = slash.list();
    const beginning = all.filter(({ name }) => name.toLowerCase().startsWith(wanted));
    return [...beginning, ...all.filter((one) => !beginning.includes(one) && one.name.toLowerCase().includes(wanted))].slice(
      0,
      mostCommands,
    );
  }

  /** A path may begin with a slash as well: what is no command stays as it was typed. Throws what the command throws. */
  async #standsFor(text: string): Promise<readonly Mention[]> {
    const [typed, name] = /^\/([\p{L}\p{N}][\p{L}\p{N}._:-]*)(?=\s|$)/u.exec(text) ?? [];
    if (typed === undefined || name === undefined) return [];
    const { slash, prompts } = this.#options;
    await prompts.refresh();
    const command = slash.list().find((one) => one.name === name);
    if (command === undefined) return [];
    const { text: words, origin } = await slash.expand(
      name,
      slashArguments(command, text.slice(typed.length)),
      AbortSignal.timeout(30_000),
    );
    return [
      { kind: 'prompt', path: typed, text: hideSecrets(words).slice(0, mostPromptChars), ...(origin === undefined ? {} : { origin }) },
    ];
  }

  stop(): void {
    this.#current.agent.stop().catch((error: unknown) => this.#options.host.log('error', describeError(error)));
  }

  async unqueue(id: string): Promise<void> {
    const message = this.#queued(id);
    if (message !== undefined) await this.#current.agent.unqueue(message);
  }

  async sendNow(id: string): Promise<void> {
    const message = this.#queued(id);
    if (message !== undefined) await this.#current.agent.hurry(message);
  }

  async editMessage(message: string, text: string, chips: readonly MentionChip[]): Promise<void> {
    if (text.trim() === '' && chips.length === 0)
      throw new PracticumError('empty-message', 'The message is empty.', { hint: 'Write something in its place.' });
    const session = this.#idle('Messages can be changed');
    const { turn, messages } = this.#find(session, message);
    const changed = { text, mentions: [...(await this.#standsFor(text)), ...(await this.#readAll(chips))] };
    await sendInstead(session, turn, [...messages.slice(0, -1), changed]);
  }

  async regenerate(message: string): Promise<void> {
    const session = this.#idle('Messages can be sent again');
    const { turn, messages } = this.#find(session, message);
    await sendInstead(session, turn, messages);
  }

  async fork(message: string): Promise<MessageDraft> {
    const { log, transcript } = this.#current;
    const before = this.#find(this.#current, message);
    await log.flush();
    await this.#conversations.showLog(() => this.#options.forkLog(log.session, before.begin));
    return draftOf(before.messages, (mention) => transcript.names.chip(mention));
  }

  async restore(message: string, what: RestoreWhat, onConflict: OnConflict): Promise<RestoreOutcome> {
    const session = this.#idle('The files or the conversation can go back');
    // Files can go back to before a message that the conversation no longer holds; the conversation itself cannot.
    const found = this.#find(session, message, what === 'files' ? session.log.events : session.log.branch);
    const { names } = session.transcript;
    // The conversation goes first, so that what is said about the files stands in what is shown from now on.
    if (what !== 'files') await session.agent.rewind(found.turn);
    const files = what === 'conversation' ? undefined : await session.checkpoints.restoreTo(found.turn, onConflict);
    return {
      restored: files?.restored ?? [],
      conflicts: files?.conflicts ?? [],
      unable: files?.unable ?? [],
      message: what === 'files' ? undefined : draftOf(found.messages, (mention) => names.chip(mention)),
    };
  }

  async openSession(session: SessionId): Promise<void> {
    await this.#conversations.show(session);
  }

  async newSession(): Promise<void> {
    await this.#conversations.showNew();
  }

  async loadOutput(call: string): Promise<void> {
    const session = this.#current;
    const item = session.transcript.item(call);
    if (item?.kind !== 'tool' || item.isCold !== true) return;
    const ended = await session.log.recall(item.id as CallId);
    if (ended === undefined) throw new PracticumError('no-such-call', 'The log holds no result of this call.');
    session.show(session.transcript.warm(ended));
  }

  async setMode(mode: Mode): Promise<void> {
    await this.#current.agent.setMode(mode);
  }

  async revertTurn(turn: string): Promise<void> {
    const session = this.#idle('Changes can be taken back');
    const known = turnOf(session, turn);
    if (known !== undefined) await session.checkpoints.revert(known);
  }

  async retry(): Promise<void> {
    const { agent, log } = this.#current;
    const last = log.branch.findLast((event) => event.type === 'turn.started');
    if (last?.type === 'turn.started' && !agent.isWorking) await agent.send(last.text, last.mentions);
  }

  async addPicture(bytes: Uint8Array, name: string): Promise<MentionChip> {
    const { chipOfPicture, keepPicture } = await import('./pictures.ts');
    const picture = await keepPicture(this.#options.pictures.blobs, bytes, name);
    return chipOfPicture(picture, picture.label, picture.label);
  }

  async readPicture(path: string): Promise<MentionChip> {
    const { chipOfPicture, readPicture } = await import('./pictures.ts');
    const { names } = this.#current.transcript;
    return chipOfPicture(await readPicture(this.#options.pictures, path), path, names.label(path));
  }

  async picture(blob: string): ReturnType<Chat['picture']> {
    const { shownPicture } = await import('./pictures.ts');
    return await shownPicture(this.#options.pictures.blobs, blob as BlobHash);
  }

  async sight(): ReturnType<Chat['sight']> {
    const { host } = this.#options;
    // What stands in the way of a model is said when a message is sent to it.
    const [main, other] = [await host.model().catch(() => undefined), await host.model('analysis').catch(() => undefined)];
    const sees = main?.capabilities?.images !== false;
    const describer = sees || other?.capabilities?.images !== true ? undefined : other.label;
    return { model: host.modelLabel() ?? '', sees, ...(describer === undefined ? {} : { describer }) };
  }

  earlierItems(): ReturnType<Chat['earlierItems']> {
    return this.#current.earlierItems();
  }

  async changedFile(turn: string, path: string): ReturnType<Chat['changedFile']> {
    const known = turnOf(this.#current, turn);
    if (known === undefined) throw new PracticumError('no-such-change', `${path} was not changed in that turn.`);
    return await this.#current.checkpoints.fileOf(known, path);
  }

  callDetail(call: string): ToolDetail | undefined {
    const item = this.#current.transcript.item(call);
    return item?.kind === 'tool' ? item.detail : undefined;
  }

  dispose(): void {
    this.#owned.dispose();
    this.#listening.dispose();
    this.#feed.dispose();
    this.#resets.dispose();
  }

  #showAnother(): void {
    this.#listening.dispose();
    this.#listen();
    this.#reset();
  }

  #listen(): void {
    this.#listening = new DisposableList();
    this.#listening.add(this.#current.onDidChange((ops) => this.#feed.push(ops)));
    this.#listening.add(this.#current.onDidRebuild(() => this.#reset()));
  }

  #reset(): void {
    this.#feed.drop();
    this.#resets.fire();
  }

  #idle(what: string): ChatSession {
    const session = this.#current;
    if (!session.agent.isWorking) return session;
    throw new PracticumError('busy', `${what} once the agent has finished.`, { hint: 'Stop it first, or wait.' });
  }

  #find({ log }: ChatSession, message: string, events = log.branch): TurnMessages {
    const found = messagesUpTo(events, message);
    if (found !== undefined) return found;
    throw new PracticumError('no-such-message', 'This message is no longer part of the conversation.', {
      hint: 'The conversation went back to before it.',
    });
  }

  #queued(id: string): MessageId | undefined {
    return this.#current.agent.queue.find((queued) => queued.id === id)?.id;
  }

  #readAll(chips: readonly MentionChip[]): Promise<readonly Mention[]> {
    // What a command stands for is looked up anew.
    return Promise.all(chips.filter(({ kind }) => kind !== 'prompt').map((chip) => this.#read(chip)));
  }

  /** What cannot be read any more is attached by its place: the person's message is not lost over it. */
  async #read(chip: MentionChip): Promise<Mention> {
    try {
      return await this.#options.mentions(chip);
    } catch (error) {
      this.#options.host.log('warn', `${chip.label} could not be attached. ${describeError(error)}`);
      const { label: _, picture: __, kind, ...place } = chip;
      return { kind: kind === 'picture' ? 'file' : kind, ...place };
    }
  }
}

/**
 * The first message begins the turn anew; what was said in the middle of it is said in the middle again. What waits in the queue, because the
 * person stopped the work before it was taken up, goes behind.
 */
async function sendInstead({ agent }: ChatSession, turn: TurnId, messages: readonly SentMessage[]): Promise<void> {
  await agent.rewind(turn);
  const waiting = [...agent.queue];
  for (const { id } of waiting) await agent.unqueue(id);
  for (const { text, mentions } of messages) await agent.send(text, mentions, 'steer');
  for (const { text, mentions } of waiting) await agent.send(text, mentions);
}

function draftOf(messages: readonly SentMessage[], chip: (mention: Mention) => MentionChip): MessageDraft {
  return { text: messages.map(({ text }) => text).join('\n\n'), mentions: messages.flatMap(({ mentions }) => mentions.map(chip)) };
}

function turnOf({ log }: ChatSession, turn: string): TurnId | undefined {
  const known = log.events.find((event) => event.type === 'turn.started' && event.turn === turn);
  return known?.type === 'turn.started' ? known.turn : undefined;
}
