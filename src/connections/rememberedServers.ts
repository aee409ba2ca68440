import type * as vscode from 'vscode';
import * as z from 'zod/mini';

const key = 'waldur.servers';
const most = 10;
const schema = z.array(z.object({ baseUrl: z.string(), name: z.string() }));

export type RememberedServer = z.infer<typeof schema>[number];

/** Servers signed in to before, the last one first, so that their address need not be typed again. */
export class RememberedServers {
  constructor(private readonly memento: vscode.Memento) {}

  list(): readonly RememberedServer[] {
    const stored = z.safeParse(schema, this.memento.get<unknown>(key));
    return stored.success ? stored.data : [];
  }

  async add(server: RememberedServer): Promise<void> {
    const others = this.list().filter(({ baseUrl }) => baseUrl !== server.baseUrl);
    await this.memento.update(key, [server, ...others].slice(0, most));
  }
}
