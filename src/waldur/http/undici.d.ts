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
declare module 'undici/lib/api' {
  import type { Dispatcher } from 'undici';
  /** A dispatcher method: call it with the dispatcher as `this`. */
  export function request(
    this: Dispatcher,
    options: Dispatcher.RequestOptions,
  ): Promise<Dispatcher.ResponseData>;
}
