import { moreMcp } from './priced/moreMcp.ts';
import { moreTrust } from './priced/moreTrust.ts';
import { usePriced } from './priced/window.ts';

describe('more in a real window whose model costs money', () => {
  const priced = usePriced();
  describe('servers of the Model Context Protocol', () => moreMcp(priced));
  describe('trust', () => moreTrust(priced));
});
