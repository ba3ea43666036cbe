#!/usr/bin/env node
// Old syntax on purpose: this file must be able to say what is wrong on a Node that cannot run the rest.
var parts = process.versions.node.split('.').map(Number);
if (parts[0] < 22 || (parts[0] === 22 && parts[1] < 12)) {
  process.stderr.write('starmock needs Node 22.12 or newer; this is Node ' + process.versions.node + '\n');
  process.exitCode = 2;
} else {
  process
    .getBuiltinModule('node:module')
    .createRequire(import.meta.url)('../dist/cli.cjs')
    .run(process.argv);
}
