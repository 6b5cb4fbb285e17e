import type { Disposable } from '../base/disposables.ts';
import { Cancelled, describeError, PracticumError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { shownLine, usualCallMs } from './bounds.ts';
import { type CallOptions, type Connection, failureWords, isTimeout, refusalWords } from './connection.ts';
import type { ConsentQuestion, ListChange, ServerConfiguration, ServerRow, ServerState } from './desk.ts';
import type { LeftOut, Listed, ListedTool } from './listed.ts';
import { OtherQuestion, ServerGone, ServerNotReady, ServerNotStarted, ServerTooSlow, SignInNeeded, ToolWithdrawn } from './mcpErrors.ts';
import { firstLists, offeredOf } from './offered.ts';
import { PinFile, type ServerAnswers } from './pinFile.ts';
import { changeOf, hashOf, listHash, pinOf } from './pins.ts';
import { keyOf, questionOf, whereOf } from './question.ts';
import type { McpRoomParts } from './roomParts.ts';
import { type StartedServer, startServer } from './startServer.ts';
import { sentence, wordsOfState } from './stateWords.ts';
import { Tail } from './tail.ts';
import { within } from './within.ts';

/** A refusal in the server's own words: no failure of ours, and not to be read as our voice. */
export class Refused extends PracticumError {
  constructor(words: string) {
    super('mcp-refused', words);
  }
}

const usualRestartMs: readonly number[] = [1_000, 5_000, 30_000];
/** It lived so long: what was before is forgotten. */
const longLifeMs = 10 * 60_000;
/** Lists that change all the time are read so often. */
const betweenListsMs = 1_000;
/** Calls that it may leave without an answer before it is started again. */
const maxLate = 2;
const maxCallMs = 60 * 60_000;

/** One server through all that may happen to it. What it does wrong ends here. */
export class Server implements Disposable {
  readonly configuration: ServerConfiguration;
  readonly tail = new Tail();
  readonly #parts: McpRoomParts;
  readonly #pins: PinFile;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #state: ServerState = 'idle';
  #why = '';
  #hint: string | undefined;
  #question: ConsentQuestion | undefined;
  #change: ListChange | undefined;
  #challenge: string | undefined;
  #listed: Listed | undefined;
  /** Agreed to, and kept while it is started again, so that a request does not change for it. */
  #offered: readonly ListedTool[] = [];
  /** It stays so while it is started again. */
  #isAgreed = false;
  #leftOut: readonly LeftOut[] = [];
  #started: StartedServer | undefined;
  /** The attempt that is under way; another one takes its place. */
  #attempt: AbortController | undefined;
  #starting: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #relist: NodeJS.Timeout | undefined;
  #falls: number[] = [];
  /** Calls without an answer, one after another. */
  #late = 0;
  #isDisposed = false;
  readonly #asked = Promise.withResolvers<void>();
  /** Resolves when it is known whether it waits for a person before it is started. */
  readonly asked = this.#asked.promise;

  constructor(configuration: ServerConfiguration, parts: McpRoomParts) {
    this.configuration = configuration;
    this.#parts = parts;
    this.#pins = new PinFile(parts.home, keyOf(configuration, parts.roots));
  }

  get state(): ServerState {
    return this.#state;
  }

  get offered(): readonly ListedTool[] {
    return this.#offered;
  }

  /** What it lists besides tools; only of one that is agreed to. */
  get listed(): Pick<Listed, 'prompts' | 'resources'> {
    return this.#isAgreed && this.#listed !== undefined ? this.#listed : { prompts: [], resources: [] };
  }

  get row(): ServerRow {
    const { name, from, file, transport } = this.configuration;
    const { words, nextStep } = wordsOfState(this.#state, this.#why, this.#hint);
    const protection = this.#question?.protection;
    return {
      name,
      from,
      ...(file === undefined ? {} : { file }),
      transport: transport.kind,
      where: whereOf(this.configuration),
      state: this.#state,
      words,
      ...(nextStep === undefined ? {} : { nextStep }),
      ...(this.#started === undefined || this.#started.connection.serverName === ''
        ? {}
        : { serverName: this.#started.connection.serverName }),
      tools: this.#offered.length,
      resources: this.listed.resources.length,
      prompts: this.listed.prompts.length,
      leftOut: this.#leftOut,
      ...(this.#state === 'asks-consent' && this.#question !== undefined ? { question: this.#question } : {}),
      ...(this.#state === 'changed' && this.#change !== undefined ? { change: this.#change } : {}),
      ...(protection === undefined ? {} : { protection }),
    };
  }

  /** Begins anew, in the background. Never rejects. */
  start(): Promise<void> {
    this.#attempt?.abort(new Cancelled());
    clearTimeout(this.#again);
    this.#again = undefined;
    const attempt = new AbortController();
    this.#attempt = attempt;
    const before = this.#letGo();
    this.#starting = before
      .then(() => this.#run(attempt.signal))
      .catch((error: unknown) => {
        if (!attempt.signal.aborted) this.#failed(error);
      })
      .finally(() => {
        if (this.#attempt === attempt) this.#starting = undefined;
      });
    return this.#starting;
  }

  async consent(answer: 'yes' | 'no', shown: string): Promise<void> {
    const question = await questionOf(this.configuration, this.#parts);
    if (question.shown !== shown) {
      await this.start();
      throw new OtherQuestion(this.configuration.name);
    }
    await this.#write({ configuration: shown, answer });
    void this.start();
  }

  async trust(answer: 'yes' | 'no', shown: string): Promise<void> {
    const listed = this.#listed;
    if (this.#state !== 'changed' || listed === undefined || this.#change?.shown !== shown)
      throw new OtherQuestion(this.configuration.name);
    const configuration = this.#question?.shown ?? '';
    if (answer === 'no') {
      await this.#write({ configuration, answer });
      void this.start();
      return;
    }
    await this.#write({ configuration, answer, tools: listed.tools.map(pinOf) });
    this.#accept(listed);
  }

  async restart(): Promise<void> {
    this.#falls = [];
    if ((await this.#pins.read())?.answer === 'no') await this.#pins.remove();
    void this.start();
  }

  async forget(): Promise<void> {
    await this.#pins.remove();
    this.#withdraw();
    void this.start();
  }

  /** The challenge of a server that wants a sign-in. */
  get challenge(): { readonly url: string; readonly wwwAuthenticate?: string } | undefined {
    const { transport } = this.configuration;
    if (transport.kind !== 'http') return undefined;
    return { url: transport.url, ...(this.#challenge === undefined ? {} : { wwwAuthenticate: this.#challenge }) };
  }

  /** The tool as it was agreed to. Throws ToolWithdrawn. */
  requireTool(name: string, hash: string): ListedTool {
    const tool = this.#offered.find((one) => one.name === name);
    if (tool === undefined || hashOf(tool) !== hash) throw new ToolWithdrawn(this.configuration.name, name);
    return tool;
  }

  /**
   * One question to it, over at the latest when its time is. Throws Refused for what it answered with an error, Cancelled, ServerTooSlow,
   * ServerGone, SignInNeeded; whatever it does, nothing else comes out.
   */
  async ask<T>(
    what: string,
    signal: AbortSignal,
    act: (connection: Connection, options: CallOptions) => Promise<T>,
    onProgress?: (text: string) => void,
  ): Promise<T> {
    const { name } = this.configuration;
    const allMs = Math.min(Math.max(this.configuration.timeoutMs ?? usualCallMs, 100), maxCallMs);
    const endMs = performance.now() + allMs;
    const started = await this.#live(what, signal, allMs);
    try {
      const timeoutMs = Math.max(1, endMs - performance.now());
      const answer = await act(started.connection, { signal, timeoutMs, ...(onProgress === undefined ? {} : { onProgress }) });
      this.#late = 0;
      return answer;
    } catch (error) {
      if (signal.aborted) throw new Cancelled();
      if (isTimeout(error)) {
        this.#late += 1;
        if (this.#late >= maxLate && this.#started === started) this.#fell(`it left ${this.#late} calls without an answer`);
        throw new ServerTooSlow(name, what, allMs);
      }
      if (error instanceof SignInNeeded) {
        this.#failed(error);
        throw error;
      }
      const words = refusalWords(error);
      if (words !== undefined) throw new Refused(words);
      // Over HTTP nothing else tells that the line is broken.
      const why = started.exit() || failureWords(error);
      this.tail.note(describeError(error));
      if (this.#started === started) this.#fell(why);
      throw new ServerGone(name, sentence(why));
    }
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#isDisposed = true;
    this.#attempt?.abort(new Cancelled());
    this.#stopWaiting();
    await this.#letGo();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#attempt?.abort(new Cancelled());
    this.#stopWaiting();
    this.#started?.kill();
    this.#started = undefined;
    this.#changed.dispose();
  }

  #stopWaiting(): void {
    clearTimeout(this.#again);
    clearTimeout(this.#relist);
  }

  #withdraw(): void {
    this.#offered = [];
    this.#isAgreed = false;
  }

  async #letGo(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    clearTimeout(this.#relist);
    await started?.end().catch((error: unknown) => this.tail.note(describeError(error)));
  }

  async #run(signal: AbortSignal): Promise<void> {
    if (this.configuration.isDisabled === true) return this.#rest('off', 'It is switched off where it is configured.');
    if (!this.#parts.isTrusted())
      return this.#rest('idle', 'This folder is not trusted, so no server is started in it.', 'Trust the folder.');
    const question = await questionOf(this.configuration, this.#parts);
    const answers = await this.#pins.read();
    signal.throwIfAborted();
    this.#question = question;
    if (answers === undefined || answers.configuration !== question.shown) return this.#rest('asks-consent', '');
    if (answers.answer === 'no') return this.#rest('off', 'You said no to it.');
    this.#set('connecting', '');
    this.tail.note(`started ${new Date().toISOString()}`);
    const started = await startServer(this.configuration, this.#parts, this.tail, signal);
    if (signal.aborted || this.#isDisposed) {
      started.kill();
      throw new Cancelled();
    }
    this.#started = started;
    started.connection.onDidClose(() => {
      if (this.#started === started) this.#fell(started.exit());
    });
    const listed = await firstLists(started.connection, signal);
    started.connection.onDidChangeLists(() => this.#listLater(started, signal));
    if (this.#started === started) await this.#take(listed, signal);
  }

  /** What it lists now, against what was agreed to. */
  async #take(listed: Listed, signal: AbortSignal): Promise<void> {
    const answers = await this.#pins.read();
    signal.throwIfAborted();
    this.#listed = listed;
    const change = changeOf(answers?.tools, listed.tools);
    if (change !== undefined) {
      this.#change = change;
      this.#withdraw();
      this.#leftOut = listed.leftOut;
      this.#set('changed', '');
      return;
    }
    // Their yes was to the server; what it lists for the first time is held to from now on.
    if (answers !== undefined && answers.tools === undefined) {
      await this.#write({ configuration: answers.configuration, answer: 'yes', tools: listed.tools.map(pinOf) });
      signal.throwIfAborted();
    }
    this.#accept(listed);
  }

  #accept(listed: Listed): void {
    const { offered, leftOut } = offeredOf(listed);
    // The same tools stay the same objects: a request is told of them in the same bytes.
    if (listHash(offered) !== listHash(this.#offered)) this.#offered = offered;
    this.#leftOut = leftOut;
    this.#change = undefined;
    this.#isAgreed = true;
    this.#set('ready', '');
  }

  #listLater(started: StartedServer, signal: AbortSignal): void {
    if (this.#relist !== undefined) return;
    this.#relist = setTimeout(() => {
      this.#relist = undefined;
      if (this.#started !== started) return;
      started.connection
        .list(signal)
        .then((listed) => (this.#started === started ? this.#take(listed, signal) : undefined))
        .catch((error: unknown) => this.tail.note(`its lists could not be read again: ${describeError(error)}`));
    }, betweenListsMs);
  }

  /** Where it can be had within the time. */
  async #live(what: string, signal: AbortSignal, ms: number): Promise<StartedServer> {
    const { name } = this.configuration;
    if (this.#started !== undefined && this.#state === 'ready') return this.#started;
    if (this.#again !== undefined && this.#state === 'connecting') void this.start();
    if (this.#starting !== undefined) await within(this.#starting, ms, signal, () => new ServerTooSlow(name, what, ms));
    if (this.#started !== undefined && this.#state === 'ready') return this.#started;
    throw new ServerNotReady(name, this.#state);
  }

  /** It ended, or cannot be reached any more: it is started again, later each time, and not for ever. */
  #fell(why: string): void {
    this.#attempt?.abort(new Cancelled());
    void this.#letGo();
    if (this.#isDisposed) return;
    const now = performance.now();
    this.#falls = [...this.#falls.filter((atMs) => now - atMs < longLifeMs), now];
    const waitMs = (this.#parts.restartMs ?? usualRestartMs)[this.#falls.length - 1];
    this.tail.note(why === '' ? 'the line broke' : why);
    if (waitMs === undefined) {
      this.#withdraw();
      this.#set('failed', `${sentence(why)} It did so ${this.#falls.length} times.`, 'Look at its log, then restart it.');
      return;
    }
    this.#set('connecting', `${sentence(why)} It is started again.`);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      this.#again = undefined;
      void this.start();
    }, waitMs).unref();
  }

  #failed(error: unknown): void {
    const exit = this.#started?.exit() ?? '';
    void this.#letGo();
    if (this.#isDisposed) return;
    if (error instanceof SignInNeeded) {
      this.#challenge = error.wwwAuthenticate;
      this.#withdraw();
      return void this.#set('needs-sign-in', '');
    }
    const isFinal = error instanceof ServerNotStarted || (error instanceof PracticumError && error.code === 'mcp-missing-value');
    const last = this.tail.lastLine();
    // For the person, so that the server's own words may be among them.
    const own = isTimeout(error) ? failureWords(error) : shownLine(describeError(error), 300);
    const why = sentence(exit === '' ? own : exit);
    const all = last === '' ? why : `${why} Its last words: ${last.slice(0, 300)}`;
    this.tail.note(describeError(error));
    if (isFinal) {
      this.#withdraw();
      return void this.#set('failed', all, error instanceof PracticumError ? error.hint : undefined);
    }
    this.#fell(all);
  }

  #rest(state: 'off' | 'idle' | 'asks-consent', why: string, hint?: string): void {
    this.#withdraw();
    this.#leftOut = [];
    this.#listed = undefined;
    this.#set(state, why, hint);
  }

  #set(state: ServerState, why: string, hint?: string): void {
    this.#state = state;
    this.#why = why;
    this.#hint = hint;
    this.#asked.resolve();
    if (!this.#isDisposed) this.#changed.fire();
  }

  async #write(answers: Pick<ServerAnswers, 'configuration' | 'answer' | 'tools'>): Promise<void> {
    await this.#pins.write({ name: this.configuration.name, atMs: Date.now(), ...answers });
  }
}
