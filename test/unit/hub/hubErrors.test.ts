import assert from 'node:assert/strict';
import { hubErrorOf, type Refusal } from '../../../src/hub/hubErrors.ts';

const hub = 'https://hub.acme.example';

function refused(status: number, said: string, more: Partial<Refusal> & { readonly code?: string } = {}) {
  const { code, ...rest } = more;
  return hubErrorOf({
    status,
    headers: new Headers(code === undefined ? {} : { 'x-error-code': code }),
    body: JSON.stringify({ error: said }),
    url: `${hub}/api/models/ada/tiny/tree/main`,
    method: 'GET',
    wasSignedIn: true,
    hub,
    ...rest,
  });
}

describe('A refusal of the Hub', () => {
  const cases: readonly (readonly [what: string, error: ReturnType<typeof refused>, code: string, words: RegExp, next: RegExp])[] = [
    [
      'of a gated model names its page',
      refused(403, 'Access to model ada/tiny is restricted', { code: 'GatedRepo' }),
      'hub-gated',
      /The model ada\/tiny is gated/,
      /hub\.acme\.example\/ada\/tiny/,
    ],
    [
      'of a gated model that was asked for says that the owner has not answered',
      refused(403, 'Your request to access model ada/tiny is awaiting a review from the repo authors.', { code: 'GatedRepo' }),
      'hub-gated',
      /has not answered yet/,
      /Wait/,
    ],
    [
      'of a repository that is not there or private says both',
      refused(404, 'Repository not found', { code: 'RepoNotFound' }),
      'hub-repo-not-found',
      /not there, or is private and this token may not see it/,
      /name/,
    ],
    [
      'by 401 about a repository is the same, as the official client has it',
      refused(401, 'Invalid username or password.', { wasSignedIn: false, url: `${hub}/datasets/ada/pairs/resolve/main/x.csv` }),
      'hub-repo-not-found',
      /The data set ada\/pairs is not there, or is private and nobody is signed in/,
      /sign in/,
    ],
    [
      'by 401 about the token is one about the token',
      refused(401, 'Invalid credentials in Authorization header'),
      'hub-sign-in',
      /does not accept this token/,
      /hub\.acme\.example\/settings\/tokens/,
    ],
    [
      'by 401 elsewhere asks to sign in',
      refused(401, 'Unauthorized', { wasSignedIn: false, url: `${hub}/api/whoami-v2` }),
      'hub-sign-in',
      /needs a token/,
      /Sign in/,
    ],
    [
      'for want of credits says who else may pay',
      refused(402, 'insufficient pre-paid credits', { url: `${hub}/api/jobs/ada` }),
      'hub-payment',
      /not enough credits/,
      /settings\/billing/,
    ],
    [
      'for want of a payment method is about money, not about rights',
      refused(403, 'You must add a payment method'),
      'hub-payment',
      /payment method or a paid plan/,
      /billing/,
    ],
    [
      'for want of rights names the permission',
      refused(403, 'Forbidden: missing scope job.write'),
      'hub-scope',
      /missing scope job\.write/,
      /permission/,
    ],
    ['of a revision', refused(404, '', { code: 'RevisionNotFound' }), 'hub-revision-not-found', /no such revision/, /branches/],
    ['of a file', refused(404, '', { code: 'EntryNotFound' }), 'hub-entry-not-found', /no such file/, /List/],
    ['of a job', refused(404, 'Not found', { url: `${hub}/api/jobs/ada/67ab` }), 'hub-not-found', /The job 67ab is not there/, /name/],
    ['of what exists', refused(409, 'You already created this model repo'), 'hub-exists', /exists already/, /another name/],
    ['of what changes just now', refused(409, 'another conflicting operation is in progress'), 'hub-conflict', /same time/, /once more/],
    ['of what was changed meanwhile', refused(412, 'A commit has happened since'), 'hub-conflict', /changed since/, /once more/],
    ['for being too frequent', refused(429, ''), 'hub-rate-limit', /fewer requests/, /Wait/],
    ['by a proxy', refused(407, ''), 'hub-unreachable', /proxy/, /proxy/],
    ['by a fault of its own', refused(503, ''), 'hub-server', /failed \(503\)/, /status\.huggingface\.co/],
    ['for what it was asked', refused(400, 'Invalid front matter'), 'hub-invalid', /Invalid front matter/, /Change/],
  ];
  for (const [what, error, code, words, next] of cases) {
    // shows: hub-errors-in-words
    it(what, () => {
      assert.equal(error.code, code);
      assert.match(error.message, words);
      assert.match(error.hint ?? '', next);
    });
  }

  // shows: hub-errors-in-words
  it('names models of the first days, and survives an address that is broken', () => {
    assert.match(refused(404, '', { code: 'RevisionNotFound', url: `${hub}/api/models/gpt2/tree/none` }).message, /The model gpt2 has/);
    assert.equal(refused(404, '', { url: `${hub}/api/%E0%A4%A` }).code, 'hub-not-found');
  });

  // shows: hub-errors-in-words
  it('is one bounded line without characters that nobody sees', () => {
    const { said } = refused(400, `a\u202eb\u0000c\n\n${'d'.repeat(5000)}`);
    assert.match(said, /^a b c d+$/);
    assert.equal(said.length, 500);
  });
});
