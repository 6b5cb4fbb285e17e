/** Discussions and pull requests of repositories. */
import type { Exchange } from '../exchange.ts';
import { needText, textOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { type Route, route } from '../routes.ts';
import type { Commit, FileEntry, Repo } from './repo.ts';
import { idOf, kindOf, type Repos } from './repos.ts';

type Status = 'open' | 'closed' | 'merged' | 'draft';

interface Event {
  readonly id: string;
  readonly type: 'comment' | 'status-change' | 'title-change' | 'commit';
  readonly author: { readonly name: string };
  readonly createdAt: string;
  data: Readonly<Record<string, unknown>>;
}

interface Discussion {
  readonly num: number;
  title: string;
  status: Status;
  readonly author: string;
  readonly createdAt: string;
  readonly isPullRequest: boolean;
  /** The commit from which a pull request starts. */
  readonly base: string;
  mergeCommitId?: string;
  readonly events: Event[];
}

const perPage = 10;
const permission = 'discussion.write';

export class Discussions {
  readonly #repos: Repos;
  readonly #baseUrl: () => string;
  readonly #merged: (repo: Repo) => void;
  readonly #of = new Map<string, Discussion[]>();

  constructor(repos: Repos, baseUrl: () => string, merged: (repo: Repo) => void) {
    this.#repos = repos;
    this.#baseUrl = baseUrl;
    this.#merged = merged;
  }

  open(repo: Repo, asked: { title: string; description: string; author: string; isPullRequest: boolean }): Discussion {
    const list = this.#list(repo);
    const discussion: Discussion = {
      num: list.length + 1,
      title: asked.title,
      status: asked.isPullRequest ? 'draft' : 'open',
      author: asked.author,
      createdAt: this.#repos.date(),
      isPullRequest: asked.isPullRequest,
      base: repo.head.id,
      events: [],
    };
    this.#say(discussion, asked.author, asked.description);
    list.push(discussion);
    if (asked.isPullRequest) repo.refs.set(`refs/pr/${discussion.num}`, repo.head.id);
    return discussion;
  }

  openPullRequest(repo: Repo, title: string, description: string, author: string): { readonly ref: string; readonly url: string } {
    const discussion = this.open(repo, { title, description, author, isPullRequest: true });
    discussion.status = 'open';
    return { ref: `refs/pr/${discussion.num}`, url: `${this.#baseUrl()}${repo.page}/discussions/${discussion.num}` };
  }

  committed(repo: Repo, ref: string): void {
    const discussion = this.#list(repo).find(({ num }) => ref === `refs/pr/${num}`);
    if (discussion === undefined) return;
    const commit = repo.commitAt(ref);
    this.#add(discussion, commit.author, 'commit', { subject: commit.title, oid: commit.id });
  }

  routes(): readonly Route[] {
    const all = '/api/:kinds(models|datasets|spaces)/:owner/:name/discussions';
    const { accounts } = this.#repos;
    /** Whoever may read may speak. */
    const speak = (exchange: Exchange): { repo: Repo; author: string } => {
      const repo = this.#repos.needRead(exchange);
      const { user } = accounts.need(exchange);
      accounts.needWrite(exchange, user.name, permission);
      return { repo, author: user.name };
    };
    return [
      route(`GET ${all}`, (exchange) => this.#sendList(exchange)),
      route(`POST ${all}`, async (exchange) => {
        const { repo, author } = speak(exchange);
        const asked = await exchange.json();
        const title = needText(asked, 'title');
        if (title.length < 3) throw new Refusal(400, 'The title of a discussion has at least 3 characters');
        const isPullRequest = asked['pullRequest'] === true;
        const { num } = this.open(repo, { title, description: textOf(asked['description']) ?? '', author, isPullRequest });
        exchange.send(200, { num, pullRequest: isPullRequest });
      }),
      route(`GET ${all}/:num`, (exchange) => {
        const repo = this.#repos.needRead(exchange);
        exchange.send(200, this.#details(repo, this.#find(repo, exchange), exchange.isAsked('diff')));
      }),
      route(`POST ${all}/:num/comment`, async (exchange) => {
        const { repo, author } = speak(exchange);
        const comment = needText(await exchange.json(), 'comment');
        exchange.send(200, { newMessage: this.#say(this.#find(repo, exchange), author, comment) });
      }),
      ...['POST', 'PATCH'].flatMap((method) => [
        route(`${method} ${all}/:num/title`, async (exchange) => {
          const { repo, author } = speak(exchange);
          const discussion = this.#find(repo, exchange);
          const to = needText(await exchange.json(), 'title');
          const newTitle = this.#add(discussion, author, 'title-change', { from: discussion.title, to });
          discussion.title = to;
          exchange.send(200, { newTitle });
        }),
        route(`${method} ${all}/:num/status`, async (exchange) => {
          const { repo, author } = speak(exchange);
          const discussion = this.#find(repo, exchange);
          const asked = await exchange.json();
          const status = needText(asked, 'status');
          if (status !== 'open' && status !== 'closed') throw new Refusal(400, '"status" must be open or closed');
          if (discussion.status === 'merged') throw new Refusal(400, 'It is merged already');
          discussion.status = status;
          const comment = textOf(asked['comment']);
          if (comment !== undefined && comment !== '') this.#say(discussion, author, comment);
          exchange.send(200, { newStatus: this.#add(discussion, author, 'status-change', { status }) });
        }),
      ]),
      route(`POST ${all}/:num/merge`, async (exchange) => await this.#merge(exchange)),
      route(`POST ${all}/:num/comment/:comment/edit`, async (exchange) => {
        const { repo } = speak(exchange);
        const content = needText(await exchange.json(), 'content');
        const event = this.#comment(repo, exchange);
        event.data = { ...event.data, edited: true, latest: { raw: content, html: content } };
        exchange.send(200, { updatedComment: event });
      }),
      route(`POST ${all}/:num/comment/:comment/hide`, (exchange) => {
        const { repo } = speak(exchange);
        const event = this.#comment(repo, exchange);
        event.data = { ...event.data, hidden: true };
        exchange.send(200, { updatedComment: event });
      }),
    ];
  }

  async #merge(exchange: Exchange): Promise<void> {
    const { repo, caller } = this.#repos.needWrite(exchange);
    const discussion = this.#find(repo, exchange);
    const comment = textOf((await exchange.json())['comment']);
    if (!discussion.isPullRequest) throw new Refusal(400, 'It is no pull request');
    if (discussion.status !== 'open' && discussion.status !== 'draft') throw new Refusal(400, `It is ${discussion.status}`);
    const { base, theirs, conflicts } = this.#state(repo, discussion);
    if (conflicts.length > 0) throw new Refusal(409, `There are conflicts: ${conflicts.join(', ')}`);
    const files = new Map(repo.head.files);
    for (const path of changedPaths(base.files, theirs.files)) {
      const file = theirs.files.get(path);
      if (file === undefined) files.delete(path);
      else files.set(path, file);
    }
    const author = caller.user.name;
    const title = `${discussion.title} (#${discussion.num})`;
    const commit = repo.commit('refs/heads/main', { title, author, date: this.#repos.date(), files });
    discussion.status = 'merged';
    discussion.mergeCommitId = commit.id;
    if (comment !== undefined && comment !== '') this.#say(discussion, author, comment);
    this.#add(discussion, author, 'status-change', { status: 'merged' });
    this.#merged(repo);
    exchange.send(200, {});
  }

  #sendList(exchange: Exchange): void {
    const repo = this.#repos.needRead(exchange);
    const type = exchange.query('type') ?? 'all';
    const status = exchange.query('status') ?? 'all';
    const author = exchange.query('author');
    const wanted = this.#list(repo).filter(
      (each) =>
        (type === 'all' || each.isPullRequest === (type === 'pull_request')) &&
        (status === 'all' || (status === 'open') === (each.status === 'open' || each.status === 'draft')) &&
        (author === undefined || each.author === author),
    );
    const start = exchange.integer('p', 0) * perPage;
    const discussions = wanted.toReversed().slice(start, start + perPage);
    exchange.send(200, {
      count: wanted.length,
      start,
      discussions: discussions.map((each) => describe(repo, each)),
      numClosedDiscussions: 0,
    });
  }

  #details(repo: Repo, discussion: Discussion, withDiff: boolean): unknown {
    const whole = { ...describe(repo, discussion), events: discussion.events };
    if (!discussion.isPullRequest) return whole;
    const { base, theirs, conflicts } = this.#state(repo, discussion);
    return {
      ...whole,
      changes: { base: 'refs/heads/main', ...(discussion.mergeCommitId === undefined ? {} : { mergeCommitId: discussion.mergeCommitId }) },
      filesWithConflicts: conflicts,
      ...(withDiff ? { diff: this.#diff(base.files, theirs.files) } : {}),
    };
  }

  #state(repo: Repo, { base: baseId, num }: Discussion): { base: Commit; theirs: Commit; conflicts: readonly string[] } {
    const base = repo.commitAt(baseId);
    const theirs = repo.commitAt(`refs/pr/${num}`);
    const changed = new Set(changedPaths(base.files, repo.head.files));
    const conflicts = changedPaths(base.files, theirs.files).filter(
      (path) => changed.has(path) && repo.head.files.get(path)?.oid !== theirs.files.get(path)?.oid,
    );
    return { base, theirs, conflicts };
  }

  /** Whole files: what went, then what came. */
  #diff(from: ReadonlyMap<string, FileEntry>, to: ReadonlyMap<string, FileEntry>): string {
    const lines = (file: FileEntry | undefined, sign: string): readonly string[] => {
      if (file === undefined) return [];
      if (file.isLfs) return [`${sign}oid sha256:${file.sha256}`];
      return this.#repos.blobs
        .bytes(file.sha256)
        .toString('utf8')
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => sign + line);
    };
    return changedPaths(from, to)
      .map((path) =>
        [
          `diff --git a/${path} b/${path}`,
          `--- a/${path}`,
          `+++ b/${path}`,
          ...lines(from.get(path), '-'),
          ...lines(to.get(path), '+'),
        ].join('\n'),
      )
      .join('\n');
  }

  #find(repo: Repo, exchange: Exchange): Discussion {
    const discussion = this.#list(repo).find(({ num }) => num === Number(exchange.param('num')));
    if (discussion === undefined)
      throw new Refusal(404, `${kindOf(exchange)} ${idOf(exchange)} has no discussion ${exchange.param('num')}`);
    return discussion;
  }

  #comment(repo: Repo, exchange: Exchange): Event {
    const event = this.#find(repo, exchange).events.find(({ id }) => id === exchange.param('comment'));
    if (event === undefined || event.type !== 'comment') throw new Refusal(404, 'There is no such comment');
    return event;
  }

  #say(discussion: Discussion, author: string, raw: string): Event {
    return this.#add(discussion, author, 'comment', { edited: false, hidden: false, latest: { raw, html: raw } });
  }

  #add(discussion: Discussion, name: string, type: Event['type'], data: Event['data']): Event {
    const event: Event = { id: this.#repos.ids.next(), type, author: { name }, createdAt: this.#repos.date(), data };
    discussion.events.push(event);
    return event;
  }

  #list(repo: Repo): Discussion[] {
    const list = this.#of.get(repo._id) ?? [];
    this.#of.set(repo._id, list);
    return list;
  }
}

function describe(
  repo: Repo,
  { num, title, status, author, createdAt, isPullRequest, events }: Discussion,
): Readonly<Record<string, unknown>> {
  const numComments = events.filter(({ type }) => type === 'comment').length;
  return { num, title, status, author: { name: author }, createdAt, isPullRequest, numComments, repo: { name: repo.id, type: repo.kind } };
}

function changedPaths(from: ReadonlyMap<string, FileEntry>, to: ReadonlyMap<string, FileEntry>): readonly string[] {
  return [...new Set([...from.keys(), ...to.keys()])].filter((path) => from.get(path)?.oid !== to.get(path)?.oid).sort();
}
