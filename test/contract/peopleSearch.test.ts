import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSampleServer, type SampleServer } from '../../src/sample/server';
import { loadWorld } from '../../src/sample/world';
import { findPeople } from '../../src/waldur/peopleSearch';
import type { WaldurClient } from '../../src/waldur/client';
import { signedIn } from './accessClient';

const crowd = Array.from({ length: 120 }, (_, index) => ({
  uuid: `${index}`.padStart(32, 'a'),
  username: `a.crowd${index}`,
  first_name: 'Ann',
  last_name: `Crowd${index}`,
  email: `a.crowd${index}@example.org`,
}));
const more = [
  ['kadri', 'Kadri', 'Põld', ''],
  ['jogimets', 'Mart', 'Jõgimets', ''],
  ['zhang.wei', 'Wei', 'Zhang', '张伟'],
  ['kim', '철수', '김', ''],
  ['ivanov', 'Андрей', 'Иванов', ''],
  ['oystein', 'Øystein', 'Berg', ''],
  ['heide', 'Anna', 'von der Heide', ''],
  ['decomposed', 'Zoë'.normalize('NFD'), 'Décor'.normalize('NFD'), ''],
  ['tanaka', '由紀', '田中', ''],
] as const;

describe('Searching people', () => {
  for (const serverVersion of ['7.0', 'newest'] as const) {
    describe(`on a server of ${serverVersion}`, () => {
      let server: SampleServer;
      let client: WaldurClient;
      before(async () => {
        const recorded = join(__dirname, '..', 'recordings', 'world.json');
        const world = loadWorld(JSON.parse(readFileSync(recorded, 'utf8')));
        world.users.push(
          ...crowd,
          ...more.map(([username, first_name, last_name, native_name], index) => ({
            uuid: `${index}`.padStart(32, 'b'),
            username: `z.${username}`,
            first_name,
            last_name,
            native_name,
            email: `z.${username}@example.org`,
          })),
        );
        server = await startSampleServer({ serverVersion, world, now: () => new Date(world.now) });
        client = signedIn(server, 'admin');
      });
      after(() => server.close());

      const found = async (text: string): Promise<readonly string[]> =>
        (await findPeople(client, text, ['uuid', 'username'])).map(({ username }) => username ?? '');

      for (const [text, username] of [
        ['Põld', 'z.kadri'],
        ['pold kadri', 'z.kadri'],
        ['Jõgimets'.normalize('NFD'), 'z.jogimets'],
        ['张伟', 'z.zhang.wei'],
        ['田中', 'z.tanaka'],
        ['田中 由紀', 'z.tanaka'],
        ['由紀', 'z.tanaka'],
        ['김'.normalize('NFD'), 'z.kim'],
        ['Андрей'.normalize('NFD'), 'z.ivanov'],
        ['Иванов Андрей', 'z.ivanov'],
        ['Øystein', 'z.oystein'],
        ['Øystein Berg', 'z.oystein'],
        ['von der Heide Anna', 'z.heide'],
        ['Heide, Anna von der', 'z.heide'],
        ['decor', 'z.decomposed'],
        ['Zoë', 'z.decomposed'],
        ['Z.KIM@example.org', 'z.kim'],
        ['Zhang, Wei <z.zhang.wei@example.org>', 'z.zhang.wei'],
        ['z.\u200bkim', 'z.kim'],
      ] as const) {
        it(`finds ${username} by ${JSON.stringify(text)}`, async () => {
          assert.ok((await found(text)).includes(username), (await found(text)).join(' '));
        });
      }

      it('puts the very name first, and leaves nobody out', async () => {
        const names = await found('Ann Crowd7');
        assert.equal(names[0], 'a.crowd7');
        assert.ok(names.includes('a.crowd70'));
        assert.equal((await found('Mart Jogimets'))[0], 'z.jogimets');
      });

      it('does not take everybody for somebody whose name cannot be written in Latin', async () => {
        assert.deepEqual(await found('鈴木'), []);
        assert.deepEqual(await found(' \u200b '), []);
        assert.deepEqual(await found('x'.repeat(5000)), []);
      });

      it('asks once for a Latin name', async () => {
        server.requests.clear();
        await found('Põld');
        assert.equal(server.requests.list().length, 1);
      });
    });
  }
});
