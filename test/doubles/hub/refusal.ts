/** What the Hub says when it will not: its status, its words, and the headers that its clients decide by. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;

  constructor(
    status: number,
    message: string,
    more: { readonly code?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = {
      ...(more.code === undefined ? {} : { 'x-error-code': more.code }),
      'x-error-message': message.replaceAll(/[^\x20-\x7e]/g, '?'),
      ...more.headers,
    };
    this.body = more.body ?? { error: message };
  }
}

export function repoNotFound(isAnonymous: boolean): Refusal {
  // Nobody in particular is not told whether a private repository exists.
  return isAnonymous
    ? new Refusal(401, 'Invalid username or password.')
    : new Refusal(404, 'Repository not found', { code: 'RepoNotFound' });
}
