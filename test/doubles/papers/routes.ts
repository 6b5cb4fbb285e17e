/** What each service answers, in the form in which it does (papers.md §3.1). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DoubleName, StoredFiles, StoredPaper } from './stored.ts';

interface Exchange {
  readonly service: DoubleName;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly papers: readonly StoredPaper[];
  readonly files: StoredFiles;
  url(name: DoubleName): string;
}

export function routes(exchange: Exchange): void {
  const url = new URL(exchange.request.url ?? '/', exchange.url(exchange.service));
  const answered = services[exchange.service](exchange, url, decodeURIComponent(url.pathname));
  if (!answered) exchange.response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
}

type Service = (exchange: Exchange, url: URL, path: string) => boolean;

const services: Readonly<Record<DoubleName, Service>> = {
  arxiv({ response, papers }, _, path) {
    const [, kind = '', id = '', asked] = /^\/(html|e-print|pdf|abs)\/(.+?)(?:v(\d+))?$/.exec(path) ?? [];
    const paper = papers.find((each) => each.arxiv === id);
    const newest = paper?.version ?? 1;
    if (paper === undefined || Number(asked ?? newest) > newest) return false;
    const name = `${id.replace('/', '_')}v${asked ?? newest}`;
    switch (kind) {
      case 'html':
        return send(response, paper.html, 'text/html; charset=utf-8');
      case 'e-print':
        return send(response, paper.eprint, 'application/gzip', { 'content-disposition': `attachment; filename="arXiv-${name}.tar.gz"` });
      case 'pdf':
        return send(response, paper.pdf, 'application/pdf', { 'content-disposition': `inline; filename="${name}.pdf"` });
      default:
        return send(response, `<h1>${paper.title}</h1>`, 'text/html');
    }
  },
  arxivApi({ response, papers }, url) {
    if (url.pathname !== '/api/query') return false;
    const ids = url.searchParams.get('id_list')?.split(',');
    const words = (url.searchParams.get('search_query') ?? '').toLowerCase().match(/(?<=all:)[^\s]+/g) ?? [];
    const found = papers.filter(({ arxiv, title, abstract = '' }) =>
      arxiv === undefined
        ? false
        : ids === undefined
          ? words.every((word) => `${title} ${abstract}`.toLowerCase().includes(word.replaceAll('"', '')))
          : ids.some((id) => id.replace(/v\d+$/, '') === arxiv),
    );
    const limit = Number(url.searchParams.get('max_results') ?? 10);
    return send(response, atom(found.slice(0, limit)), 'application/atom+xml; charset=utf-8');
  },
  ar5iv({ response, papers, url }, _, path) {
    const id = /^\/html\/(.+)$/.exec(path)?.[1];
    const paper = papers.find((each) => each.arxiv === id);
    if (paper?.ar5iv !== undefined) return send(response, paper.ar5iv, 'text/html');
    response.writeHead(307, { location: `${url('arxiv')}/abs/${id}` }).end();
    return true;
  },
  doi({ response, papers, url }, _, path) {
    if (!papers.some(({ doi }) => doi === path.slice(1).toLowerCase())) return false;
    response.writeHead(302, { location: `${url('agency')}/v1/works${path}` }).end();
    return true;
  },
  agency({ response, papers }, _, path) {
    const paper = papers.find(({ doi }) => path === `/v1/works/${doi}`);
    if (paper === undefined) return false;
    const author = (paper.authors ?? []).map((name) => ({ given: name.split(' ')[0], family: name.split(' ').slice(1).join(' ') }));
    const abstract =
      paper.abstract === undefined ? {} : { abstract: `<jats:title>Abstract</jats:title><jats:p>${paper.abstract}</jats:p>` };
    return json(response, { title: paper.title, author, ...abstract }, 'application/vnd.citationstyles.csl+json');
  },
  openReview({ response, papers }, url) {
    const paper = papers.find(({ openReview }) => openReview === url.searchParams.get('id'));
    return url.pathname === '/pdf' && send(response, paper?.pdf, 'application/pdf');
  },
  openReviewApi({ response, papers }, url) {
    if (url.pathname !== '/notes') return false;
    const found = papers.filter(({ openReview }) => openReview === url.searchParams.get('id'));
    const notes = found.map(({ title, abstract = '', authors = [] }) => ({
      license: 'CC BY 4.0',
      content: { title: { value: title }, abstract: { value: abstract }, authors: { value: authors } },
    }));
    return json(response, { notes });
  },
  acl({ response, papers }, _, path) {
    const [, id, end] = /^\/(.+)\.(pdf|bib)$/.exec(path) ?? [];
    const paper = papers.find(({ acl }) => acl === id);
    if (paper === undefined) return false;
    const { title, year = 2020, abstract = '', authors = [] } = paper;
    const names = authors.map((name) => name.split(' ').toReversed().join(', ')).join('  and\n      ');
    const bib = `@inproceedings{${id},\n    title = "${title}",\n    author = "${names}",\n    year = "${year}",\n    abstract = "${abstract}"\n}\n`;
    return end === 'pdf' ? send(response, paper.pdf, 'application/pdf') : send(response, bib, 'text/plain');
  },
  semanticScholar({ response, papers }, url, path) {
    const [, name = '', list] = /^\/graph\/v1\/paper\/((?:ARXIV|DOI|ACL|URL):.+?)(?:\/(citations|references))?$/.exec(path) ?? [];
    const similar = /^\/recommendations\/v1\/papers\/forpaper\/(.+)$/.exec(path)?.[1];
    const paper = papers.find((each) => namesOf(each).includes(similar ?? name));
    const has = (text: string): boolean => text.toLowerCase().includes((url.searchParams.get('query') ?? '').toLowerCase());
    if (path === '/graph/v1/paper/search') return json(response, { data: papers.filter(({ title }) => has(title)).map(scholar) });
    if (path === '/graph/v1/snippet/search') {
      const found = papers.filter(({ abstract = '' }) => has(abstract));
      return json(response, {
        data: found.map(({ title, abstract }) => ({ snippet: { text: abstract, section: 'Abstract' }, paper: { title } })),
      });
    }
    if (paper === undefined) return false;
    if (similar !== undefined) return json(response, { recommendedPapers: papers.filter((each) => each !== paper).map(scholar) });
    if (list === undefined) return json(response, scholar(paper));
    const others = papers.filter((each) => (list === 'references' ? doesCite(paper, each) : doesCite(each, paper)));
    const field = list === 'references' ? 'citedPaper' : 'citingPaper';
    const rows = others.flatMap((each) =>
      [each, ...(each.listedAlso === undefined ? [] : [alsoOf(each)])].map((one) => ({
        contexts: [`We follow ${each.title}.`],
        intents: ['methodology'],
        isInfluential: true,
        [field]: scholar(one),
      })),
    );
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const end = offset + Math.min(Number(url.searchParams.get('limit') ?? 100), mostScholarRows);
    return json(response, { offset, ...(end < rows.length ? { next: end } : {}), data: rows.slice(offset, end) });
  },
  files({ response, files }, _, path) {
    const file = files.get(path);
    return send(response, file?.body, file?.type ?? 'application/octet-stream');
  },
};

/** Fewer than asked for, as services do. */
const mostScholarRows = 100;

function doesCite({ cites = [], citesIds = [] }: StoredPaper, { title, arxiv }: StoredPaper): boolean {
  return cites.includes(title) || (arxiv !== undefined && citesIds.includes(arxiv));
}

function alsoOf({ title, year, authors, listedAlso }: StoredPaper): StoredPaper {
  return { title, ...(year === undefined ? {} : { year }), ...(authors === undefined ? {} : { authors }), ...listedAlso };
}

function namesOf({ arxiv, doi, acl, openReview }: StoredPaper): readonly string[] {
  return [
    ...(arxiv === undefined ? [] : [`ARXIV:${arxiv}`]),
    ...(doi === undefined ? [] : [`DOI:${doi}`]),
    ...(acl === undefined ? [] : [`ACL:${acl}`]),
    ...(openReview === undefined ? [] : [`URL:https://openreview.net/forum?id=${openReview}`]),
  ];
}

function scholar({ arxiv, doi, acl, title, year, date, citations = 3, authors = [], abstract, openPdf }: StoredPaper): unknown {
  const externalIds = {
    ...(arxiv === undefined ? {} : { ArXiv: arxiv }),
    ...(doi === undefined ? {} : { DOI: doi }),
    ...(acl === undefined ? {} : { ACL: acl }),
  };
  return {
    paperId: Buffer.from(title).toString('hex').slice(0, 40),
    title,
    year: year ?? null,
    publicationDate: date ?? null,
    abstract: abstract ?? null,
    citationCount: citations,
    externalIds,
    openAccessPdf: openPdf === undefined ? null : { url: openPdf, license: null },
    authors: authors.map((name) => ({ name })),
  };
}

function atom(papers: readonly StoredPaper[]): string {
  const entries = papers.map(
    ({ arxiv, version = 1, title, abstract = '', authors = [], comment }) => `<entry>
    <id>http://arxiv.org/abs/${arxiv}v${version}</id>
    <updated>2024-02-01T00:00:00Z</updated><published>2024-01-01T00:00:00Z</published>
    <title>${escaped(title)}</title><summary>  ${escaped(abstract)}
</summary>${authors.map((name) => `<author><name>${escaped(name)}</name></author>`).join('')}
    ${comment === undefined ? '' : `<arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">${escaped(comment)}</arxiv:comment>`}
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>${entries.join('\n')}</feed>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function json(response: ServerResponse, value: unknown, type = 'application/json'): boolean {
  return send(response, JSON.stringify(value), type);
}

function send(
  response: ServerResponse,
  body: string | Uint8Array | undefined,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): boolean {
  if (body === undefined) return false;
  response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  return true;
}
