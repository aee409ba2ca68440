import '../vscodeFake';
import * as vscode from 'vscode';
import type { Connection, ConnectionState } from '../../../src/connections/connection';
import { OrganisationStores } from '../../../src/organisations/organisationStores';
import type { OrganisationStore } from '../../../src/organisations/organisationStore';
import type { PanelContent } from '../../../src/panels/panelContent';
import type { PanelView, Section, Table } from '../../../src/panels/panelView';
import type { PersonaKind } from '../../../src/sample/personas';
import { type SampleServer, type SampleServerOptions, startSampleServer } from '../../../src/sample/server';
import { clientOf, connectionOf } from '../connections/signedIn';

/** A sample server and someone who is signed in to it, for what panels show of it. */
export class PanelWorld {
  readonly store: OrganisationStore;
  /** Commands that were run, with what follows the objects they are about. */
  readonly commands: (readonly unknown[])[] = [];
  private readonly stores = new OrganisationStores();

  private constructor(
    readonly server: SampleServer,
    readonly connection: Connection,
    /** Tells of having to sign in, and of having done so. */
    readonly states: vscode.EventEmitter<ConnectionState>,
  ) {
    this.store = this.stores.of(connection);
    Object.assign(vscode.commands, {
      executeCommand: (command: string, shown: unknown, _all: unknown, ...args: readonly unknown[]) => {
        this.commands.push([command, shown, ...args]);
        return Promise.resolve();
      },
    });
  }

  static async open(kind: PersonaKind, options: SampleServerOptions = {}): Promise<PanelWorld> {
    const server = await startSampleServer(options);
    const states = new vscode.EventEmitter<ConnectionState>();
    return new PanelWorld(server, connectionOf(server, kind, states), states);
  }

  /** Who else is signed in to the server. */
  clientOf(kind: PersonaKind): ReturnType<typeof clientOf> {
    return clientOf(this.server, kind);
  }

  async close(): Promise<void> {
    this.stores.dispose();
    this.connection.client.dispose();
    await this.server.close();
  }

  /** `GET` requests since the last question, as paths with their queries. */
  asked(): readonly string[] {
    const paths = this.server.requests.list().flatMap(({ method, path }) => (method === 'GET' ? [path] : []));
    this.server.requests.clear();
    return paths;
  }
}

/** What a panel shows once it is as it is to be. */
export function viewWhen(content: PanelContent, holds: (view: PanelView) => boolean): Promise<PanelView> {
  return new Promise((resolve) => {
    const subscription = content.onDidChange(look);
    function look(): void {
      const { view } = content.show();
      if (holds(view)) {
        subscription.dispose();
        resolve(view);
      }
    }
    look();
  });
}

/** Whether there is nothing left to read. */
export function isRead(view: PanelView): boolean {
  return (
    !view.read.startsWith('Reading') &&
    view.figuresLoading === undefined &&
    [...(view.wide ?? []), ...view.main, ...view.side].every(({ loading }) => loading === undefined)
  );
}

export function sectionOf(view: PanelView, id: string): Section {
  const found = [...(view.wide ?? []), ...view.main, ...view.side].find((section) => section.id === id);
  if (found === undefined) {
    throw new Error(`There is no section ${id}.`);
  }
  return found;
}

export function tableOf(view: PanelView, id: string): Table {
  const { content } = sectionOf(view, id);
  if (content?.kind !== 'table') {
    throw new Error(`The section ${id} has no table.`);
  }
  return content;
}

/** The texts of rows, each joined by blanks. */
export function rowsOf(view: PanelView, id: string): readonly string[] {
  return tableOf(view, id).rows.map(({ cells }) => cells.map(({ text }) => text).join(' '));
}
