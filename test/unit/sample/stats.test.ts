import assert from 'node:assert/strict';
import type { ServerVersion } from '../../../src/sample/versions';
import { startRecorded } from './sampleClient';

interface Component {
  readonly type: string;
  readonly usage: number;
  readonly limit: number | null;
  readonly usage_terminated?: number;
  readonly limit_usage_terminated?: number;
}

/** Usage of an organisation before and after one of its resources, which uses CPU hours, was terminated. */
async function aroundTermination(serverVersion: ServerVersion) {
  const { server, ask } = await startRecorded({ serverVersion });
  try {
    const resource = server.world.resources.find(({ current_usages: usages }) => (usages?.cpu ?? 0) > 0);
    const project = server.world.projects.find(({ uuid }) => uuid === resource?.project);
    assert.ok(resource && project);
    const read = async (): Promise<Component | undefined> => {
      const path = `api/customers/${project.customer}/stats/?for_current_month=true`;
      const { components } = (await ask('admin', 'GET', path)).body as { components: Component[] };
      return components.find(({ type }) => type === 'cpu');
    };
    const before = await read();
    resource.state = 'Terminated';
    return { before, after: await read(), used: resource.current_usages?.cpu };
  } finally {
    await server.close();
  }
}

describe('Sample server: usage of what was terminated', () => {
  it('counts as usage and not as limit, and is told apart', async () => {
    const { before, after, used } = await aroundTermination('newest');
    assert.deepEqual([before?.usage_terminated, before?.limit_usage_terminated], [0, 0]);
    assert.deepEqual(
      [after?.usage, after?.usage_terminated, after?.limit_usage_terminated, after?.limit],
      [before?.usage, used, 0, null],
    );
  });

  it('is gone from a server of 2024, which tells of no such part', async () => {
    const { before, after, used } = await aroundTermination('7.0');
    assert.ok(before && after && !('usage_terminated' in before));
    assert.equal(after.usage, before.usage - (used ?? 0));
  });
});
