import { moreChoosing } from './models/moreChoosing.ts';
import { useModels } from './models/window.ts';

describe('more of models and keys in a real window', () => moreChoosing(useModels()));
