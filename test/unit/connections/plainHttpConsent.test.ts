import { FakeMemento } from './fakes';
import assert from 'node:assert/strict';
import { PlainHttpConsent } from '../../../src/connections/plainHttpConsent';

describe('PlainHttpConsent', () => {
  it('is needed for plain http to another machine, once for each server', async () => {
    const memento = new FakeMemento();
    const consent = new PlainHttpConsent(memento);
    assert.ok(consent.allows('https://waldur.example/'));
    assert.ok(consent.allows('http://127.0.0.1:8000/'));
    assert.ok(!consent.allows('http://waldur.example/'));
    await consent.give('http://waldur.example/cloud/');
    assert.ok(new PlainHttpConsent(memento).allows('http://waldur.example/'));
    assert.ok(!consent.allows('http://waldur.example:8080/'));
    assert.ok(!consent.allows('http://other.example/'));
  });
});
