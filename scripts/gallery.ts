// `npm run gallery`: the components in every state, at an address on this computer.
import { run, say } from './setup.mjs';

const vite = (...given: string[]) =>
  run('node_modules/vite/bin/vite.js', [...given, '--config', 'renderer/gallery/vite.config.ts']);
process.exitCode = vite('build');
if (process.exitCode === 0) {
  say('The gallery is at http://127.0.0.1:4190/gallery/index.html');
  process.exitCode = vite('preview', '--host', '127.0.0.1', '--port', '4190', '--strictPort');
}
