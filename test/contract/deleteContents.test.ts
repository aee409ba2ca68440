import assert from 'node:assert/strict';
import type { Caller } from '../../src/access/caller';
import { readCaller } from '../../src/access/caller';
import type { ScopeObject } from '../../src/access/objects';
import { inTheWay, readContents } from '../../src/edits/readContents';
import { isNotFound } from '../../src/waldur/errors';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';
import { benchForEach } from './benchForEach';
import type { Bench } from './grantsWorld';

const ownerName = 'mari.kask';

describe('what goes with an object that is deleted', () => {
  let bench: Bench;
  let owner: WaldurClient | undefined;
  const open = benchForEach((opened) => {
    bench = opened;
  });
  afterEach(() => {
    owner?.dispose();
    owner = undefined;
  });

  const read = (object: ScopeObject, client = bench.client, caller: Caller = bench.caller) =>
    readContents(client, object, caller, {});
  const projectsOf = (customer: string) =>
    bench.server.world.projects.filter((row) => row.customer === customer && row.is_removed !== true);
  const resourcesOf = (project: string) =>
    bench.server.world.resources.filter((row) => row.project === project && row.state !== 'Terminated');
  const managingOf = (key: string) => {
    const { uuid: customer } = bench.organisation(key);
    const found = bench.server.world.callManagingOrganisations.find((row) => row.customer === customer);
    assert.ok(found !== undefined);
    return { kind: 'call-managing-organisation', uuid: found.uuid, customer } as const;
  };

  for (const serverVersion of ['7.0', 'newest'] as const) {
    it(`is counted by few requests for an organisation (${serverVersion})`, async () => {
      await open(undefined, { serverVersion });
      const { uuid } = bench.organisation('kalev');
      const projects = projectsOf(uuid);
      bench.server.requests.clear();
      const found = await read({ kind: 'customer', uuid });
      assert.deepEqual(
        bench.server.requests
          .list()
          .map(({ method }) => method)
          .toSorted(),
        ['GET', 'HEAD', 'HEAD'],
      );
      assert.equal(found?.contents.projects, projects.length);
      assert.equal(found.contents.resources, projects.flatMap((row) => resourcesOf(row.uuid)).length);
      assert.ok((found.contents.people ?? 0) > 10);
      assert.deepEqual(inTheWay({ kind: 'customer' }, found.contents), { paymentProfiles: 2 });
    });

    it(`tells of a project whether the server can bring it back (${serverVersion})`, async () => {
      await open(undefined, { serverVersion });
      const { uuid } = bench.project('kalev', 0);
      const found = await read({ kind: 'project', uuid, customer: '' });
      assert.equal(found?.isRecoverable, serverVersion === 'newest');
      assert.equal(found.contents.resources, resourcesOf(uuid).length);
      assert.deepEqual(inTheWay({ kind: 'project' }, found.contents), {
        resources: resourcesOf(uuid).length,
      });
    });

    it(`are the calls of a managing organisation, for those who see them (${serverVersion})`, async () => {
      await open(undefined, { serverVersion });
      const managing = managingOf('emajoe');
      const found = await read(managing);
      assert.equal(found?.contents.calls, 1);
      owner = signedIn(bench.server, ownerName);
      const theirs = await read(managing, owner, await readCaller(owner));
      // An owner of 2024 sees none of them, which does not mean that there is none.
      assert.equal(theirs?.contents.calls, serverVersion === 'newest' ? 1 : undefined);
    });
  }

  it('is not guessed where it cannot be counted', async () => {
    const { uuid } = bench.organisation('kalev');
    bench.server.faults.add({ method: 'HEAD', path: '/api/', fault: { kind: 'status', status: 500 } });
    const found = await read({ kind: 'customer', uuid });
    assert.ok(found !== undefined);
    assert.equal(found.contents.projects, undefined);
    assert.equal(found.contents.resources, undefined);
  });

  it('is not asked of what is gone', async () => {
    const { uuid } = bench.project('kalev', 5);
    await bench.staff('DELETE', `/api/projects/${uuid}/`);
    assert.equal(await read({ kind: 'project', uuid, customer: '' }), undefined);
    const unknown = { kind: 'customer', uuid: '0'.repeat(32) } as const;
    await assert.rejects(read(unknown), isNotFound);
  });
});
