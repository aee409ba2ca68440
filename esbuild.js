// Bundles the extension host code and the sample server; checks the sizes that CONTRIBUTING.md promises.
const esbuild = require('esbuild');

const watch = process.argv.includes('--watch');

/** Largest minified size of each output, in bytes. */
const budget = {
  'dist/extension.js': 360 * 1024,
  'dist/undici.js': 250 * 1024,
  'dist/sample.js': 330 * 1024,
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: !watch,
  keepNames: false,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'linked',
  logLevel: 'warning',
};

/**
 * undici carries its HTTP parser twice, with and without SIMD, and tries the first first. Every Node that
 * VS Code 1.103 or later ships runs the SIMD one, so the other's 72 KB stay out.
 */
const withoutSecondParser = {
  name: 'without-second-parser',
  setup(build) {
    build.onLoad({ filter: /undici[\\/]lib[\\/]llhttp[\\/]llhttp-wasm\.js$/ }, () => ({
      contents: "throw new Error('This processor has no WebAssembly SIMD.')",
    }));
  },
};

/** What is a bundle of its own: most of HTTP and the sample server, loaded when needed, and how files of teams are read. */
const apart = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /\/undiciModules$/ }, () => ({ path: './undici.js', external: true }));
    build.onResolve({ filter: /\/(teamCsv|resolveTeam)$/ }, () => ({
      path: './teamFiles.js',
      external: true,
    }));
    build.onResolve({ filter: /\/sample\/server$/ }, () => ({ path: './sample.js', external: true }));
  },
};

/** One `require('vscode')` for all files instead of one in each. */
const oneVscode = {
  name: 'one-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    build.onLoad({ filter: /./, namespace: 'vscode' }, () => ({ contents: "export * from 'vscode'" }));
  },
};

const host = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  // Texts are full of curly quotes, which take twice the room when escaped.
  charset: 'utf8',
  outdir: 'dist',
  plugins: [apart, oneVscode],
  metafile: true,
};

const undici = {
  ...common,
  entryPoints: { undici: './src/waldur/http/undiciModules.ts' },
  outdir: 'dist',
  plugins: [withoutSecondParser],
  metafile: true,
};

/** Nothing in it may be told by its class: what the host has, too, is in both. */
const teamFiles = {
  ...common,
  stdin: {
    contents: "export * from './teamCsv'; export * from './resolveTeam';",
    resolveDir: 'src/grants',
    sourcefile: 'teamFiles.ts',
    loader: 'ts',
  },
  outfile: 'dist/teamFiles.js',
};

const sample = {
  ...common,
  entryPoints: { sample: 'src/sample/server.ts' },
  outdir: 'dist',
  metafile: true,
};

async function main() {
  if (watch) {
    const contexts = await Promise.all(
      [host, undici, teamFiles, sample].map((options) => esbuild.context(options)),
    );
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('Watching for changes.');
    return;
  }
  const results = await Promise.all(
    [host, undici, teamFiles, sample].map((options) => esbuild.build(options)),
  );
  let ok = true;
  for (const [file, { bytes, inputs }] of results.flatMap(({ metafile }) =>
    Object.entries(metafile?.outputs ?? {}),
  )) {
    const limit = budget[file];
    if (limit === undefined) {
      continue;
    }
    console.log(`${file}: ${(bytes / 1024).toFixed(0)} KB of ${limit / 1024} KB`);
    if (bytes > limit) {
      ok = false;
      const largest = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
      for (const [input, { bytesInOutput }] of largest.slice(0, 15)) {
        console.log(`  ${(bytesInOutput / 1024).toFixed(1)} KB ${input}`);
      }
    }
  }
  if (!ok) {
    throw new Error('A bundle is larger than its budget.');
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
