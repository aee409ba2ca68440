import { closeSharedBrowser } from './fixtures/sharedBrowser';

/** What mocha does around the whole run. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await closeSharedBrowser();
  },
};
