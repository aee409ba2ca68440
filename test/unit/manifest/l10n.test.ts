import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.join(__dirname, '../../..');

describe('the texts for translators', () => {
  it('are those of the code (npm run l10n writes them)', async () => {
    const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({
        extension: '.ts' as const,
        contents: readFileSync(path.join(root, 'src', file), 'utf8'),
      }))
      .filter(({ contents }) => contents.includes('l10n'));
    const found = await getL10nJson(files);
    const written = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')) as object;
    assert.deepEqual(Object.keys(written).sort(), Object.keys(found).sort());
  });

  it('count only where there is never one: they know no plurals', () => {
    const texts = Object.keys(
      JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8')) as object,
    );
    const source = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
      .join('\n');
    const text = String.raw`vscode\.l10n\.t\(\s*'([^']*)'[^]*?\)`;
    const counted = new Set(
      [...source.matchAll(new RegExp(String.raw`\bcount\([^;]*?${text},\s*${text}`, 'g'))].map(
        ([, , many]) => many,
      ),
    );
    // Of those that `count` does not choose, each of these has another text for one, or is never shown for one.
    const several = new Set([
      '$(organization) Waldur: {0} connections',
      'Cancel {0} invitations?',
      'Change Expiry of {0} Roles',
      'Change {0} Roles',
      'Copied {0} lines',
      'Enter a message for the invitation (optional, up to {0} characters)',
      'Grant {0} Roles',
      'Looked in {0} organisations and projects, 1 more was left out. Roles may be missing.',
      'Make {0} Roles Permanent',
      'Retry in {0} minutes.',
      'Retry in {0} seconds.',
      'Revoke {0} Roles',
      'Run {0} Changes',
      'Send {0} Invitations',
      'Set Expiry of {0} Roles',
      'There are {0} rows. Loading them all makes the list slow. A filter or a search is faster.',
      'invited {0} days ago',
      'only in {0} projects',
      '{0} changes made.',
      '{0} changes redone.',
      '{0} changes undone.',
      '{0} connections need you to sign in',
      '{0} days left',
      '{0} is in {1} organisations',
      '{0} of {1} changes made.',
      '{0} of {1} changes redone.',
      '{0} of {1} changes undone.',
      '{0} of {1} invitations cancelled.',
      '{0} of {1} invitations resent.',
      '{0} of {1} invitations sent.',
      '{0} of {1} items deleted.',
      '{0} people are no longer {1} of {2}.',
      '{0} people are now {1} of {2} permanently.',
      '{0} people are now {1} of {2} until {3}.',
      '{0} people are now {1} of {2}.',
      '{0} resources',
      '{0}, {1} people',
      '“{0}” is ambiguous. It has {1} matches. Use the UUID.',
      '“{0}” on {1} was interrupted with {2} of {3} changes left.',
    ]);
    const verbs = [
      'as',
      'becomes',
      'closes',
      'contains',
      'does',
      'grants',
      'has',
      'is',
      'keeps',
      'looks',
      'says',
      'sends',
      'stays',
      'waits',
      'was',
    ];
    assert.deepEqual(
      texts.filter(
        (each) =>
          !counted.has(each) &&
          !several.has(each) &&
          [...each.matchAll(/\{\d\} (?:more )?(\w+s|people)\b/g)].some(
            ([, noun]) => !verbs.includes(noun ?? ''),
          ),
      ),
      [],
    );
  });
});
