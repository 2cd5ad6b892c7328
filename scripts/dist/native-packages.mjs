/**
 * The packages that a bundle cannot hold (machine code, or sloppy-mode scripts), and of each the files that
 * run. Everything else that runs is in the bundle. A file that is not named here is not shipped.
 * @typedef {{ platform: string, arch: string }} Target as Node names them
 * @typedef {{ name: string, from?: string, files: (target: Target) => (string | RegExp)[] }} NativePackage
 *   `from`: its folder below `node_modules`, where that is not its name; `files`: paths below that folder, a
 *   pattern takes every path that it fits
 */

/** @type {readonly NativePackage[]} */
export const NATIVE_PACKAGES = [
  {
    name: 'better-sqlite3',
    files: ({ platform, arch }) => [
      /^lib\/(?:index|binding|database|sqlite-error|util)\.js$/,
      /^lib\/methods\/\w+\.js$/,
      `prebuilds/${platform}-${arch}.node`,
    ],
  },
  { name: '@serialport/bindings-cpp', files: (target) => [/^dist\/[\w-]+\.js$/, serialBinary(target)] },
  // The version that the bindings ask for; the bundle holds another.
  ...['@serialport/parser-readline', '@serialport/parser-delimiter'].map((name) => ({
    name,
    from: `@serialport/bindings-cpp/node_modules/${name}`,
    files: () => [/^dist\/[\w-]+\.js$/],
  })),
  { name: 'node-gyp-build', files: () => ['index.js', 'node-gyp-build.js'] },
  { name: 'debug', files: () => ['src/index.js', 'src/node.js', 'src/common.js', 'src/browser.js'] },
  { name: 'ms', files: () => ['index.js'] },
  {
    name: 'node-hid',
    files: ({ platform, arch }) => [
      'nodehid.js',
      'binding-options.js',
      `prebuilds/HID-${platform}-${arch}/node-napi-v4.node`,
      ...(platform === 'linux' ? [`prebuilds/HID_hidraw-linux-${arch}/node-napi-v4.node`] : []),
    ],
  },
  { name: 'pkg-prebuilds', files: () => ['bindings.js', 'lib/prebuild.js'] },
  { name: 'ble-host', files: () => [/^lib\/(?:internal\/)?[\w-]+\.js$/] },
];

/** @param {Target} target */
function serialBinary({ platform, arch }) {
  if (platform === 'darwin') return 'prebuilds/darwin-x64+arm64/@serialport+bindings-cpp.node';
  if (platform === 'win32') return `prebuilds/win32-${arch}/@serialport+bindings-cpp.node`;
  const generation = arch === 'arm64' ? '.armv8' : '';
  return `prebuilds/linux-${arch}/@serialport+bindings-cpp${generation}.glibc.node`;
}
