import assert from 'node:assert/strict';
import type { SampleServer } from '../../../src/sample/server';
import { known, startRecorded, type Ask } from './sampleClient';

const nobody = '00000000000040008000000000000000';

describe('Sample server: organisations by what they have', () => {
  let server: SampleServer;
  let ask: Ask;
  beforeEach(async () => ({ server, ask } = await startRecorded({ serverVersion: '7.0' })));
  afterEach(() => server.close());

  const uuids = async (path: string): Promise<string[]> =>
    ((await ask('admin', 'GET', path)).body as { uuid: string }[]).map((row) => row.uuid);
  it('filters organisations by what they are to others', async () => {
    const provider = '77bf37f0885f49f0b1f5b16b83461fc8';
    for (const value of ['true', 'True']) {
      assert.deepEqual(await uuids(`api/customers/?is_service_provider=${value}`), [provider]);
      assert.equal((await uuids(`api/customers/?is_call_managing_organization=${value}`)).length, 3);
    }
    assert.ok((await uuids('api/customers/?is_service_provider=TRUE')).length > 1);
    const withResources = await uuids('api/customers/?has_resources=true');
    assert.deepEqual(await uuids('api/customers/?has_resources='), withResources);
    assert.deepEqual(await uuids(`api/customers/?service_provider_uuid=${provider}`), withResources);
    assert.deepEqual(await uuids(`api/customers/?service_provider_uuid=${known.institute}`), []);
    assert.ok((await uuids('api/customers/?service_provider_uuid=x')).length > withResources.length);
  });

  it('finds organisations by resources that are terminated or of a removed project', async () => {
    const project = server.world.projects.find((row) => row.is_removed === true);
    const offering = server.world.offerings[0];
    assert.ok(project && offering);
    server.world.resources = [
      { uuid: nobody, name: 'gone', state: 'Terminated', project: project.uuid, offering: offering.uuid },
    ];
    assert.deepEqual(await uuids('api/customers/?has_resources=1'), [project.customer]);
  });

  it('takes an empty name of a role for one that nobody holds', async () => {
    for (const filter of ['organization_role', 'project_role']) {
      assert.deepEqual(await uuids(`api/customers/${known.institute}/users/?${filter}=`), []);
    }
    const both = 'organization_role=&organization_role=CUSTOMER.OWNER';
    assert.ok((await uuids(`api/customers/${known.institute}/users/?${both}`)).length > 0);
  });
});
