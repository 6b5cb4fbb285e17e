import { choosing } from './models/choosing.ts';
import { useModels } from './models/window.ts';

describe('models and keys in a real window', () => choosing(useModels()));
