import { mcp } from './priced/mcp.ts';
import { trust } from './priced/trust.ts';
import { usePriced } from './priced/window.ts';

describe('in a real window whose model costs money', () => {
  const priced = usePriced();
  describe('servers of the Model Context Protocol', () => mcp(priced));
  describe('trust', () => trust(priced));
});
