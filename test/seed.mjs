// The cases that property tests make up are the same ones each time, so that a change of the code is all that can fail them;
// `npm run test:full` makes up new ones and prints the seed, with which `PRACTICUM_TEST_SEED=… npm test` has the same ones again.
import { configureGlobal, readConfigureGlobal } from 'fast-check';

configureGlobal({ ...readConfigureGlobal(), seed: Number(process.env.PRACTICUM_TEST_SEED ?? 20261122) | 0 });
