/**
 * The shapes that services publish for their keys, and the places in which a key without a shape of its own stands. Sources: the services’
 * documentation of their tokens, and those of the secret scanning of GitHub and GitLab.
 */
export interface SecretShape {
  readonly kind: string;
  /**
   * Anchored by a literal and free of nested repetition, so that no input makes it slow. A group, where there is one, ends the match and is the
   * secret: it holds no blank, and what stands before it is no longer than `maxShapeContext`. So a text can be looked through as it arrives.
   */
  readonly pattern: RegExp;
  /** One of these stands in whatever matches. Nearly no text holds any, and to look for a word costs next to nothing. */
  readonly words?: readonly string[];
  readonly isReal?: (secret: string) => boolean;
}

/** How far before a secret its shape begins at most. */
export const maxShapeContext = 512;

const hasDigit = (text: string): boolean => /\d/.test(text);
const isMixed = (text: string): boolean => hasDigit(text) && /[A-Za-z]/.test(text);
const isVaried = (text: string): boolean => hasDigit(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
/** A word of the documentation, or a variable that will stand there. */
const isFilledIn = (text: string): boolean =>
  !/^(?:[$<{[]|%[({]?[A-Za-z]|x{3,}|\*{3,}|\.{3}|your|pass(?:word)?$|token$|secret$)/i.test(text);

/** Keys that begin with the name of who made them out. */
const keys: readonly SecretShape[] = [
  { kind: 'huggingface', pattern: /(?:hf|api_org)_[A-Za-z0-9]{20,}|hf_(?:oauth|jwt)_[A-Za-z0-9_.-]{20,}/g, words: ['hf_', 'api_org_'] },
  { kind: 'anthropic', pattern: /(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{10,}/g, words: ['sk-ant-'] },
  { kind: 'openrouter', pattern: /(?<![A-Za-z0-9])sk-or-[A-Za-z0-9_-]{20,}/g, words: ['sk-or-'], isReal: hasDigit },
  // `sk-learn-contrib-something` is a package: a key has a digit and a long piece without a hyphen.
  {
    kind: 'openai',
    pattern: /(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}/g,
    words: ['sk-'],
    isReal: (secret) => hasDigit(secret) && /[A-Za-z0-9_]{16}/.test(secret),
  },
  // Base64 may hold the first letters by chance.
  {
    kind: 'google',
    pattern: /(?<![A-Za-z0-9_+/-])AIza[A-Za-z0-9_-]{30,}|\bya29\.[A-Za-z0-9_-]{20,}|\bGOCSPX-[A-Za-z0-9_-]{20,}/g,
    words: ['AIza', 'ya29.', 'GOCSPX-'],
  },
  { kind: 'google', pattern: /(?<![A-Za-z0-9/:])1\/\/0[A-Za-z0-9_-]{30,}/g, words: ['1//0'], isReal: isMixed },
  {
    kind: 'aws',
    pattern: /(?<![A-Z0-9]{12})(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|\bABSK[A-Za-z0-9+/]{60,}={0,2}/g,
    words: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'ABSK'],
  },
  {
    kind: 'aws',
    pattern: /(?:AKIA|ASIA)[A-Z0-9]{16}["']?[ \t]{0,3}[,:;|\t ][ \t]{0,3}["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/g,
    words: ['AKIA', 'ASIA'],
    isReal: isMixed,
  },
  {
    kind: 'github',
    pattern: /gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}/g,
    words: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  },
  {
    kind: 'gitlab',
    pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-[A-Za-z0-9_-]{18,}(?:\.[0-9a-z]{2}\.[0-9a-z]{9})?/g,
    words: ['gl'],
  },
  { kind: 'slack', pattern: /xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,}/g, words: ['xox', 'xapp-'] },
  { kind: 'slack', pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9/_-]{20,})/g, words: ['hooks.slack.com'] },
  { kind: 'wandb', pattern: /wandb_v1_[A-Za-z0-9_]{20,}/g, words: ['wandb_v1_'] },
  { kind: 'npm', pattern: /\bnpm_[A-Za-z0-9]{30,}/g, words: ['npm_'] },
  { kind: 'pypi', pattern: /\bpypi-Ag[A-Za-z0-9_-]{30,}/g, words: ['pypi-Ag'] },
  { kind: 'docker', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}/g, words: ['dckr_'] },
  { kind: 'stripe', pattern: /\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}/g, words: ['k_live_', 'k_test_', 'whsec_'] },
  // The secret of an application in Azure has `Q~` at a fixed place, behind a digit.
  { kind: 'azure', pattern: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])/g, words: ['Q~'] },
  { kind: 'digitalocean', pattern: /\bdo[opr]_v1_[a-f0-9]{40,}/g, words: ['_v1_'] },
  { kind: 'telegram', pattern: /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])/g, words: [':AA'] },
  { kind: 'discord', pattern: /(?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])/g },
  { kind: 'discord', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{10,20}\/([A-Za-z0-9_-]{30,})/g, words: ['/api/webhooks/'] },
  { kind: 'kaggle', pattern: /\bKGAT_[A-Za-z0-9]{20,}/g, words: ['KGAT_'] },
  { kind: 'neptune', pattern: /(?<![A-Za-z0-9_-])eyJhcGlf[A-Za-z0-9_-]{40,}={0,2}/g, words: ['eyJhcGlf'] },
  { kind: 'replicate', pattern: /\br8_[A-Za-z0-9]{30,}/g, words: ['r8_'] },
  { kind: 'together', pattern: /\btgp_v1_[A-Za-z0-9_-]{30,}/g, words: ['tgp_v1_'] },
  { kind: 'groq', pattern: /\bgsk_[A-Za-z0-9]{30,}/g, words: ['gsk_'] },
  { kind: 'xai', pattern: /\bxai-[A-Za-z0-9]{40,}/g, words: ['xai-'] },
  { kind: 'nvidia', pattern: /\bnvapi-[A-Za-z0-9_-]{30,}/g, words: ['nvapi-'] },
  { kind: 'databricks', pattern: /\bdapi[a-f0-9]{32}(?![a-f0-9])/g, words: ['dapi'] },
  // Of services that one meets beside a training: Perplexity, Fireworks, Cerebras, Tavily, Jina, Pinecone, LangSmith, RunPod, Anyscale, E2B, Linear, Notion, Grafana.
  {
    kind: 'service',
    pattern:
      /\b(?:pplx-|fw_|csk-|tvly-|jina_|pcsk_|lsv2_(?:pt|sk)_|rpa_|esecret_|e2b_|lin_api_|ntn_|glsa_|AGE-SECRET-KEY-1|hvs\.|shpat_)[A-Za-z0-9_-]{22,}/g,
    words: [
      'pplx-',
      'fw_',
      'csk-',
      'tvly-',
      'jina_',
      'pcsk_',
      'lsv2_',
      'rpa_',
      'esecret_',
      'e2b_',
      'lin_api_',
      'ntn_',
      'glsa_',
      'AGE-SECRET',
      'hvs.',
      'shpat_',
    ],
    isReal: (secret) => hasDigit(secret) && /[A-Za-z0-9]{16}/.test(secret),
  },
  { kind: 'sendgrid', pattern: /\bSG\.[A-Za-z0-9_-]{18,}\.[A-Za-z0-9_-]{30,}/g, words: ['SG.'] },
  // The look-behind lets a match begin only where a word does: without it a long run of `eyJeyJ…` would be quadratic.
  { kind: 'jwt', pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]{8,}){1,9}/g, words: ['eyJ'] },
];

/** The same keys where a word is glued before them: more of what each of them surely has must be there, so that no word ends in one. */
const gluedKeys: readonly SecretShape[] = [
  { kind: 'anthropic', pattern: /sk-ant-[a-z]{3,6}\d\d-[A-Za-z0-9_-]{20,}/g, words: ['sk-ant-'] },
  { kind: 'openai', pattern: /sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}/g, words: ['sk-'], isReal: hasDigit },
  {
    kind: 'openai',
    pattern: /sk-[A-Za-z0-9]{48}/g,
    words: ['sk-'],
    isReal: (secret) => isVaried(secret.slice(3)),
  },
  { kind: 'google', pattern: /AIza[A-Za-z0-9_-]{35}/g, words: ['AIza'], isReal: isVaried },
  // Bounded, so that a run of beginnings is not looked through from each of them to its end.
  { kind: 'jwt', pattern: /eyJ[A-Za-z0-9_-]{8,512}\.eyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]{8,}){1,9}/g, words: ['.eyJ'] },
];

/** What is a secret because of where it stands. */
const places: readonly SecretShape[] = [
  {
    kind: 'wandb',
    pattern: /wandb[ .]login[ \t(]{0,4}(?:--[\w-]{1,24}[ \t]{1,4}){0,3}(?:key[ \t]?=[ \t]?)?[\\"']{0,4}([0-9a-f]{40})(?![0-9a-f])/g,
    words: ['wandb'],
  },
  {
    kind: 'kaggle',
    pattern: /"username"[ \t]?:[ \t]?"[^"\s]{1,64}"[ \t]?,\s{0,8}"key"[ \t]?:[ \t]?"([0-9a-f]{32})(?=")/g,
    words: ['"username"'],
  },
  {
    kind: 'cohere',
    pattern: /\bcohere\.(?:Async)?Client(?:V2)?\([ \t]?["']([A-Za-z0-9]{36,48})(?=["'])/g,
    words: ['cohere.'],
    isReal: isMixed,
  },
  {
    kind: 'bearer',
    pattern:
      /\b(?:bearer|authorization[\\"']{0,6}[ \t]?[:=][ \t]?[\\"']{0,6}(?:basic|token|key|apikey|bot))[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,})/gi,
    isReal: hasDigit,
  },
  { kind: 'bearer', pattern: /\bauthorization[\\"']{0,6}[ \t]?:[ \t]?[\\"']{0,6}([A-Za-z0-9._~+/=-]{20,})/gi, isReal: isMixed },
  {
    kind: 'url-password',
    pattern: /:\/\/[^\s:/?#@"'<>\\[\]]{0,100}:([^\s/?#@"'<>\\[\]]{1,200})(?=@)/g,
    words: ['://'],
    isReal: isFilledIn,
  },
  { kind: 'url-password', pattern: /:\/\/([A-Za-z0-9_-]{20,200})(?=@)/g, words: ['://'], isReal: hasDigit },
  // A signed address opens what it leads to for whoever has it.
  {
    kind: 'url-signature',
    pattern:
      /[?&](?:X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-(?:Signature|Credential)|Signature|Policy|sig|se_sig)=([A-Za-z0-9%._~+/=-]{16,})/gi,
  },
  {
    kind: 'url-token',
    pattern:
      /[?&](?:access_?token|refresh_?token|id_?token|auth_?token|private_?token|token|api_?key|apikey|auth|password|client_?secret)=([A-Za-z0-9%._~+/=-]{8,})/gi,
    isReal: (secret) => isMixed(secret) && isFilledIn(secret),
  },
  // https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html
  {
    kind: 'netrc',
    pattern: /\bmachine[ \t]{1,8}[\w-]{1,40}\.\S{1,80}\s{1,20}login[ \t]{1,8}\S{1,100}\s{1,20}password[ \t]{1,8}([^\s"'\\]{4,400})/g,
    words: ['machine'],
    isReal: isFilledIn,
  },
  { kind: 'npm', pattern: /(?:^|[:\s])_(?:auth|password)[ \t]?=[ \t]?["']?([A-Za-z0-9+/=]{8,})/g, words: ['_auth', '_password'] },
  {
    kind: 'secret',
    pattern: /(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{1,60}_(?:PASS|PWD)=["']?([^\s"'\\]{3,200})/g,
    words: ['_PASS=', '_PWD='],
    isReal: (secret) => isFilledIn(secret) && !/^[~.]?[/\\]/.test(secret),
  },
  { kind: 'docker', pattern: /"auth"[ \t]?:[ \t]?"([A-Za-z0-9+/]{16,}={0,2})(?=")/g, words: ['"auth"'] },
  // What `git credential fill` answers.
  {
    kind: 'git',
    pattern: /(?<![\w-])username=[^\n]{1,100}\n(?:password_expiry_utc=\d{1,12}\n)?password=([^\s"'\\]{4,})/g,
    words: ['username='],
    isReal: isFilledIn,
  },
  {
    kind: 'command-password',
    pattern: /\bcurl [^\n]{0,160}?(?<![\w-])(?:-u|--user)[ =]?["']?[^\s:"'@/]{1,64}:([^\s"'@\\]{3,200})/g,
    words: ['curl '],
    isReal: isFilledIn,
  },
  {
    kind: 'command-password',
    pattern: /\b(?:sshpass|docker login|podman login) [^\n]{0,100}?(?<![\w-])-p[ \t]?["']?([^\s"'\\-][^\s"'\\]{2,200})/g,
    words: ['sshpass ', 'docker login ', 'podman login '],
    isReal: isFilledIn,
  },
];

export const secretShapes: readonly SecretShape[] = [...keys, ...gluedKeys, ...places];
