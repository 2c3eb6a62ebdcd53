// Writes a CycloneDX 1.6 bill of materials from the lock files, and from nothing else: what no lock file names is not in it.
//   node tools/sbom/sbom.mjs > sbom.cdx.json
// What ships stands as "required" (src, web), what only builds and tests stand on as "excluded". The same lock files give the same text.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const ships = /^(src|web)\//
const components = new Map()

const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory()
    ? ['node_modules', 'bin', 'obj'].includes(entry.name) || entry.name.startsWith('.') ? [] : files(join(folder, entry.name))
    : [join(folder, entry.name)])

const add = (purl, name, version, lock, more, needs) => {
  const known = components.get(purl) ?? { name, version, locks: new Set(), needs: new Set(), ...more }
  known.locks.add(lock)
  needs.forEach((need) => known.needs.add(need))
  components.set(purl, known)
}

const nuget = (name, version) => `pkg:nuget/${name}@${version}`
const npm = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`

function readNuget(lock, text) {
  for (const packages of Object.values(JSON.parse(text).dependencies)) {
    const byName = new Map(Object.entries(packages).map(([name, entry]) => [name.toLowerCase(), [name, entry]]))
    for (const [name, entry] of Object.entries(packages).filter(([, entry]) => entry.type !== 'Project')) {
      const needs = Object.keys(entry.dependencies ?? {}).map((need) => byName.get(need.toLowerCase())).filter((need) => need && need[1].type !== 'Project')
      // NuGet's content hash leaves out the signature of a package, so it is no hash of the file.
      add(nuget(name, entry.resolved), name, entry.resolved, lock, { contentHash: entry.contentHash }, needs.map(([of, need]) => nuget(of, need.resolved)))
    }
  }
}

function readNpm(lock, text) {
  const { packages } = JSON.parse(text)
  const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const find = (from, name) => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = (at ? at + '/' : '') + 'node_modules/' + name
      if (packages[path]) return path
      if (!at) return undefined
    }
  }
  for (const [path, entry] of Object.entries(packages).filter(([path, entry]) => path && !entry.link)) {
    const needs = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).map((need) => find(path, need)).filter(Boolean)
    const [algorithm, digest] = (entry.integrity ?? '').split(' ')[0].split('-')
    add(npm(entry.name ?? nameOf(path), entry.version), entry.name ?? nameOf(path), entry.version, lock,
      { license: entry.license, hash: algorithm === 'sha512' ? Buffer.from(digest, 'base64').toString('hex') : undefined },
      needs.map((need) => npm(packages[need].name ?? nameOf(need), packages[need].version)))
  }
}

const locks = ['src', 'tests', 'tools', 'web'].flatMap((folder) => files(join(root, folder)))
for (const path of locks.sort()) {
  const lock = relative(root, path).replaceAll('\\', '/')
  if (/\/packages(\.[\w-]+)?\.lock\.json$/.test(lock)) readNuget(lock, readFileSync(path, 'utf8'))
  if (lock.endsWith('/package-lock.json')) readNpm(lock, readFileSync(path, 'utf8'))
}

const sorted = [...components].sort(([a], [b]) => (a < b ? -1 : 1))
const version = /<Version>([^<]+)</.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'))[1]
const self = `zioexchange@${version}`
const list = sorted.map(([purl, { name, version, locks, license, hash, contentHash }]) => ({
  type: 'library',
  'bom-ref': purl,
  name,
  version,
  scope: [...locks].some((lock) => ships.test(lock)) ? 'required' : 'excluded',
  ...(hash && { hashes: [{ alg: 'SHA-512', content: hash }] }),
  ...(license && { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { name: license } }] }),
  purl,
  properties: [
    ...(contentHash ? [{ name: 'nuget:contentHash', value: contentHash }] : []),
    ...[...locks].sort().map((lock) => ({ name: 'zioexchange:lockFile', value: lock })),
  ],
}))
const id = createHash('sha256').update(JSON.stringify([self, list])).digest('hex')
process.stdout.write(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: `urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-8${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`,
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': self, name: 'ZioExchange', version, licenses: [{ license: { id: 'EUPL-1.2' } }] } },
  components: list,
  dependencies: [
    { ref: self, dependsOn: list.filter((component) => component.scope === 'required').map((component) => component['bom-ref']) },
    ...sorted.map(([purl, { needs }]) => ({ ref: purl, dependsOn: [...needs].sort() })),
  ],
}, null, 2) + '\n')
