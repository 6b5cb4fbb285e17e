import { readExample } from './test/support/readExample.ts';
import { shownSetUp } from './src/editor/paperSetUp.ts';
for (const n of ['distillation', 'policy-gradient-bandit']) { const read = readExample(n); const s = shownSetUp(read); console.log(n, s.stated.length, s.missing.length, s.contradictions.length, s.unnamed.length); console.log(JSON.stringify(s.unnamed, null, 0)); console.log(JSON.stringify(s.missing, null, 0)); }
