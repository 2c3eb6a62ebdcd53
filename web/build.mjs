// Puts the chosen NL Design System packages together into one style sheet for the pages.
// Run by the build of src/Broker (see its project file); by hand: `node web/build.mjs OUTPUT_FOLDER`.
// Restores the packages when the lock file changed. No bundler: reading, joining and dropping unused tokens is all there is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, '../src/Broker/wwwroot/nlds'));
const modules = join(here, 'node_modules');
const dependencies = Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).devDependencies);
const theme = '@nl-design-system-unstable/voorbeeld-design-tokens';
const font = '@fontsource/noto-sans';
const fontFiles = ['latin', 'latin-ext'].flatMap(set => [400, 700].map(weight => ({ set, weight })));

await withLock(join(here, '.build-lock'), () => {
  restore();
  const components = dependencies.filter(name => name !== theme && name !== font).map(styleOf);
  const own = readFileSync(join(here, 'zio-theme.css'), 'utf8');
  const layout = readFileSync(join(here, '../src/Broker/wwwroot/zio.css'), 'utf8');
  const tokens = usedTokens(read(theme, 'dist/theme.css'), [...components, own, layout].join('\n'));
  const sheet = [
    '/* NL Design System: candidate and utrecht components with the voorbeeld theme, EUPL-1.2. See THIRD-PARTY-NOTICES.txt. */',
    ...fontFiles.map(fontFace),
    `.voorbeeld-theme{${tokens.map(([name, value]) => `${name}:${value}`).join(';')}}`,
    ...components.map(minify),
    minify(own),
  ].join('\n');

  mkdirSync(join(output, 'fonts'), { recursive: true });
  for (const file of fontFiles) {
    copyFileSync(join(modules, font, 'files', fontName(file)), join(output, 'fonts', fontName(file)));
  }

  write('THIRD-PARTY-NOTICES.txt', notices());
  write('nlds.css', sheet + '\n');   // last: the build looks at this file to see whether it is done
  console.log(`nlds.css: ${components.length} components, ${tokens.length} tokens, ${Math.round(sheet.length / 1024)} kB`);
});

/** `npm ci`, once per lock file: the stamp holds the hash of what was restored. */
function restore() {
  const stamp = join(modules, '.zio-restored');
  const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
    return;
  }

  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, encoding: 'utf8', shell: process.platform === 'win32' });
  if (npm.status !== 0) {
    console.error(npm.error?.message ?? npm.stderr);
    process.exit(1);
  }

  writeFileSync(stamp, lock);
}

/** Runs the work alone: several builds may start at once. A lock whose owner is gone was left by a build that died. */
async function withLock(file, work) {
  for (;;) {
    try {
      writeFileSync(file, `${process.pid}`, { flag: 'wx' });
      break;
    } catch (fault) {
      if (fault.code !== 'EEXIST') {
        throw fault;
      }

      if (ownerIsGone(file)) {
        rmSync(file, { force: true });
      }

      await new Promise(done => setTimeout(done, 200));
    }
  }

  process.on('exit', () => rmSync(file, { force: true }));
  work();
}

function ownerIsGone(file) {
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    if (Date.now() - statSync(file).mtimeMs > 5 * 60_000) {
      return true;
    }

    return owner > 0 && process.kill(owner, 0) && false;
  } catch (fault) {
    return fault.code === 'ESRCH';
  }
}

function read(name, path) {
  return readFileSync(join(modules, name, path), 'utf8');
}

/** Candidate packages call their style sheet after the component, utrecht packages call it index.css. */
function styleOf(name) {
  const own = `dist/${name.split('/')[1].replace(/-css$/, '')}.css`;
  return read(name, existsSync(join(modules, name, own)) ? own : 'dist/index.css');
}

/** The theme's tokens that the styles refer to, directly or through another token, in the theme's own order. */
function usedTokens(themeSheet, styles) {
  const all = new Map([...themeSheet.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(match => [match[1], match[2].trim()]));
  const used = new Set();
  const queue = references(styles);
  while (queue.length > 0) {
    const name = queue.pop();
    if (all.has(name) && !used.has(name)) {
      used.add(name);
      queue.push(...references(all.get(name)));
    }
  }

  return [...all].filter(([name]) => used.has(name));
}

function references(text) {
  return [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(match => match[1]);
}

/** A charset rule may only stand first in a sheet, so it goes; UTF-8 is told by the server. */
function minify(css) {
  return css.replace(/@charset[^;]+;/g, '').replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};]) ?/g, '$1').replace(/;}/g, '}').trim();
}

function fontName({ set, weight }) {
  return `noto-sans-${set}-${weight}-normal.woff2`;
}

/** The range of each subset comes from the font package, so that a browser fetches only what a page needs. */
function fontFace(file) {
  const sheet = read(font, `${file.weight}.css`);
  const block = sheet.slice(sheet.indexOf(`/* noto-sans-${file.set}-${file.weight}-normal */`));
  const range = block.slice(0, block.indexOf('}')).match(/unicode-range:\s*([^;]+)/)?.[1]?.trim();
  const limit = range === undefined ? '' : `;unicode-range:${range}`;
  return `@font-face{font-family:"Noto Sans";font-weight:${file.weight};font-display:swap;src:url(fonts/${fontName(file)}) format("woff2")${limit}}`;
}

function notices() {
  const entries = dependencies.map(name => {
    const { version, license } = JSON.parse(read(name, 'package.json'));
    return `${name} ${version}\nLicence: ${license}\n`;
  });
  const texts = [['EUPL-1.2', read(theme, 'LICENSE.md')], ['OFL-1.1', read(font, 'LICENSE')]];
  return ['The styles and fonts in this folder come from these packages.\n', ...entries,
    ...texts.map(([id, text]) => `\n===== ${id} =====\n\n${text}`)].join('\n');
}

/** In one step, so that no reader ever sees half a file. */
function write(name, text) {
  const path = join(output, name);
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}
