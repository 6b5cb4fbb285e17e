/** Methods that are called after those who invented them: `the method of Kingma and Ba`. Data. */
import { one, type Wording } from './wording.ts';

const method =
  '(?:(?:adaptive |stochastic |gradient |moment |optimi[sz]ation |update )*(?:methods?|algorithms?|optimi[sz]ers?|schemes?|rules?|procedures?|recipe|variant|minimi[sz]ers?)|that|the one)';
const by = '(?:(?:due )?to|of|by|from|proposed by|introduced by|described by|given by|invented by)';
const and = '(?: and | & | ?[–-] ?|, )';

/** Either what is theirs is named before them, or it stands behind, as `the Kingma–Ba update`. */
const after = (name: string, people: string): Wording =>
  one(
    'optimizer',
    name,
    String.raw`\b${method},? ${by} (?:(?-i:\p{Lu})\. ?)*(?:${people})|\b(?:${people})(?:[’']s)? (?:${method.replace('|that|the one', '')})\b`,
  );

export const inventorWords: readonly Wording[] = [
  after('Adam', String.raw`Kingma(?:${and}(?:(?-i:\p{Lu})\. ?)*(?:Lei )?Ba\b)`),
  after('AdamW', String.raw`Loshchilov(?:${and}(?:(?-i:\p{Lu})\. ?)*Hutter)`),
  after('RMSprop', String.raw`(?:Tieleman${and}(?:(?-i:\p{Lu})\. ?)*Hinton|Hinton${and}(?:(?-i:\p{Lu})\. ?)*Tieleman)`),
  after('AdaGrad', String.raw`Duchi(?: et al|, Hazan|${and}Hazan)`),
  after('Adadelta', 'Zeiler'),
  after('Rprop', String.raw`Riedmiller${and}Braun`),
  after('SGD', String.raw`Robbins${and}Monro`),
];
