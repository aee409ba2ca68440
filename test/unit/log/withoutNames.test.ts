import assert from 'node:assert/strict';
import { withoutNames } from '../../../src/log/withoutNames';

const names = [
  ['waldur.example', '[server 1]'],
  ['https://waldur.example/cloud', '[server 1]'],
  ['Example Cloud', '[server 1]'],
  ['Ann Lee', '[person 1]'],
  ['ann', '[person 1]'],
  ['$&(', '[person 2]'],
  ['a', '[person 3]'],
] as const;

describe('a text without names', () => {
  for (const [text, expected] of [
    ['GET https://waldur.example/cloud/api/customers/: 500', 'GET [server 1]/api/customers/: 500'],
    ['getaddrinfo ENOTFOUND WALDUR.example', 'getaddrinfo ENOTFOUND [server 1]'],
    ['getaddrinfo ENOTFOUND other.example', 'getaddrinfo ENOTFOUND [address]'],
    ['waldur.example:8443 of EXAMPLE CLOUD', '[server 1]:8443 of [server 1]'],
    ['Ann Lee (ann) planned a manner', '[person 1] ([person 1]) planned a manner'],
    ['$&( is a user name', '[person 2] is a user name'],
    [
      'network ECONNREFUSED connect ECONNREFUSED 10.0.0.7:3128',
      'network ECONNREFUSED connect ECONNREFUSED [address]',
    ],
    ['certificate of https://other.example:8443/x?y=z, refused', 'certificate of [address] refused'],
    ['mail to bob.smith@example.org failed', 'mail to [address] failed'],
    ['GET /api/users/?full_name=Bob%20Smith&page=1: 400 invalid', 'GET /api/users/?[search] 400 invalid'],
    [
      'at run (/home/bob/.vscode/extensions/x/dist/a.js:1:2)',
      'at run (/home/[user]/.vscode/extensions/x/dist/a.js:1:2)',
    ],
    ['at run (C:\\Users\\Bob\\x\\a.js:1:2)', 'at run (C:\\Users\\[user]\\x\\a.js:1:2)'],
    [
      'TypeError: x is not a function at extension.js:12:3',
      'TypeError: x is not a function at extension.js:12:3',
    ],
  ] as const) {
    it(`“${text}” is “${expected}”`, () => assert.equal(withoutNames(text, names), expected));
  }
});
