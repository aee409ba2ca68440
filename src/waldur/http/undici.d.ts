/**
 * undici's sub-modules have no types of their own. Only they are imported: the package's index fills the
 * process-wide dispatcher slot that every other extension in the host shares.
 */
declare module 'undici/lib/dispatcher/agent' {
  import type { Agent } from 'undici';
  const agent: typeof Agent;
  export default agent;
}
declare module 'undici/lib/dispatcher/proxy-agent' {
  import type { ProxyAgent } from 'undici';
  const proxyAgent: typeof ProxyAgent;
  export default proxyAgent;
}
declare module 'undici/lib/dispatcher/pool' {
  import type { Pool } from 'undici';
  const pool: typeof Pool;
  export default pool;
}
declare module 'undici/lib/api' {
  import type { Dispatcher } from 'undici';
  /** Dispatcher methods: call them with the dispatcher as `this`. */
  export function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
  export function connect(
    this: Dispatcher,
    options: Dispatcher.ConnectOptions,
  ): Promise<Dispatcher.ConnectData>;
}
