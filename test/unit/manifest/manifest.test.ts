import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import '../vscodeFake';
import { contextKeyDefaults } from '../../../src/ui/contextKeys';

const root = path.join(__dirname, '../../..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly when?: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command).sort();
const views = Object.values(contributes.views).flat();

/** Sources as text: commands import vscode, which plain Node does not have. */
function sources(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');
}

function ids(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ''))].sort();
}

describe('the manifest', () => {
  it('declares the commands that are registered, and no others', () => {
    const registered = ids(sources('src/commands'), /^ {4}'(waldur\.\w+)': \w+,/gm);
    assert.deepEqual(declared, registered);
  });

  it('puts only declared commands into menus, welcome texts and rows', () => {
    const used = [
      ...Object.values(contributes.menus)
        .flat()
        .map(({ command }) => command),
      ...ids(JSON.stringify(strings), /\(command:([\w.]+)\)/g),
      ...ids(sources('src'), /command: '(waldur\.\w+)'/g),
    ];
    assert.deepEqual(
      used.filter((command) => !declared.includes(command)),
      [],
    );
  });

  it('asks in when clauses only for context keys and views there are', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.viewsWelcome,
      ...views,
    ].flatMap(({ when }) => when ?? []);
    const known = [...Object.keys(contextKeyDefaults), ...views.map(({ id }) => id)] as readonly string[];
    const asked = clauses.flatMap((clause) => ids(clause, /\b(waldur(?:\.\w+)+)/g));
    assert.deepEqual(
      asked.filter((key) => !known.includes(key)),
      [],
    );
  });

  it('matches in when clauses only row flags that some row has', () => {
    const flags = ids(
      Object.values(contributes.menus)
        .flat()
        .map(({ when }) => when ?? '')
        .join('\n'),
      /(?:\\b|\^|\||\()(loadMore|link|refresh|retry|details|signIn|name|uuid|connection|filtered)\b/g,
    );
    const tree = sources('src/tree');
    assert.deepEqual(
      flags.filter((flag) => !new RegExp(`['+]${flag}['+]`).test(tree)),
      [],
    );
  });

  it('takes every string from package.nls.json, which holds no other', () => {
    const used = ids(manifestText, /"%([\w.]+)%"/g);
    assert.deepEqual(used, Object.keys(strings).sort());
    for (const { title, category } of contributes.commands) {
      assert.match(title, /^%.*%$/);
      assert.equal(category, '%category%');
    }
  });

  it('ends the titles of commands that ask for more in an ellipsis character', () => {
    assert.deepEqual(
      Object.values(strings).filter((text) => text.includes('...')),
      [],
    );
  });

  it('keeps every setting out of the reach of workspaces', () => {
    for (const [name, { scope }] of Object.entries(contributes.configuration.properties)) {
      assert.equal(scope, 'application', name);
    }
  });

  it('names files that exist', () => {
    for (const file of [manifest.icon, ...views.map(({ icon }) => icon)]) {
      assert.doesNotThrow(() => readFileSync(path.join(root, file)), file);
    }
  });

  it('offers to apply a table in editors of exported organisations only', () => {
    for (const menu of ['editor/title', 'editor/context']) {
      assert.deepEqual(
        (contributes.menus[menu] ?? [])
          .filter(({ command }) => command === 'waldur.applyCsvToServer')
          .map(({ when }) => when),
        ['waldur.signedIn && waldur.organisationsFile'],
      );
    }
  });

  it('offers the import in the title of editors of teams only, and in menus for any table', () => {
    const conditions = (menu: string): readonly string[] =>
      (contributes.menus[menu] ?? [])
        .filter(({ command }) => command === 'waldur.importTeam')
        .map(({ when }) => when ?? '');
    assert.deepEqual(conditions('editor/title'), ['waldur.signedIn && waldur.teamFile']);
    const [ofFiles = ''] = conditions('explorer/context');
    const [, pattern = '', flags] = /=~ \/(.+)\/(\w*)/.exec(ofFiles) ?? [];
    const isOffered = (extension: string): boolean => new RegExp(pattern, flags).test(extension);
    assert.deepEqual(['.csv', '.TSV', '.Txt', '.json', ''].map(isOffered), [true, true, true, false, false]);
  });
});
