// Bundles the extension: what is there from the start, and what is imported when needed. Checks the sizes.
const { Buffer } = require('node:buffer');
const { readdirSync } = require('node:fs');
const { mkdir, readdir, readFile, rename, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { parseArgs } = require('node:util');
const esbuild = require('esbuild');

const {
  values: { watch, outdir: place },
} = parseArgs({
  options: { watch: { type: 'boolean', default: false }, outdir: { type: 'string', default: 'dist' } },
});
/** What is built goes to its place once it is whole. */
const outdir = watch ? place : `${place}-new`;

/** Largest minified sizes in KB of what is imported when needed and is hardly the extension's own code. */
const budgetApart = {
  'src/waldur/http/undiciModules.ts': 250,
  'src/sample/server.ts': 300,
  'src/edits/yamlText.ts': 105,
};
/**
 * And of all the rest; of what of it is evaluated in every window; of what is before the first request leaves, where a
 * window opens with organisations in sight; and of what is before their rows are there. undici, which sends, is apart.
 */
const budgetHost = 924;
const budgetStart = 64;
const budgetFirstRequest = 71;
const budgetFirstRows = 247;
/** Of a panel's script, with what it shares with the others. */
const budgetPanel = 100;

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

/** One import of `vscode` for all files instead of one in each. */
const oneVscode = {
  name: 'one-vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode' },
    );
    build.onLoad({ filter: /./, namespace: 'vscode' }, () => ({ contents: "export * from 'vscode'" }));
  },
};

/** `codicon:add` is an icon, as the paths it is drawn by, to a tenth of a pixel: more is not to be seen. */
const codicons = {
  name: 'codicons',
  setup(build) {
    build.onResolve({ filter: /^codicon:/ }, ({ path: name }) => ({
      path: path.join(__dirname, 'node_modules/@vscode/codicons/src/icons', `${name.slice(8)}.svg`),
      namespace: 'codicon',
    }));
    build.onLoad({ filter: /./, namespace: 'codicon' }, async ({ path: file }) => {
      const paths = [...(await readFile(file, 'utf8')).matchAll(/<path [^>]*?d="([^"]+)"/g)].map(([, d]) =>
        // A tenth is less than can be seen of an icon that is 16 wide. Codicons part all numbers by blanks.
        d.replace(/\d*\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1)))),
      );
      return { contents: JSON.stringify(paths), loader: 'json' };
    });
  },
};

/**
 * Only ES modules can be split, and only what is required gets VS Code's patches of the network: so each part becomes a
 * CommonJS module once the code is split.
 */
const commonJs = {
  name: 'common-js',
  setup(build) {
    build.onEnd(async ({ errors, outputFiles, metafile }) => {
      if (errors.length > 0) {
        return;
      }
      const folder = path.resolve(__dirname, outdir);
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const written = await Promise.all(outputFiles.map((file) => write(file)));
      console.log('Built.');
      if (!watch) {
        checkSizes(Object.fromEntries(written.filter(([name]) => name.endsWith('.js'))), metafile);
      }
    });
  },
};

async function write({ path: file, text }) {
  const name = path.basename(file);
  if (!name.endsWith('.js')) {
    await writeFile(file, text);
    return [name, text.length];
  }
  const { code, map } = await esbuild.transform(text, {
    format: 'cjs',
    target: 'node22',
    charset: 'utf8',
    minify: !watch,
    sourcefile: name,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    supported: { 'dynamic-import': false },
  });
  await writeFile(file, `${code}//# sourceMappingURL=${name}.map\n`);
  await writeFile(`${file}.map`, map);
  return [name, Buffer.byteLength(code)];
}

function checkSizes(sizes, { outputs }) {
  const files = Object.entries(outputs).flatMap(([file, output]) => {
    const name = path.basename(file);
    return name in sizes ? [{ name, ...output }] : [];
  });
  const isApart = ({ entryPoint }) => entryPoint in budgetApart;
  checkSize(
    'Host',
    files.filter((file) => !isApart(file)),
    budgetHost,
  );
  const start = startedBy(files, 'src/extension.ts');
  checkSize('Start', start, budgetStart);
  const asking = new Set([...start, ...startedBy(files, 'src/organisations/firstRequest.ts')]);
  checkSize('First request', [...asking], budgetFirstRequest);
  const showing = new Set([...asking, ...startedBy(files, 'src/viewsContainer.ts')]);
  checkSize('First rows', [...showing], budgetFirstRows);
  for (const file of files.filter(isApart)) {
    checkSize(file.entryPoint, [file], budgetApart[file.entryPoint]);
  }

  function checkSize(title, parts, most) {
    const size = parts.reduce((sum, { name }) => sum + sizes[name], 0) / 1024;
    console.log(`${title}: ${size.toFixed(0)} KB of ${most} KB`);
    if (size > most) {
      const inputs = parts.flatMap((part) => Object.entries(part.inputs));
      const largest = inputs.sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput).slice(0, 15);
      for (const [input, { bytesInOutput }] of largest) {
        console.log(`  ${(bytesInOutput / 1024).toFixed(1)} KB ${input}`);
      }
      process.exitCode = 1;
    }
  }
}

/** Makes one space of the indentation in templates of HTML, which minifying leaves as it is. */
async function tighten(outputs) {
  for (const [file, output] of Object.entries(outputs).filter(([name]) => name.endsWith('.js'))) {
    const code = (await readFile(file, 'utf8')).replace(/\n {2,}/g, ' ');
    await writeFile(file, code);
    output.bytes = Buffer.byteLength(code);
  }
}

function checkPanelSizes(outputs) {
  const files = Object.entries(outputs).map(([file, output]) => ({ name: path.basename(file), ...output }));
  for (const { entryPoint } of files.filter(({ name, entryPoint }) => entryPoint && name.endsWith('.js'))) {
    const size = startedBy(files, entryPoint).reduce((sum, { bytes }) => sum + bytes, 0) / 1024;
    console.log(`${entryPoint}: ${size.toFixed(0)} KB of ${budgetPanel} KB`);
    process.exitCode = size > budgetPanel ? 1 : process.exitCode;
  }
}

/** The file of an entry and those that it requires, which are evaluated with it. */
function startedBy(files, entry) {
  const found = new Set();
  const add = (file) => {
    if (file !== undefined && !found.has(file)) {
      found.add(file);
      for (const { path: required } of file.imports.filter(({ kind }) => kind === 'import-statement')) {
        add(files.find(({ name }) => name === path.basename(required)));
      }
    }
  };
  add(files.find(({ entryPoint }) => entryPoint === entry));
  return [...found];
}

const options = {
  entryPoints: { extension: 'src/extension.ts' },
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  outdir,
  chunkNames: '[name]-[hash]',
  write: false,
  minify: !watch,
  sourcemap: 'inline',
  sourcesContent: false,
  legalComments: 'linked',
  // Texts are full of curly quotes, which take twice the room when escaped.
  charset: 'utf8',
  metafile: true,
  // What the first has for `require` cannot be bundled, what the second has cannot be split.
  alias: {
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    yaml: path.resolve(__dirname, 'node_modules/yaml/browser/dist/index.js'),
  },
  plugins: [withoutSecondParser, oneVscode, commonJs],
  logLevel: 'warning',
};

/** What runs in webviews: a script a panel, and what they share. `target`: the Chrome of VS Code 1.103. */
const pages = path.join(__dirname, 'src', 'webviews', 'pages');
const webviews = {
  entryPoints: [...readdirSync(pages).map((name) => path.join(pages, name)), 'src/webviews/panel.css'],
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'chrome138',
  outdir: path.join(outdir, 'webviews'),
  minify: !watch,
  legalComments: 'linked',
  charset: 'utf8',
  metafile: true,
  // Lit has a build for development that warns in the console.
  conditions: ['production'],
  plugins: [codicons],
  logLevel: 'warning',
};

/**
 * Puts what was built in place, file by file, and only what is another than before: a window that runs from there loads
 * parts with their first use, and has to find them while the same is built again.
 */
async function putInPlace(built, folder) {
  const names = await filesIn(built);
  for (const name of names) {
    const [from, to] = [path.join(built, name), path.join(folder, name)];
    const [now, before] = await Promise.all([readFile(from), readFile(to).catch(() => undefined)]);
    if (before?.equals(now) !== true) {
      await mkdir(path.dirname(to), { recursive: true });
      await rename(from, to);
    }
  }
  const earlier = (await filesIn(folder)).filter((name) => !names.includes(name));
  await Promise.all(earlier.map((name) => rm(path.join(folder, name))));
  await rm(built, { recursive: true });
}

/** Paths of all files in a folder and below. */
async function filesIn(folder) {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all
    .filter((one) => one.isFile())
    .map((one) => path.relative(folder, path.join(one.parentPath, one.name)));
}

async function main() {
  if (watch) {
    const contexts = await Promise.all([esbuild.context(options), esbuild.context(webviews)]);
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('Watching for changes.');
  } else {
    // The folder is emptied first.
    await esbuild.build(options);
    const { metafile } = await esbuild.build(webviews);
    await tighten(metafile.outputs);
    checkPanelSizes(metafile.outputs);
    await putInPlace(path.resolve(__dirname, outdir), path.resolve(__dirname, place));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
