import assert from 'node:assert/strict';
import { closingCalls } from '../../src/attention/closingCalls';
import { endingProjects } from '../../src/attention/endingProjects';
import { waitingInvitations } from '../../src/attention/waitingInvitations';
import { asked, day, fromNow, someone } from './accessWorld';
import { type Bench, openBench, staffName } from './grantsWorld';

for (const serverVersion of ['7.0', 'newest'] as const) {
  describe(`what ends, closes or waits on server ${serverVersion}`, () => {
    let bench: Bench;
    beforeEach(async () => {
      bench = await openBench(staffName, { serverVersion });
    });
    afterEach(() => bench.close());

    const now = () => new Date();
    const within = (time: string | null | undefined, from: number, until: number): boolean => {
      const left = Date.parse(time ?? '') - Date.now();
      return left >= from && left <= until;
    };

    it('are the projects that end within the days or have just ended, soonest first, without deleted ones', async () => {
      const { projects } = bench.server.world;
      const [first] = projects.filter(({ is_removed: removed }) => removed !== true);
      assert.ok(first !== undefined);
      first.end_date = fromNow(-2 * day).slice(0, 10);
      const found = await endingProjects(bench.client, now(), 30, {});
      const wanted = projects
        .filter(
          ({ is_removed: removed, end_date: end }) => removed !== true && within(end, -30 * day, 30 * day),
        )
        .map(({ uuid }) => uuid);
      assert.ok(wanted.length > 1);
      assert.deepEqual(found.map(({ uuid }) => uuid).toSorted(), wanted.toSorted());
      const ends = found.map(({ end_date: end }) => end ?? '');
      assert.deepEqual(ends, ends.toSorted());
    });

    it('are the open calls of which a round closes within a week', async () => {
      const { rounds, calls } = bench.server.world;
      const open = calls.filter(({ state }) => state === 'active');
      const [soon, late] = open;
      assert.ok(soon !== undefined && late !== undefined);
      rounds.forEach((round) => {
        round.cutoff_time = fromNow(round.call === soon.uuid ? 5 * day : 8 * day);
      });
      const found = await closingCalls(bench.client, now(), {});
      assert.deepEqual(
        found.map(({ call }) => call.uuid),
        [soon.uuid],
      );
      assert.ok(within(found[0]?.closes, 4 * day, 5 * day));
    });

    it('are the invitations that have waited for two weeks or end within three days', async () => {
      const found = await waitingInvitations(bench.client, now(), {});
      const wanted = bench.server.world.invitations
        .filter(({ state }) => state === 'pending')
        .filter(({ uuid, created }) => {
          const { expires } = found.find((row) => row.uuid === uuid) ?? {};
          return within(created, -10_000 * day, -14 * day) || within(expires, -10_000 * day, 3 * day);
        })
        .map(({ uuid }) => uuid);
      assert.ok(found.length > 0);
      assert.deepEqual(found.map(({ uuid }) => uuid).toSorted(), wanted.toSorted());
    });
  });
}

describe('what ends, closes or waits', () => {
  it('is nothing to a stranger, after three requests', async () => {
    const bench = await openBench(someone);
    try {
      const paths = await asked(bench, async () => {
        const reads = [
          endingProjects(bench.client, new Date(), 30, {}),
          closingCalls(bench.client, new Date(), {}),
          waitingInvitations(bench.client, new Date(), {}),
        ];
        assert.deepEqual(await Promise.all(reads), [[], [], []]);
      });
      assert.equal(paths.length, 3);
    } finally {
      await bench.close();
    }
  });
});
