import assert from 'node:assert/strict';
import { homePortPage } from '../../../src/connections/homePort';
import { objectOfPage } from '../../../src/organisations/homePortAddress';
import { homePortPath, homePortTeamPath } from '../../../src/organisations/homePortLink';

const uuid = '6983ac22f2bb469189311ab21e493359';
const other = '0a'.repeat(16);
const server = { baseUrl: 'https://api.example/x/', homePortUrl: 'https://portal.example/y/' };

describe('the address of a page of HomePort', () => {
  it('leads to the object whose link it is, on HomePort’s own address and on the server’s', () => {
    for (const each of [server, { baseUrl: 'http://localhost:8000/' }]) {
      const read = (path: string | undefined) => objectOfPage(each, homePortPage(each, path ?? ''));
      const customer = { kind: 'customer', uuid, isCallManagement: false } as const;
      assert.deepEqual(read(homePortPath(customer)), customer);
      assert.deepEqual(read(homePortTeamPath(customer)), customer);
      const project = { kind: 'project', uuid, isCallManagement: false } as const;
      assert.deepEqual(read(homePortPath({ ...project, customer: other })), project);
      const managing = { kind: 'call-managing-organisation', uuid: other, customer: uuid } as const;
      assert.deepEqual(read(homePortPath(managing)), { ...customer, isCallManagement: true });
    }
    assert.equal(objectOfPage(server, `${server.baseUrl}projects/${uuid}/`)?.kind, 'project');
  });

  it('may have more in it', () => {
    for (const rest of ['', '/', '/manage/?tab=billing#x', '?a=b', `/projects/${other}/`]) {
      assert.equal(objectOfPage(server, `https://portal.example/y/organizations/${uuid}${rest}`)?.uuid, uuid);
    }
    const dashed = uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase();
    assert.equal(objectOfPage(server, `https://portal.example/y/projects/${dashed}/`)?.uuid, uuid);
  });

  it('may lack what a browser hides of it', () => {
    assert.equal(objectOfPage(server, `portal.example/y/organizations/${uuid}/`)?.uuid, uuid);
    const local = { baseUrl: 'http://localhost:8000/' };
    assert.equal(objectOfPage(local, `localhost:8000/projects/${uuid}/`)?.uuid, uuid);
  });

  for (const address of [
    'kalev',
    'mailto:ada@portal.example',
    'two words',
    '',
    `organizations/${uuid}/`,
    `https://portal.example/organizations/${uuid}/`,
    `https://portal.example.org/y/organizations/${uuid}/`,
    `http://portal.example/y/organizations/${uuid}/`,
    `https://portal.example/y/organizations/${uuid}0/`,
    'https://portal.example/y/organizations/',
    `https://portal.example/y/profile/${uuid}/`,
    `https://portal.example/y/x/organizations/${uuid}/`,
  ]) {
    it(`is not ${address === '' ? 'nothing' : address}`, () =>
      assert.equal(objectOfPage(server, address), undefined));
  }
});
