/** The way to papers: for tools under a permit, for a person with their own hand. Everything that reads is loaded at the first question. */
import { join } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import type { RequirePermit } from '../base/permit.ts';
import type { PaperQuestions, PapersDoor, PapersHost } from '../papers/door.ts';
import type { PaperWeb } from '../papers/sources/get.ts';
import { hostOf, paperHosts } from '../papers/sources/hosts.ts';
import { isThisMachine, type PaperSettings } from '../papers/sources/settings.ts';
import type { GuardedFetch } from '../web/guardedFetch.ts';
import type { WorkbenchHost } from './api.ts';

type Host = Pick<WorkbenchHost, 'papers' | 'home'> & Partial<Pick<WorkbenchHost, 'log'>>;

/** Semantic Scholar lets those that are known ask once a second. */
const scholarGapMs = 1_000;
const mostPictureBytes = 8 * 2 ** 20;

export function createPapersDoor(host: Host, require: RequirePermit): PapersDoor {
  return {
    isOpen: host.papers !== undefined,
    get settings() {
      return papersOf(host).settings();
    },
    under(permit, hosts, onRequest) {
      const check = (name: string): void => require(permit, { kind: 'lookup', host: name });
      const allow = (name: string): void => {
        check(name);
        onRequest?.();
      };
      // What is kept is nobody’s to read either without the permit to ask for it.
      const begin = (): void => hosts.forEach(check);
      begin();
      return questionsOf(host, { begin, allow, isTyped: () => false });
    },
  };
}

/** For what a person types or clicks. `typed`: a host that they named themself may lie in their own network. */
export function personalPapers(host: Host, typed?: URL): PaperQuestions {
  return questionsOf(host, {
    begin: () => undefined,
    allow: () => undefined,
    isTyped: (name) => typed !== undefined && hostOf(typed.href) === name,
  });
}

/** Services that are asked without a question to the person: those that they have set up. */
export function paperLookupHosts({ papers }: Pick<WorkbenchHost, 'papers'>): readonly string[] {
  if (papers === undefined) return [];
  try {
    return paperHosts(papers.settings());
  } catch {
    // Whoever goes there says what is wrong with the setting.
    return [];
  }
}

interface Rights {
  /** Throws where the right to ask has ended. */
  begin(): void;
  /** Throws where this host may not be asked. */
  allow(host: string): void;
  isTyped(host: string): boolean;
}

function questionsOf(host: Host, rights: Rights): PaperQuestions {
  const parts = async () => {
    rights.begin();
    const [
      { openPaper },
      arxiv,
      scholar,
      { PaperStore },
      { createTurn },
      { sleepFor },
      { parseInWorker, readersStamp },
      { createGuardedFetch },
    ] = await Promise.all([
      import('../papers/readPaper.ts'),
      import('../papers/sources/arxiv.ts'),
      import('../papers/sources/semanticScholar.ts'),
      import('../papers/sources/store.ts'),
      import('../papers/sources/turn.ts'),
      import('../papers/sources/sleep.ts'),
      import('../papers/inWorker.ts'),
      import('../web/guardedFetch.ts'),
    ]);
    const papers = papersOf(host);
    const settings = papers.settings();
    const folder = join(host.home, 'papers');
    const turn = (name: string, gapMs: number) => createTurn({ folder, name, gapMs, sleep: sleepFor });
    const arxivTurn = turn('arxiv', settings.arxivGapMs);
    const scholarTurn = turn('semantic-scholar', isThisMachine(new URL(settings.semanticScholar).hostname) ? 0 : scholarGapMs);
    const web: PaperWeb = {
      get: getterOf(papers, settings, rights, createGuardedFetch({ isOwn: rights.isTyped })),
      userAgent: papers.userAgent,
      turnFor: (url) =>
        isAt(url, settings.arxiv) || isAt(url, settings.arxivApi)
          ? arxivTurn
          : isAt(url, settings.semanticScholar)
            ? scholarTurn
            : undefined,
      sleep: sleepFor,
    };
    const store = new PaperStore({ folder, mostBytes: settings.mostBytes, onNote: (text, level) => host.log?.(level, text) });
    return { openPaper, arxiv, scholar, library: { web, settings, store }, parse: parseInWorker, readers: await readersStamp() };
  };
  return {
    async open(given, options) {
      const { openPaper, library, parse, readers } = await parts();
      return await openPaper({ ...library, parse, readers }, given, options);
    },
    async searchArxiv(query, limit, signal) {
      const { arxiv, library } = await parts();
      return await arxiv.searchArxiv(library, query, limit, signal);
    },
    async searchScholar(query, limit, signal) {
      const { scholar, library } = await parts();
      return await scholar.searchScholar(library, query, limit, signal);
    },
    async links(id, which, limit, signal) {
      const { scholar, library } = await parts();
      return await scholar.scholarLinks(library, id, which, limit, signal);
    },
    async linkPage(question, signal) {
      const { scholar, library } = await parts();
      return await scholar.scholarLinkPage(library, question, signal);
    },
    async similar(id, limit, signal) {
      const { scholar, library } = await parts();
      return await scholar.scholarSimilar(library, id, limit, signal);
    },
    async passages(query, id, limit, signal) {
      const { scholar, library } = await parts();
      return await scholar.scholarPassages(library, query, id, limit, signal);
    },
    async kept(sha256) {
      const { library } = await parts();
      return await library.store.bytesOf(sha256);
    },
    async picture(url, signal) {
      const { library } = await parts();
      const { askKept } = await import('../papers/sources/fetched.ts');
      return await askKept(library, { url, accept: 'image/*', mostBytes: mostPictureBytes }, Number.POSITIVE_INFINITY, signal);
    },
  };
}

/** Services that the person set up are asked as they are; every other address only where it leads to the public web. */
function getterOf(papers: PapersHost, settings: PaperSettings, { allow }: Rights, guarded: GuardedFetch): PaperWeb['get'] {
  const services = paperHosts(settings);
  return async (url, init) => {
    const name = hostOf(url.href);
    allow(name);
    if (!services.includes(name)) return await guarded(url, init);
    const key = isAt(url, settings.semanticScholar) ? papers.scholarKey?.() : undefined;
    const headers = { ...init.headers, ...(key === undefined ? {} : { 'x-api-key': key }) };
    // The editor puts its own, which knows the proxy, in place of Node's when it has read its settings.
    return await (papers.fetch ?? globalThis.fetch)(url, { headers, signal: init.signal, redirect: 'manual' });
  };
}

function isAt(url: URL, service: string): boolean {
  return url.host === new URL(service).host;
}

function papersOf({ papers }: Host): PapersHost {
  if (papers !== undefined) return papers;
  throw new PracticumError('no-papers', 'Papers are not set up here.', { hint: 'Go on without them.' });
}
