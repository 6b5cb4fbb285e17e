/** Walks the literature around a paper and reads what fits the question, within a budget of requests and time. A later call goes on where this one ended. */
import { defined } from '../../base/defined.ts';
import { Cancelled, PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import { type PaperId, paperIdText } from '../../papers/address.ts';
import { hiddenTextOf, type Paper } from '../../papers/document.ts';
import type { PaperQuestions } from '../../papers/door.ts';
import { type Ranked, ranked } from '../../papers/literature/rank.ts';
import { type WalkPlan, walk, walkBegin, withoutFailures, worksFound } from '../../papers/literature/walk.ts';
import { foldedTitle, type Sighting, type Work } from '../../papers/literature/works.ts';
import { hostOf, paperHosts } from '../../papers/sources/hosts.ts';
import { isMissing } from '../../papers/sources/paperErrors.ts';
import type { RunServices } from '../../tools/define.ts';
import { anchorOf } from './anchor.ts';
import type { CrawlInput, CrawlState, Crawls, Unread } from './crawlState.ts';
import { onHub } from './onHub.ts';
import { hasText, recipeOf } from './recipe.ts';
import { showCrawl } from './showCrawl.ts';

/** What one call may take. Requests to arXiv stand three seconds apart, so that time is the sum of them. */
export const requestsFor = (most: number): number => 16 + 7 * most;
export const millisecondsFor = (most: number): number => 60_000 + 30_000 * most;
const mostPages = 14;
/** What cannot be read makes room for the next best, so many times. */
const triesPerPaper = 2;
/** How many papers of the first circle the first call asks about in their turn. */
const widest = 4;

class Spent extends PracticumError {
  constructor(what: string) {
    super('literature-spent', `The ${what} of this call were spent.`, { hint: 'Call again with the same anchor and question to read on.' });
  }
}

/** Throws `literature-anchor`, what the services throw where not even the anchor is known, and cancellation. */
export async function crawl(input: CrawlInput, crawls: Crawls, services: RunServices, call: ToolCall): Promise<ToolResult> {
  const meter = { requests: 0, most: requestsFor(input.most) };
  const ask = (): void => {
    if (meter.requests >= meter.most) throw new Spent('requests');
    meter.requests++;
  };
  const papers = services.papers.under(call.permit, paperHosts(services.papers.settings), ask);
  call.progress(`Looking for ${input.anchor}`);
  const anchor = await anchorOf(input.anchor, papers, call.signal);
  const state = stateOf(crawls, anchor, input);
  const before = state.last;
  const work = before.then(
    () => new Crawling({ input, anchor, state, papers, services, call, meter, ask }).go(),
    () => new Crawling({ input, anchor, state, papers, services, call, meter, ask }).go(),
  );
  state.last = work.catch(() => undefined);
  return await work;
}

function stateOf(crawls: Crawls, anchor: PaperId, { question, direction, since }: CrawlInput): CrawlState {
  const key = JSON.stringify([paperIdText(anchor), foldedTitle(question), direction, since ?? '']);
  const known = crawls.get(key);
  if (known !== undefined) return known;
  const state: CrawlState = { walk: walkBegin, calls: 0, ownReferences: [], read: new Map(), unread: new Map(), last: Promise.resolve() };
  crawls.set(key, state);
  return state;
}

interface Parts {
  readonly input: CrawlInput;
  readonly anchor: PaperId;
  readonly state: CrawlState;
  readonly papers: PaperQuestions;
  readonly services: RunServices;
  readonly call: ToolCall;
  readonly meter: { readonly requests: number; readonly most: number };
  ask(): void;
}

/** One call's work on a walk. */
class Crawling {
  readonly #parts: Parts;
  readonly #plan: WalkPlan;
  readonly #began = performance.now();
  readonly #now: string[] = [];
  readonly #deadline: AbortSignal;
  readonly #signal: AbortSignal;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { input, anchor, call } = parts;
    this.#plan = { anchor, direction: input.direction, question: input.question, since: input.since };
    this.#deadline = AbortSignal.timeout(millisecondsFor(input.most));
    this.#signal = AbortSignal.any([call.signal, this.#deadline]);
  }

  async go(): Promise<ToolResult> {
    const { input, anchor, state, call, meter } = this.#parts;
    const readBefore = new Set(state.read.keys());
    await this.#read({ key: paperIdText(anchor), id: anchor }, 'the anchor');
    await this.#walk();
    const works = this.#ranked();
    const wanted = works.filter(({ work }) => this.#isWanted(work)).slice(0, input.most * triesPerPaper);
    let read = 0;
    for (const { work } of wanted) {
      if (read === input.most || this.#isSpent()) break;
      await this.#read(work, `${read + 1} of ${Math.min(wanted.length, input.most)}: ${work.title}`);
      if (state.read.has(work.key)) read++;
    }
    call.signal.throwIfAborted();
    return showCrawl({
      input,
      anchor,
      state,
      works,
      now: this.#now,
      readBefore,
      requests: meter.requests,
      seconds: (performance.now() - this.#began) / 1000,
      whatEnded: this.#whatEnded(wanted.length),
    });
  }

  async #walk(): Promise<void> {
    const { state, papers, call, meter } = this.#parts;
    const half = Math.floor(meter.most / 2);
    state.calls++;
    state.walk = await walk(
      this.#plan,
      withoutFailures(state.walk),
      { pages: mostPages, widest: widest * state.calls },
      {
        linkPage: async (question, signal) => {
          const page = await papers.linkPage(question, signal);
          call.progress(`Walking ${paperIdText(question.id)}: ${page.links.length} ${question.which}`);
          return page;
        },
        mayAsk: () => meter.requests < half && !this.#isSpent(),
        whyNot: (error) => this.#why(error).why,
      },
      this.#signal,
    );
  }

  /** What it cites by its own list where Semantic Scholar cannot be asked. */
  #found(): readonly Work[] {
    const { state, anchor } = this.#parts;
    const isAway = state.walk.failed.has(`${paperIdText(anchor)} references`);
    const sightings = isAway ? [...state.walk.sightings, ...state.ownReferences] : state.walk.sightings;
    return worksFound(this.#plan, { ...state.walk, sightings });
  }

  /** Best first, the anchor left out: it has been read. */
  #ranked(): readonly Ranked[] {
    const { anchor, input } = this.#parts;
    const own = paperIdText(anchor);
    return ranked(
      this.#found().filter((work) => work.key !== own && !work.names.includes(own)),
      input.question,
    );
  }

  #isWanted({ key, id, isRetracted }: Work): boolean {
    const { read, unread } = this.#parts.state;
    return id !== undefined && !isRetracted && !read.has(key) && unread.get(key)?.isForNow !== false;
  }

  async #read({ key, id }: Pick<Work, 'key' | 'id'>, what: string): Promise<void> {
    const { state, papers, call, services, ask } = this.#parts;
    if (id === undefined || state.read.has(key)) return;
    call.progress(`Reading ${what}`);
    try {
      const opened = await papers.open({ kind: 'paper', id }, { signal: this.#signal });
      if (this.#isCutShort(opened.paper)) throw new Spent('requests');
      if (!hasText(opened.paper)) {
        const why = opened.paper.warnings.flatMap((warning) =>
          warning.kind === 'unread' || warning.kind === 'doubt' ? [warning.message] : [],
        );
        state.unread.set(key, { why: why.toReversed().join(' ') || 'Only its abstract could be read.', isForNow: false });
        return;
      }
      const hidden = hiddenTextOf(opened.paper);
      if (key === paperIdText(this.#parts.anchor)) state.ownReferences = referencesOf(opened.paper);
      const hub = await onHub(id, services, call, ask);
      state.read.set(key, { recipe: recipeOf(opened), hidden, ...(hub === undefined ? {} : { hub }) });
      state.unread.delete(key);
      this.#now.push(key);
    } catch (error) {
      state.unread.set(key, this.#why(error));
    }
  }

  /** No more than an abstract, because there was no request left for the rest. */
  #isCutShort(paper: { readonly sources: readonly { readonly kind: string }[] }): boolean {
    return paper.sources[0]?.kind === 'abstract' && this.#parts.meter.requests >= this.#parts.meter.most;
  }

  /** Throws what ends the call. */
  #why(error: unknown): Unread {
    if (this.#parts.call.signal.aborted) throw new Cancelled();
    if (this.#deadline.aborted) return { why: 'The time of this call was spent.', isForNow: true };
    if (this.#parts.meter.requests >= this.#parts.meter.most) return { why: 'The requests of this call were spent.', isForNow: true };
    if (!(error instanceof PracticumError)) throw error;
    return { why: error.message, isForNow: !isMissing(error) };
  }

  #isSpent(): boolean {
    const { meter, call } = this.#parts;
    return call.signal.aborted || this.#deadline.aborted || meter.requests >= meter.most;
  }

  #whatEnded(wanted: number): string | undefined {
    const { meter, services } = this.#parts;
    if (this.#deadline.aborted) return 'its time was spent';
    if (meter.requests >= meter.most) return `its ${meter.most} requests were spent`;
    return wanted === 0 ? `nothing that can be read is left around it at ${hostOf(services.papers.settings.semanticScholar)}` : undefined;
  }
}

function referencesOf({ references }: Paper): readonly Sighting[] {
  return references.flatMap(({ arxiv, doi, title, year, text }) =>
    arxiv === undefined && doi === undefined
      ? []
      : [
          {
            paper: { title: title ?? text.slice(0, 200), authors: [], ...defined({ arxiv, doi, year }) },
            depth: 1,
            contexts: [],
            intents: [],
            isInfluential: false,
          },
        ],
  );
}
