import type { Permit } from '../base/permit.ts';
import type { PageWanted, TextPage } from '../base/textPage.ts';
import type { Found, FoundCode, FoundRepository, GitHubFile, RepositoryTree, SearchPaging } from './gitHub.ts';
import type { WebPage } from './page.ts';
import type { FoundPage, WebQuery } from './search.ts';
import type { WebSettings } from './settings.ts';

/** What the editor or the command line knows of the web: settings, keys, the sign-in to GitHub. */
export interface WebHost {
  /** As they are now. Throws `web-address`. */
  settings(): WebSettings;
  /** Of the web search. */
  searchKey(): Promise<string | undefined>;
  /** `isNeeded`: the person may be asked to sign in. */
  gitHubToken(isNeeded: boolean): Promise<string | undefined>;
  /** `practicum/0.1.0`. */
  readonly userAgent: string;
  /** All addresses of a name; absent: as the system resolves it. */
  resolve?(host: string): Promise<readonly string[]>;
  /** Absent: Node's. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The web for tools: each call needs a permit that names the look-up at exactly its host. Throws `NotPermitted`. */
export interface WebDoor {
  /** Whether there is a way at all: its tools are not offered without. */
  readonly isOpen: boolean;
  /** Hosts that effects name; undefined where no search is set up. */
  readonly searchHost: string | undefined;
  readonly gitHubHost: string;
  /** Read again within some minutes, the same is answered without asking again. */
  readPage(permit: Permit, url: URL, signal: AbortSignal): Promise<WebPage>;
  search(permit: Permit, query: WebQuery, signal: AbortSignal): Promise<readonly FoundPage[]>;
  searchCode(permit: Permit, query: string, paging: SearchPaging, signal: AbortSignal): Promise<Found<FoundCode>>;
  searchRepositories(permit: Permit, query: string, paging: SearchPaging, signal: AbortSignal): Promise<Found<FoundRepository>>;
  listRepositories(permit: Permit, owner: string, paging: SearchPaging, signal: AbortSignal): Promise<readonly FoundRepository[]>;
  readTree(permit: Permit, repo: string, ref: string | undefined, signal: AbortSignal): Promise<RepositoryTree>;
  readGitHubFile(permit: Permit, file: GitHubFile, wanted: PageWanted, signal: AbortSignal): Promise<TextPage>;
}
