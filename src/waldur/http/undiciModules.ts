/**
 * The parts of undici in use. esbuild makes a bundle of its own of this file, so that the bulk of undici is read
 * with the first request and not when the extension starts.
 */
export { default as Agent } from 'undici/lib/dispatcher/agent';
export { default as ProxyAgent } from 'undici/lib/dispatcher/proxy-agent';
export { default as Pool } from 'undici/lib/dispatcher/pool';
export { connect, request } from 'undici/lib/api';
