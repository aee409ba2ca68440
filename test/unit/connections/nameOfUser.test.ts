import { ada } from './fakes';
import assert from 'node:assert/strict';
import { fullNameOfUser, nameOfUser, nameOfUserAmong } from '../../../src/connections/nameOfUser';

describe('the name of a person who is signed in', () => {
  const called = (fullName: string, username: string, baseUrl = ada.baseUrl) => ({
    ...ada,
    id: `${baseUrl} ${username}`,
    baseUrl,
    user: { uuid: '1'.repeat(32), username, fullName },
  });
  const ann = called('Ann Lee', 'ann');

  it('is the full name, and the user name where there is none', () => {
    assert.equal(nameOfUser(ann), 'Ann Lee');
    assert.equal(nameOfUser(called(' ', 'ann')), 'ann');
    assert.equal(fullNameOfUser(ann), 'Ann Lee (ann)');
    assert.equal(fullNameOfUser(called('', 'ann')), 'ann');
  });

  it('has the user name beside it where two could be meant', () => {
    const other = called('Ann Lee', 'ann.admin');
    assert.equal(nameOfUserAmong(ann, [ann, other]), 'Ann Lee (ann)');
    assert.equal(nameOfUserAmong(other, [ann, other]), 'Ann Lee (ann.admin)');
    assert.equal(nameOfUserAmong(ann, [ann, called('Bo Lee', 'bo')]), 'Ann Lee');
    const elsewhere = called('Ann Lee', 'ann', 'https://elsewhere.test/');
    assert.equal(nameOfUserAmong(ann, [ann, elsewhere]), 'Ann Lee');
  });
});
