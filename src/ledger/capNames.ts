import type { Block } from './fold.ts';

export const capNames: Readonly<Record<Block['of'], string>> = {
  session: 'the cap of this session',
  day: 'the cap of today',
  run: 'the cap of a run',
  grant: 'the grant’s cap',
  tokens: 'the cap in tokens',
  requests: 'the number of requests',
};
